package io.github.sknet.onnx.importer.evaluation;

import io.github.sknet.onnx.importer.model.Constant;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Axes as nodes name them: negative ones count from the end; in an attribute, or, from some operator set on, an input. */
public final class Axes {

    private Axes() {}

    /**
     * An axis counted from the start.
     *
     * @throws IllegalArgumentException when there is no such axis
     */
    public static int normal(long axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw new IllegalArgumentException("there is no axis " + axis + " in a tensor of rank " + rank);
        }
        return (int) (axis < 0 ? axis + rank : axis);
    }

    /** All axes counted from the start; each once. */
    public static List<Integer> normal(long[] axes, int rank) {
        List<Integer> normal = new ArrayList<>();
        for (long axis : axes) {
            int counted = normal(axis, rank);
            if (normal.contains(counted)) {
                throw new IllegalArgumentException("axis " + axis + " is named twice");
            }
            normal.add(counted);
        }
        return normal;
    }

    /**
     * The numbers of an attribute or an input; empty where neither is there.
     *
     * @param index of the input
     * @param constants looks an input's values up by name
     */
    public static Optional<long[]> numbers(
            OnnxNode node, String attribute, int index, Function<String, Optional<Constant>> constants) {
        if (node.hasInput(index)) {
            return Optional.of(constants
                    .apply(node.input(index))
                    .orElseThrow(() ->
                            new IllegalArgumentException("its " + attribute + " must be known before the network runs"))
                    .wholes());
        }
        return node.attributes().wholes(attribute);
    }
}
