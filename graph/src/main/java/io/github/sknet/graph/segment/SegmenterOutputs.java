package io.github.sknet.graph.segment;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.task.OutputShapes;
import io.github.sknet.graph.task.Task;
import io.github.sknet.graph.task.TaskOutputs;
import java.util.List;
import java.util.Map;

/**
 * Where a segmenter's answers come from: the class of a pixel is the one with the largest logit.
 *
 * @param output the name of the output of logits, (N, classes, H, W) of the image's size
 * @param classes the number of classes
 */
public record SegmenterOutputs(String output, int classes) implements TaskOutputs {

    static final String WANTED =
            "a map (N, classes, H, W) of the image's height and width (Resize enlarges a coarser one)";

    /**
     * An output of logits.
     *
     * @throws IllegalArgumentException when the graph has no such output, or it is no map of the image's size
     */
    public static SegmenterOutputs of(Graph graph, String output) {
        OutputShapes shapes = OutputShapes.of(graph);
        return new SegmenterOutputs(
                output, shapes.require(output, shapes::isImageSized, WANTED).channels());
    }

    @Override
    public Task task() {
        return new SegmentTask();
    }

    @Override
    public List<String> classOutputs() {
        return List.of(output);
    }

    @Override
    public Map<String, Object> toMap() {
        return Map.of("output", output);
    }
}
