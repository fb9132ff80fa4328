package io.github.sknet.datasets;

import io.github.sknet.graph.json.Json;
import java.util.List;
import java.util.Map;

/** How good a model was on a data set: an object that prints and turns to JSON itself. */
public interface Evaluation {

    /** How many images could be read. */
    int images();

    /** One sentence for each image that could not. */
    List<String> broken();

    /** The figures by their names in a run's {@code metrics.csv}, in the order in which they are told. */
    Map<String, Double> metrics();

    /**
     * The figures of single classes, by {@code METRIC:CLASS}; a class without any image to judge by has none.
     */
    default Map<String, Double> classMetrics() {
        return Map.of();
    }

    /** The names of the classes that occur in no image that was judged. */
    default List<String> absent() {
        return List.of();
    }

    /** For people: which classes are absent; empty where none is. */
    default List<String> absentLines() {
        return absent().isEmpty() ? List.of() : List.of("without a sample: " + String.join(", ", absent()));
    }

    /** For people: figures and a table of the classes. */
    List<String> lines();

    /** For people: which class was taken for which; empty where the task has no such matrix. */
    default List<String> confusionLines() {
        return List.of();
    }

    /** For tools: strings, numbers, lists and maps, as {@link #toJson} writes them. */
    Map<String, Object> toMap();

    /** {@link #toMap} as text. */
    default String toJson() {
        return Json.write(toMap());
    }
}
