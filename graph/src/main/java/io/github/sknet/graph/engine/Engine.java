package io.github.sknet.graph.engine;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.weights.Weights;
import java.util.Optional;

/** Something that can compute a graph. Found by {@link java.util.ServiceLoader} and chosen by name. */
public interface Engine {

    /** The name it is chosen by: {@code java}, {@code java-scalar}, {@code onnx}, {@code torch}. */
    String name();

    /**
     * Begins, in the background, what takes long before a first prediction and needs no model; returns at once.
     * {@link Engines#named} calls it: choose the engine before you read the model, and the two overlap.
     */
    default void prepare() {}

    /**
     * Makes a network ready for prediction.
     *
     * @param threads the number of threads that one call may use, at least 1
     * @throws IllegalArgumentException when the weights do not fit the graph
     */
    Predictor load(Graph graph, Weights weights, int threads);

    /** A way to look at one training step; empty where the engine does not train. */
    default Optional<TrainingProbe> trainingProbe() {
        return Optional.empty();
    }
}
