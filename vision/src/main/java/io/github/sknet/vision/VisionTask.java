package io.github.sknet.vision;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.task.TaskOutputs;
import io.github.sknet.graph.task.TaskParts;
import io.github.sknet.vision.image.Image;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** What this module does for one task: how its models answer. Found by {@link ServiceLoader}, by the task's name. */
public interface VisionTask {

    /** What the answers are for. */
    enum Use {
        /** For people: only what the network is rather sure of. */
        PREDICTION,
        /** To be judged: everything that may still count. */
        EVALUATION
    }

    /** The task's name, as in model files. */
    String id();

    /** What can be set for a model of this task, by its name in {@link Settings}. */
    List<Setting> settings();

    /**
     * The graph that is loaded into an engine for a model: its own, perhaps with further outputs.
     *
     * @param graph of this task
     * @param outputs of which of the graph's outputs answers are made
     */
    default Graph loaded(Graph graph, TaskOutputs outputs) {
        return graph;
    }

    /**
     * Makes a model.
     *
     * @param graph of this task, as {@link #loaded} says
     * @param outputs of which of the graph's outputs answers are made
     * @param labels the classes' names, perhaps none
     * @param preprocessing the input's size, and how images become it
     * @param predictor the graph in an engine; the model closes it
     * @param use what the answers are for
     * @param settings what the user changes
     * @throws UnsuitableModelException when the graph is of another task or does not fit the preprocessing
     * @throws IllegalArgumentException when a setting has a value that it can't have
     */
    VisionModel<?> model(
            Graph graph,
            TaskOutputs outputs,
            List<String> labels,
            Preprocessing preprocessing,
            Predictor predictor,
            Use use,
            Settings settings);

    /**
     * How images become inputs where nobody has said more than their size.
     *
     * @param size the network's input; {@code null} for what suits the images
     * @param usual the side in pixels that the network was made for
     * @param sample one of the images
     */
    Preprocessing preprocessing(Size size, int usual, Image sample);

    /** Every task there is, in the order of the class path. */
    static List<VisionTask> all() {
        return ServiceLoader.load(VisionTask.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * The task of the given name.
     *
     * @throws IllegalArgumentException listing those there are, when there is none
     */
    static VisionTask named(String id) {
        return TaskParts.named(
                all(), VisionTask::id, id, "Nothing here answers for the task '" + id + "'; there are: ");
    }

    /**
     * Checks that all settings are this task's.
     *
     * @throws IllegalArgumentException naming the setting and whose it is, where one is not
     */
    default void requireOwn(Settings settings) {
        for (String name : settings.values().keySet()) {
            if (!knows(name)) {
                String owners = all().stream()
                        .filter(task -> task.knows(name))
                        .map(VisionTask::id)
                        .collect(Collectors.joining(" or "));
                throw new IllegalArgumentException(
                        owners.isEmpty()
                                ? "There is no setting '" + name + "' for models to " + id() + "; there are: "
                                        + settings().stream().map(Setting::name).toList()
                                : name + " is for models to " + owners + ", and this is one to " + id());
            }
        }
    }

    private boolean knows(String name) {
        return settings().stream().anyMatch(setting -> setting.name().equals(name));
    }
}
