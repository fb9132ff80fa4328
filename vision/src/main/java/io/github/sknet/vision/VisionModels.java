package io.github.sknet.vision;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Loads model files of any task. */
public final class VisionModels {

    /** The engine that is used where none is named: pure Java. */
    public static final String DEFAULT_ENGINE = "java";

    private VisionModels() {}

    /**
     * How a model is loaded.
     *
     * @param engine the name of an engine on the class path
     * @param threads how many threads one prediction may use, at least 1
     * @param preparation changes how the file says that images are prepared, such as {@code own -> own.scaledTo(320)}
     * @param use what the answers are for
     * @param settings of the model's task
     */
    public record Options(
            String engine,
            int threads,
            UnaryOperator<Preprocessing> preparation,
            VisionTask.Use use,
            Settings settings) {

        /** The pure-Java engine on all processors, for prediction. */
        public static Options usual() {
            return on(DEFAULT_ENGINE, Runtime.getRuntime().availableProcessors());
        }

        /** An engine, for prediction. */
        public static Options on(String engine, int threads) {
            return new Options(engine, threads, UnaryOperator.identity(), VisionTask.Use.PREDICTION, Settings.NONE);
        }

        /** The same, to be judged. */
        public Options forEvaluation() {
            return new Options(engine, threads, preparation, VisionTask.Use.EVALUATION, settings);
        }

        /** The same with the images prepared otherwise. */
        public Options withPreparation(UnaryOperator<Preprocessing> preparation) {
            return new Options(engine, threads, preparation, use, settings);
        }

        /** The same with the task's settings. */
        public Options withSettings(Settings settings) {
            return new Options(engine, threads, preparation, use, settings);
        }
    }

    /** Loads a model file of any task into the {@linkplain #DEFAULT_ENGINE default engine}, to use all processors. */
    public static VisionModel<?> load(Path file) throws IOException {
        return load(file, Options.usual());
    }

    /**
     * Loads a model file of any task.
     *
     * @throws IOException when the file can't be read, is no model's, or does not say how images are prepared
     * @throws IllegalArgumentException when there is no such engine, listing those there are, or a setting is not the task's
     */
    public static VisionModel<?> load(Path file, Options options) throws IOException {
        // The engine gets ready while the file is read.
        Engine engine = Engines.named(options.engine);
        return load(file, ModelFile.read(file), engine, options);
    }

    /**
     * Loads a model file of any task, to be judged, into an engine that has no name.
     *
     * @param options whose engine's name is not looked at
     * @throws IOException as {@link #load(Path, Options)}
     * @throws IllegalArgumentException when a setting is not the task's
     */
    public static VisionModel<?> load(Path file, Engine engine, Options options) throws IOException {
        return load(file, ModelFile.read(file), engine, options.forEvaluation());
    }

    /**
     * Loads a model file of one task.
     *
     * @throws IOException as {@link #load(Path, Options)}, or when the model is of another task
     */
    public static VisionModel<?> load(Path file, String task, Options options) throws IOException {
        Engine engine = Engines.named(options.engine);
        ModelFile model = ModelFile.read(file);
        String own = model.task().id();
        if (!own.equals(task)) {
            throw new WeightsException(file + " holds a model for the task " + own + ", not " + task);
        }
        return load(file, model, engine, options);
    }

    private static VisionModel<?> load(Path file, ModelFile model, Engine engine, Options options) throws IOException {
        try {
            Preprocessing own = model.preprocessing()
                    .orElseThrow(() -> new WeightsException(file + " does not say how images are prepared for it"));
            return of(model, options.preparation.apply(own), engine, options);
        } catch (UnsuitableModelException unsuitable) {
            throw new WeightsException(file + ": " + unsuitable.getMessage(), unsuitable);
        }
    }

    /**
     * Makes a model of one in memory.
     *
     * @param preprocessing how images are prepared, in place of what the model says
     * @throws UnsuitableModelException when the network takes other channels than the preprocessing makes
     * @throws IllegalArgumentException as {@link #load(Path, Options)}
     */
    public static VisionModel<?> of(ModelFile model, Preprocessing preprocessing, Options options) {
        return of(model, preprocessing, Engines.named(options.engine), options);
    }

    private static VisionModel<?> of(ModelFile model, Preprocessing preprocessing, Engine engine, Options options) {
        VisionTask task = VisionTask.named(model.task().id());
        task.requireOwn(options.settings);
        // Who judges asks for answers alone.
        Graph graph =
                options.use == VisionTask.Use.EVALUATION ? model.graph() : task.loaded(model.graph(), model.outputs());
        Predictor predictor = engine.load(graph, model.weights(), options.threads);
        try {
            return task.model(
                    graph, model.outputs(), model.labels(), preprocessing, predictor, options.use, options.settings);
        } catch (RuntimeException unsuitable) {
            predictor.close();
            throw unsuitable;
        }
    }
}
