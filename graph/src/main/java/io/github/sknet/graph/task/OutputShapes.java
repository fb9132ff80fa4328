package io.github.sknet.graph.task;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The shapes of a graph's outputs, by which tasks know their networks.
 *
 * @param image the height and width of the image that they are for
 * @param shapes output name to shape
 */
public record OutputShapes(Size image, Map<String, Shape> shapes) {

    private static final String LOGITS = "logits";

    /** The shapes of the outputs of a graph. */
    public static OutputShapes of(Graph graph) {
        Map<String, Shape> all = graph.shapes();
        Map<String, Shape> shapes = new LinkedHashMap<>();
        graph.outputs().forEach((output, node) -> shapes.put(output, all.get(node)));
        return new OutputShapes(graph.probe(), shapes);
    }

    /** Whether a shape is a map of the image's own size. */
    public boolean isImageSized(Shape shape) {
        return !shape.vector() && shape.height() == image.height() && shape.width() == image.width();
    }

    /**
     * The name of the only output of a kind, or, where there are several, {@code logits} if that is one of them.
     *
     * @param network what the kind of network is called
     * @param wanted what such an output is called
     * @throws IllegalArgumentException when there is none, or no telling which
     */
    public String logits(Predicate<Shape> kind, String network, String wanted) {
        List<String> fitting = shapes.keySet().stream()
                .filter(name -> kind.test(shapes.get(name)))
                .toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        if (fitting.contains(LOGITS)) {
            return LOGITS;
        }
        throw new IllegalArgumentException("The network is not " + network
                + ": one output, or the one of several that is named " + LOGITS + ", must be " + wanted
                + ", but the outputs for an image of " + image.height() + "×" + image.width() + " are " + shapes);
    }

    /**
     * The shape of an output.
     *
     * @param kind what it must be
     * @param wanted what that is called
     * @throws IllegalArgumentException when there is no such output, or it is of another kind
     */
    public Shape require(String output, Predicate<Shape> kind, String wanted) {
        Shape shape = shapes.get(output);
        if (shape == null) {
            throw new IllegalArgumentException(
                    "The network has no output '" + Json.cut(output) + "'; it has " + shapes.keySet());
        }
        if (!kind.test(shape)) {
            throw new IllegalArgumentException("The output '" + output + "' must be " + wanted
                    + ", but for an image of " + image.height() + "×" + image.width() + " it is " + shape);
        }
        return shape;
    }
}
