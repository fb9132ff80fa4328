package org.example.gauge.graph;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.json.Fields;
import io.github.sknet.graph.task.OutputShapes;
import io.github.sknet.graph.task.Task;
import java.util.Map;

/** How bright an image is: a task without classes. */
public record GaugeTask() implements Task {

    /** {@link #id()}. */
    public static final String ID = "gauge";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public GaugeOutputs outputs(Graph graph) {
        return new GaugeOutputs(
                OutputShapes.of(graph).logits(GaugeTask::isOneNumber, "a gauge", "one number an image, (N, 1)"));
    }

    @Override
    public GaugeOutputs outputs(Graph graph, Map<String, Object> described) {
        Fields fields = new Fields("A gauge", described);
        String output = fields.text("output");
        fields.complete();
        OutputShapes.of(graph).require(output, GaugeTask::isOneNumber, "one number an image, (N, 1)");
        return new GaugeOutputs(output);
    }

    private static boolean isOneNumber(Shape shape) {
        return shape.vector() && shape.channels() == 1;
    }
}
