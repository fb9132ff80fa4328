package io.github.sknet.graph.models;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a network says about an image. */
public enum Task {
    /** Which class the image is of: one output {@code logits} (N, classes). */
    CLASSIFY,
    /** Where objects are and of which classes: the outputs of {@link io.github.sknet.graph.detect.DetectionLevel}. */
    DETECT,
    /** Which class each pixel is of: one output {@code logits} (N, classes, H, W). */
    SEGMENT;

    /** In lower case, as on a command line. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The task of the given name in lower case.
     *
     * @throws IllegalArgumentException listing those there are, when there is none
     */
    public static Task of(String id) {
        return Arrays.stream(values())
                .filter(task -> task.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no task '" + id + "'; there are: "
                        + Arrays.stream(values()).map(Task::id).collect(Collectors.joining(", "))));
    }
}
