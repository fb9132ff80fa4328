package io.github.sknet.train.gauge;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.json.Fields;
import io.github.sknet.graph.task.OutputShapes;
import io.github.sknet.graph.task.Task;
import io.github.sknet.graph.task.TaskOutputs;
import java.util.Map;

/** A fourth task, of no use but to show that there can be one: how bright an image is, 0 to 1. */
public record GaugeTask() implements Task {

    static final String ID = "gauge";

    /**
     * Where the answer comes from.
     *
     * @param output a vector (N, 1)
     */
    record Outputs(String output) implements TaskOutputs {

        @Override
        public Task task() {
            return new GaugeTask();
        }

        @Override
        public int classes() {
            return 0;
        }

        @Override
        public Map<String, Object> toMap() {
            return Map.of("output", output);
        }
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public TaskOutputs outputs(Graph graph) {
        return new Outputs(OutputShapes.of(graph).logits(Shape::vector, "a gauge", "a vector (N, 1)"));
    }

    @Override
    public TaskOutputs outputs(Graph graph, Map<String, Object> described) {
        return new Outputs(new Fields("A gauge", described).text("output"));
    }
}
