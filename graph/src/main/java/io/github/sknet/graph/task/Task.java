package io.github.sknet.graph.task;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.json.Json;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * What a network says about an image. A task is found by {@link ServiceLoader}: a fourth one is a class with a public constructor
 * without parameters, and its name in {@code META-INF/services/io.github.sknet.graph.task.Task}. Two objects of a task are equal.
 */
public interface Task {

    /** A verb in lower case, as on a command line and in model files. */
    String id();

    /**
     * Of which of a network's outputs answers are made, where only the network is known.
     *
     * @throws IllegalArgumentException saying what such a network's outputs are like, when it is none for this task
     */
    TaskOutputs outputs(Graph graph);

    /**
     * The same as a model file says it.
     *
     * @param described the form of {@link TaskOutputs#toMap}
     * @throws IllegalArgumentException when that is not the form, or the network's outputs are not so
     */
    TaskOutputs outputs(Graph graph, Map<String, Object> described);

    /** Every task there is, in the order of the class path. */
    static List<Task> all() {
        return ServiceLoader.load(Task.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * The task of the given name.
     *
     * @throws IllegalArgumentException listing those there are, when there is none
     */
    static Task named(String id) {
        return TaskParts.named(all(), Task::id, id, "There is no task '" + Json.cut(id) + "'; there are: ");
    }
}
