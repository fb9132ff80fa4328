package io.github.sknet.runtime;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Shape;
import java.util.Map;

/** Refuses input sizes that no plan can be made for. */
final class InputSizes {

    /** The most values that a map may have: more do not fit an array with its padding. */
    private static final long MOST_VALUES = 1L << 30;

    private InputSizes() {}

    static void check(Graph graph, int height, int width) {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("The input must be at least 1×1 pixels, not " + height + "×" + width);
        }
        refuse("input", Shape.map(graph.inputChannels(), height, width), height, width);
        for (Map.Entry<String, Shape> entry : graph.shapes(height, width).entrySet()) {
            refuse(entry.getKey(), entry.getValue(), height, width);
        }
    }

    private static void refuse(String node, Shape shape, int height, int width) {
        // Divided, not multiplied: the product of three sizes may be more than a long holds.
        if (shape.pixels() > MOST_VALUES / shape.channels()) {
            throw new IllegalArgumentException("An input of " + height + "×" + width + " pixels is too large: '" + node
                    + "' would have the shape " + shape + ", and at most " + MOST_VALUES + " values can be held");
        }
    }
}
