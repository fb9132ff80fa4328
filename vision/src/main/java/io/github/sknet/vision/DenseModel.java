package io.github.sknet.vision;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.models.Task;
import io.github.sknet.graph.weights.WeightsException;
import io.github.sknet.vision.transform.Preprocessing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a detector or a segmenter is made of.
 *
 * @param graph the network
 * @param labels the classes' names, or their numbers where the model has no names
 * @param preprocessing the input's size and how its values are normalised
 * @param predictor the network in an engine
 */
record DenseModel(Graph graph, List<String> labels, Preprocessing preprocessing, Predictor predictor) {

    /**
     * Loads a model file.
     *
     * @throws IOException when the file is not one of the task, or cannot be read
     */
    static DenseModel load(Path file, Task task, String engine, int threads) throws IOException {
        Engine chosen = Engines.named(engine);
        ModelFile model = ModelFile.read(file);
        if (model.architecture().task() != task) {
            throw new WeightsException(file + " holds a model for the task "
                    + model.architecture().task().id() + ", not " + task.id());
        }
        Preprocessing preprocessing;
        try {
            preprocessing = Preprocessing.fromJson(model.preprocessing()
                    .orElseThrow(() -> new WeightsException(file + " does not say how images are prepared for it")));
        } catch (IllegalArgumentException unusable) {
            throw new WeightsException(file + ": " + unusable.getMessage(), unusable);
        }
        return of(model, preprocessing, chosen, threads);
    }

    /** Puts a model in memory into an engine. */
    static DenseModel of(ModelFile model, Preprocessing preprocessing, String engine, int threads) {
        return of(model, preprocessing, Engines.named(engine), threads);
    }

    private static DenseModel of(ModelFile model, Preprocessing preprocessing, Engine engine, int threads) {
        Graph graph = model.graph();
        if (graph.inputChannels() != preprocessing.channels()) {
            throw new IllegalArgumentException("The network takes images of " + graph.inputChannels()
                    + " channels, but its preprocessing makes " + preprocessing.channels());
        }
        List<String> labels = model.labels().isEmpty()
                ? IntStream.range(0, model.architecture().classes())
                        .mapToObj(Integer::toString)
                        .toList()
                : model.labels();
        return new DenseModel(graph, labels, preprocessing, engine.load(graph, model.weights(), threads));
    }

    /** Checks that a data set is about the same classes. */
    void requireSameClasses(List<String> others) {
        boolean named = !labels.get(0).equals("0");
        if (others.size() != labels.size() || named && !labels.equals(others)) {
            throw new IllegalArgumentException("The data set's classes " + others + " are not the model's " + labels);
        }
    }
}
