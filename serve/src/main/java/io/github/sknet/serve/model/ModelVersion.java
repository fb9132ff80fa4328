package io.github.sknet.serve.model;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model file in an engine. Whoever computes with it {@linkplain #enter enters} first and {@linkplain #exit exits} afterwards: a
 * version that has been {@linkplain #retire retired} for a newer one is closed when the last has left.
 */
public final class ModelVersion {

    private final int number;
    private final ModelFile file;
    private final Preprocessing preprocessing;
    private final Graph graph;
    private final Predictor predictor;
    private final VisionTask task;

    /** Those inside, and the repository, until it retires the version. */
    private final AtomicInteger users = new AtomicInteger(1);

    /**
     * A version of a model.
     *
     * @param number from 1, one more each time that the model's file is loaded
     * @param file says how images are prepared
     * @param graph as its task has it loaded
     * @param predictor the graph in an engine; closed with this
     */
    ModelVersion(int number, ModelFile file, Graph graph, Predictor predictor) {
        this.number = number;
        this.file = file;
        this.preprocessing = file.preprocessing().orElseThrow();
        this.graph = graph;
        this.predictor = predictor;
        this.task = VisionTask.named(file.task().id());
    }

    /** From 1, one more each time that the model's file is loaded. */
    public int number() {
        return number;
    }

    /** The network, its weights, and all that its file says. */
    public ModelFile file() {
        return file;
    }

    /** How images become inputs (N, C, H, W). */
    public Preprocessing preprocessing() {
        return preprocessing;
    }

    /** The network in the engine: any N, H and W that it can take. Never closed by who is given it. */
    public Predictor predictor() {
        return predictor;
    }

    /**
     * The model with settings of its task, such as {@code top}, over the same network in the same engine: it costs next to nothing,
     * and is never closed by who is given it.
     *
     * @throws IllegalArgumentException when a setting is not the task's, or has a value that it can't have
     */
    public VisionModel<?> answering(Settings settings) {
        task.requireOwn(settings);
        return task.model(
                graph, file.outputs(), file.labels(), preprocessing, predictor, VisionTask.Use.PREDICTION, settings);
    }

    /** Begins to use the version; false where it is closed already. Whoever is let in must {@link #exit}. */
    public boolean enter() {
        return users.getAndUpdate(now -> now == 0 ? 0 : now + 1) > 0;
    }

    /** Ends a use that {@link #enter} began. */
    public void exit() {
        if (users.decrementAndGet() == 0) {
            predictor.close();
        }
    }

    /** Lets nobody in any more once the last has left; to be called once. */
    public void retire() {
        exit();
    }
}
