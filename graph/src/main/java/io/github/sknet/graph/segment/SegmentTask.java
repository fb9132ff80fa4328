package io.github.sknet.graph.segment;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.json.Fields;
import io.github.sknet.graph.task.OutputShapes;
import io.github.sknet.graph.task.Task;
import java.util.Map;

/** Which class each pixel of an image is of. */
public record SegmentTask() implements Task {

    /** {@link #id()}. */
    public static final String ID = "segment";

    @Override
    public String id() {
        return ID;
    }

    /**
     * The only output that is a map (N, classes, H, W) of the image's size, or, where there are several, the one named
     * {@code logits}.
     *
     * @throws IllegalArgumentException when there is none
     */
    @Override
    public SegmenterOutputs outputs(Graph graph) {
        OutputShapes shapes = OutputShapes.of(graph);
        return SegmenterOutputs.of(graph, shapes.logits(shapes::isImageSized, "a segmenter", SegmenterOutputs.WANTED));
    }

    @Override
    public SegmenterOutputs outputs(Graph graph, Map<String, Object> described) {
        Fields fields = new Fields("A segmenter", described);
        SegmenterOutputs outputs = SegmenterOutputs.of(graph, fields.text("output"));
        fields.complete();
        return outputs;
    }
}
