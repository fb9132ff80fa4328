package io.github.sknet.checkpoint.origin;

import io.github.sknet.graph.preprocessing.Preprocessing;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How images are prepared, and why that is believed.
 *
 * @param reason ends the sentence "images are prepared so …"
 */
public record Preparation(Preprocessing preprocessing, String reason) {

    /** In a few words: sizes in pixels, interpolation, mean and deviation in units of pixels divided by 255. */
    public String describe() {
        Preprocessing p = preprocessing;
        String sizes = p.resizeShorterSide() == 0
                ? "resized to " + p.height() + "×" + p.width()
                : "the shorter side to " + p.resizeShorterSide() + ", the middle " + p.height() + "×" + p.width();
        return sizes + ", " + p.interpolation().id() + ", mean " + rounded(p.mean()) + ", deviation " + rounded(p.std())
                + ": " + reason;
    }

    private static String rounded(List<Double> values) {
        return values.stream()
                .map(value -> String.valueOf(Math.round(value * 1e4) / 1e4))
                .collect(Collectors.joining(" "));
    }
}
