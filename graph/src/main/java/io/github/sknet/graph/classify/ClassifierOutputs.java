package io.github.sknet.graph.classify;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.task.OutputShapes;
import io.github.sknet.graph.task.Task;
import io.github.sknet.graph.task.TaskOutputs;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a classifier's answers come from.
 *
 * @param output the name of the output of logits, (N, classes)
 * @param classes the number of classes
 * @param scores how scores are made of logits
 */
public record ClassifierOutputs(String output, int classes, Scores scores) implements TaskOutputs {

    /** How scores are made of logits. */
    public enum Scores {
        /** Softmax across the classes: an image is of one of them. */
        SOFTMAX,
        /** The sigmoid of each class's own logit: an image is of any number of the classes, or of none (multi-label). */
        SIGMOID;

        /** Whether an image is of one class alone, so that its scores sum to 1. */
        public boolean exclusive() {
            return this == SOFTMAX;
        }

        private String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Scores named(String id) {
            return Arrays.stream(values())
                    .filter(scores -> scores.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("A classifier's scores are made by "
                            + Arrays.stream(values()).map(Scores::id).collect(Collectors.joining(" or ")) + ", not by '"
                            + Json.cut(id) + "'"));
        }
    }

    /**
     * The softmax of an output.
     *
     * @throws IllegalArgumentException when the graph has no such output, or it is no vector
     */
    public static ClassifierOutputs of(Graph graph, String output) {
        Shape shape = OutputShapes.of(graph).require(output, Shape::vector, "a vector (N, classes)");
        return new ClassifierOutputs(output, shape.channels(), Scores.SOFTMAX);
    }

    /** The same output, whose logits mean other scores. */
    public ClassifierOutputs withScores(Scores scores) {
        return new ClassifierOutputs(output, classes, scores);
    }

    @Override
    public Task task() {
        return new ClassifyTask();
    }

    @Override
    public List<String> classOutputs() {
        return List.of(output);
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("output", output);
        map.put("scores", scores.id());
        return map;
    }
}
