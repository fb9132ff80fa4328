package io.github.sknet.graph.classify;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.json.Fields;
import io.github.sknet.graph.task.OutputShapes;
import io.github.sknet.graph.task.Task;
import java.util.Map;

/** Which class an image is of. */
public record ClassifyTask() implements Task {

    /** {@link #id()}. */
    public static final String ID = "classify";

    @Override
    public String id() {
        return ID;
    }

    /**
     * The only output that is a vector (N, classes), or, where there are several, the one named {@code logits}.
     *
     * @throws IllegalArgumentException when there is none
     */
    @Override
    public ClassifierOutputs outputs(Graph graph) {
        return ClassifierOutputs.of(
                graph, OutputShapes.of(graph).logits(Shape::vector, "a classifier", "a vector (N, classes)"));
    }

    @Override
    public ClassifierOutputs outputs(Graph graph, Map<String, Object> described) {
        Fields fields = new Fields("A classifier", described);
        ClassifierOutputs.Scores scores = ClassifierOutputs.Scores.named(fields.text("scores"));
        ClassifierOutputs outputs = ClassifierOutputs.of(graph, fields.text("output"));
        fields.complete();
        return outputs.withScores(scores);
    }
}
