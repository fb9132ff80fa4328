package io.github.sknet.serve.model;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.UnsuitableModelException;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionTask;
import io.github.sknet.vision.image.Image;
import java.util.Collections;

/**
 * Puts models into an engine and warms them up: a first prediction waits for compilers, and no client should.
 *
 * @param engine the engine's name
 * @param threads how many threads one prediction may use, at least 1
 * @param batch the most images that will be asked about in one pass, at least 1
 */
public record ModelLoader(String engine, int threads, int batch) {

    /** The compilers are done with most of a network by then. */
    private static final int WARM_PASSES = 24;

    /** A large network is not asked as often: what is quick enough after so long stays so. */
    private static final long WARM_NANOS = 3_000_000_000L;

    /**
     * Loads a model and asks it until it is warm.
     *
     * @param number of the version
     * @throws IllegalArgumentException when there is no such engine, or the model can't answer
     */
    public ModelVersion load(ModelFile file, int number) {
        Preprocessing preprocessing = file.preprocessing()
                .orElseThrow(() -> new UnsuitableModelException("It does not say how images are prepared for it"));
        Engine chosen = Engines.named(engine);
        Graph graph = VisionTask.named(file.task().id()).loaded(file.graph(), file.outputs());
        Predictor predictor = chosen.load(graph, file.weights(), threads);
        ModelVersion version = new ModelVersion(number, file, graph, predictor);
        try {
            warm(version.answering(Settings.NONE), preprocessing);
        } catch (RuntimeException | Error unusable) {
            version.retire();
            throw unusable;
        }
        return version;
    }

    /** Asks about black images, one at a time and as many as will be asked about at once, in turns. */
    private void warm(VisionModel<?> model, Preprocessing preprocessing) {
        int width = preprocessing.width();
        int height = preprocessing.height();
        int channels = preprocessing.channels();
        Image black = new Image(width, height, channels, new byte[width * height * channels]);
        long end = System.nanoTime() + WARM_NANOS;
        for (int pass = 0; pass < WARM_PASSES && (pass < 2 || System.nanoTime() < end); pass++) {
            model.predict(Collections.nCopies(pass % 2 == 0 ? 1 : batch, black), pass % 4 == 0);
        }
    }
}
