package io.github.sknet.graph.task;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.json.Fields;
import java.util.Map;

/** A fourth task: how far away each pixel is. It has no classes, and all that answers need is a unit. */
public record DepthTask() implements Task {

    /**
     * The only output, one channel of the image's size.
     *
     * @param unit of its values
     */
    public record Outputs(String unit) implements TaskOutputs {

        @Override
        public Task task() {
            return new DepthTask();
        }

        @Override
        public int classes() {
            return 0;
        }

        @Override
        public Map<String, Object> toMap() {
            return Map.of("unit", unit);
        }
    }

    @Override
    public String id() {
        return "depth";
    }

    @Override
    public Outputs outputs(Graph graph) {
        OutputShapes shapes = OutputShapes.of(graph);
        String output = shapes.logits(
                shape -> shapes.isImageSized(shape) && shape.channels() == 1, "a depth network", "one map");
        return new Outputs(output.equals("metres") ? "m" : "ft");
    }

    @Override
    public Outputs outputs(Graph graph, Map<String, Object> described) {
        Fields fields = new Fields("Depth", described);
        Outputs outputs = new Outputs(fields.text("unit"));
        fields.complete();
        return outputs;
    }
}
