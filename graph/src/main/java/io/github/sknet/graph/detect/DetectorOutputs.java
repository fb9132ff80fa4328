package io.github.sknet.graph.detect;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.task.OutputShapes;
import io.github.sknet.graph.task.Task;
import io.github.sknet.graph.task.TaskOutputs;
import java.util.List;
import java.util.Map;

/**
 * Where a detector's answers come from.
 *
 * @param levels at least one, from fine to coarse
 * @param classes the kinds of objects; there is no class for the background
 */
public record DetectorOutputs(List<DetectionLevel> levels, int classes) implements TaskOutputs {

    public DetectorOutputs {
        levels = List.copyOf(levels);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("A detector needs at least one level");
        }
    }

    /**
     * The given levels of a graph.
     *
     * @throws IllegalArgumentException when the graph lacks one of their outputs, or it is not of the shape that
     *     {@link DetectionLevel} says
     */
    public static DetectorOutputs of(Graph graph, List<DetectionLevel> levels) {
        OutputShapes shapes = OutputShapes.of(graph);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("A detector needs at least one level");
        }
        int classes = shapes.require(levels.get(0).classes(), shape -> !shape.vector(), "a map (N, classes, h, w)")
                .channels();
        for (DetectionLevel level : levels) {
            require(shapes, level, level.classes(), classes);
            require(shapes, level, level.boxes(), 4);
            require(shapes, level, level.centerness(), 1);
        }
        return new DetectorOutputs(levels, classes);
    }

    private static void require(OutputShapes shapes, DetectionLevel level, String output, int channels) {
        shapes.require(
                output,
                shape -> shape.channels() == channels && isStrided(shapes.image(), shape, level.stride()),
                "a map (N, " + channels + ", h, w) " + level.stride() + " times smaller than the image");
    }

    /** A size that the stride does not divide may be rounded either way. */
    private static boolean isStrided(Size image, Shape shape, int stride) {
        return !shape.vector()
                && isStrided(image.height(), shape.height(), stride)
                && isStrided(image.width(), shape.width(), stride);
    }

    private static boolean isStrided(int image, int extent, int stride) {
        return extent >= image / stride && extent <= (image + stride - 1) / stride;
    }

    @Override
    public Task task() {
        return new DetectTask();
    }

    @Override
    public List<String> classOutputs() {
        return levels.stream().map(DetectionLevel::classes).toList();
    }

    @Override
    public Map<String, Object> toMap() {
        return Map.of("levels", levels.stream().map(DetectionLevel::toMap).toList());
    }
}
