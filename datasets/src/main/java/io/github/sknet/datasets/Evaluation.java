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
