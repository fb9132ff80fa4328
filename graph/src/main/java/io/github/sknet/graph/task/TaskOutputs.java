package io.github.sknet.graph.task;

import java.util.List;
import java.util.Map;

/**
 * What a task must know of a network to make answers of its outputs: their names, and what they mean. Equal where all of that is
 * equal.
 */
public interface TaskOutputs {

    /** The task. */
    Task task();

    /** How many classes the answers tell apart, which is how many labels a model has; 0 for a task without classes. */
    int classes();

    /** The names of the network's outputs whose channels are the classes; none for a task without classes. */
    default List<String> classOutputs() {
        return List.of();
    }

    /** The form that stands in model files, without what the network says itself: strings, numbers, lists and maps. */
    Map<String, Object> toMap();
}
