package io.github.sknet.graph.detect;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.json.Fields;
import io.github.sknet.graph.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where objects are in an image, and of which classes. */
public record DetectTask() implements Task {

    /** {@link #id()}. */
    public static final String ID = "detect";

    private static final String LEVELS = "levels";

    @Override
    public String id() {
        return ID;
    }

    /**
     * The levels whose outputs are named as {@link DetectionLevel#pyramid} says, in the order of their class logits.
     *
     * @throws IllegalArgumentException when there is none
     */
    @Override
    public DetectorOutputs outputs(Graph graph) {
        List<DetectionLevel> levels = graph.outputs().keySet().stream()
                .flatMap(name -> DetectionLevel.ofClasses(name).stream())
                .toList();
        if (levels.isEmpty()) {
            throw new IllegalArgumentException(
                    "The network is not a detector: it needs the outputs class.Pₗ, box.Pₗ and "
                            + "centerness.Pₗ for each level l, but it has "
                            + graph.outputs().keySet());
        }
        return DetectorOutputs.of(graph, levels);
    }

    @Override
    public DetectorOutputs outputs(Graph graph, Map<String, Object> described) {
        Fields fields = new Fields("A detector", described);
        List<DetectionLevel> levels = new ArrayList<>();
        for (Object level : fields.list(LEVELS)) {
            levels.add(DetectionLevel.fromMap(Fields.of("A detector's level", level)));
        }
        fields.complete();
        return DetectorOutputs.of(graph, levels);
    }
}
