package io.github.sknet.vision.detect;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.detect.BoxEvaluator;
import io.github.sknet.datasets.detect.DetectionDataset;
import io.github.sknet.graph.detect.DetectionLevel;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.models.Task;
import io.github.sknet.vision.DenseModel;
import io.github.sknet.vision.classify.Classifier;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import io.github.sknet.vision.transform.Letterbox;
import io.github.sknet.vision.transform.Preprocessing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Says where objects are in a picture, and of which classes:
 *
 * <pre>{@code
 * try (Detector detector = Detector.load(Path.of("cells.safetensors"))) {
 *     detector.predict(Path.of("blood.jpg")).forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>Images of any size are scaled into the network's input without distortion, and boxes come back in the image's own pixels.
 * Safe for use by several threads. Closing it frees what the engine holds.
 */
public final class Detector implements AutoCloseable {
    private final DenseModel model;
    private final DetectionDecoder decoder;

    private Detector(DenseModel model, DetectionDecoder.Options options) {
        this.model = model;
        this.decoder = new DetectionDecoder(DetectionLevel.of(model.graph()), model.labels(), options);
    }

    /** Loads a model file into the pure Java engine, to use all processors. */
    public static Detector load(Path modelFile) throws IOException {
        return load(modelFile, Classifier.DEFAULT_ENGINE, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Loads a model file.
     *
     * @param engine the name of an engine on the class path
     * @param threads how many threads one prediction may use, at least 1
     * @throws IOException when the file is not a detector's, or cannot be read
     * @throws IllegalArgumentException when there is no such engine, listing those there are
     */
    public static Detector load(Path modelFile, String engine, int threads) throws IOException {
        return new Detector(
                DenseModel.load(modelFile, Task.DETECT, engine, threads), DetectionDecoder.Options.prediction());
    }

    /**
     * Makes a detector of a model in memory.
     *
     * @param preprocessing the input's size and how its values are normalised, in place of what the model says
     */
    public static Detector of(ModelFile model, Preprocessing preprocessing, String engine, int threads) {
        return new Detector(
                DenseModel.of(model, preprocessing, engine, threads), DetectionDecoder.Options.prediction());
    }

    /** The same detector with other thresholds; closing one closes both. */
    public Detector withOptions(DetectionDecoder.Options options) {
        return new Detector(model, options);
    }

    /** The names of the classes, by label. */
    public List<String> labels() {
        return model.labels();
    }

    /** The input's size and how its values are normalised. */
    public Preprocessing preprocessing() {
        return model.preprocessing();
    }

    /** Detects the objects in an image file, the surest first. */
    public List<Detection> predict(Path image) throws IOException {
        return predict(ImageDecoder.read(image));
    }

    /** Detects the objects in an image, the surest first. */
    public List<Detection> predict(Image image) {
        Letterbox place = Letterbox.of(model.preprocessing(), image.width(), image.height());
        return decoder.decode(model.predictor().predict(place.toInput(image), false), 0, place);
    }

    /**
     * Judges this detector by a data set: everything that may still count is looked at, whatever its own thresholds are.
     *
     * @param batchSize images at once
     * @param strict whether a broken image ends it rather than being skipped
     * @param progress is told the number of images done so far
     * @throws IllegalArgumentException when the data set's classes are not the detector's
     */
    public BoxEvaluator.Result evaluate(DetectionDataset dataset, int batchSize, boolean strict, IntConsumer progress)
            throws IOException {
        DetectionDecoder.Options thorough = DetectionDecoder.Options.evaluation()
                .withSuppression(decoder.options().suppression());
        return withOptions(thorough).evaluateAsIs(dataset, batchSize, strict, progress);
    }

    /** As {@link #evaluate}, but only what passes this detector's own thresholds counts. */
    public BoxEvaluator.Result evaluateAsIs(
            DetectionDataset dataset, int batchSize, boolean strict, IntConsumer progress) throws IOException {
        model.requireSameClasses(dataset.labels());
        BatchLoader.Settings settings = BatchLoader.Settings.evaluation(batchSize, 1);
        return new BoxEvaluator(dataset, model.preprocessing(), decoder, strict ? settings.strictly() : settings)
                .evaluate(input -> model.predictor().predict(input, false), progress);
    }

    @Override
    public void close() {
        model.predictor().close();
    }
}
