package io.github.sknet.graph.preprocessing;

import io.github.sknet.graph.json.Json;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How an image is resized, with Pillow's names ({@code Resample.c}). */
public enum Interpolation {
    /** The nearest pixel; for masks of class indices. */
    NEAREST,
    /** A triangle over two source pixels, widened when the image shrinks (antialiasing). */
    BILINEAR,
    /** Keys' cubic with a = −0.5 over four source pixels, widened when the image shrinks (antialiasing). */
    BICUBIC;

    /** In lower case, as in model files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The interpolation of the given {@link #id}.
     *
     * @throws IllegalArgumentException listing those there are, when there is none
     */
    public static Interpolation named(String id) {
        return Arrays.stream(values())
                .filter(interpolation -> interpolation.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no interpolation '" + Json.cut(id) + "'; there are: "
                                + Arrays.stream(values()).map(Interpolation::id).collect(Collectors.joining(", "))));
    }
}
