package io.github.sknet.vision.segment;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.segment.MaskEvaluator;
import io.github.sknet.datasets.segment.SegmentationDataset;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.models.Task;
import io.github.sknet.graph.segment.SegmentationOutput;
import io.github.sknet.graph.weights.Tensor;
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
 * Says of which class each pixel of a picture is:
 *
 * <pre>{@code
 * try (Segmenter segmenter = Segmenter.load(Path.of("streets.safetensors"))) {
 *     Segmentation streets = segmenter.predict(Path.of("street.jpg"));
 *     System.out.println(streets.labelAt(10, 20));
 * }
 * }</pre>
 *
 * <p>Images of any size are scaled into the network's input without distortion, and the mask comes back in the image's own
 * size. Safe for use by several threads. Closing it frees what the engine holds.
 */
public final class Segmenter implements AutoCloseable {
    private final DenseModel model;

    private Segmenter(DenseModel model) {
        this.model = model;
    }

    /** Loads a model file into the pure Java engine, to use all processors. */
    public static Segmenter load(Path modelFile) throws IOException {
        return load(modelFile, Classifier.DEFAULT_ENGINE, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Loads a model file.
     *
     * @param engine the name of an engine on the class path
     * @param threads how many threads one prediction may use, at least 1
     * @throws IOException when the file is not a segmenter's, or cannot be read
     * @throws IllegalArgumentException when there is no such engine, listing those there are
     */
    public static Segmenter load(Path modelFile, String engine, int threads) throws IOException {
        return new Segmenter(DenseModel.load(modelFile, Task.SEGMENT, engine, threads));
    }

    /**
     * Makes a segmenter of a model in memory.
     *
     * @param preprocessing the input's size and how its values are normalised, in place of what the model says
     */
    public static Segmenter of(ModelFile model, Preprocessing preprocessing, String engine, int threads) {
        return new Segmenter(DenseModel.of(model, preprocessing, engine, threads));
    }

    /** The names of the classes, by label. */
    public List<String> labels() {
        return model.labels();
    }

    /** The input's size and how its values are normalised. */
    public Preprocessing preprocessing() {
        return model.preprocessing();
    }

    /** Segments an image file. */
    public Segmentation predict(Path image) throws IOException {
        return predict(ImageDecoder.read(image));
    }

    /** Segments an image. */
    public Segmentation predict(Image image) {
        Letterbox place = Letterbox.of(model.preprocessing(), image.width(), image.height());
        Tensor logits =
                model.predictor().predict(place.toInput(image), false).outputs().get(SegmentationOutput.LOGITS);
        return new Segmentation(MaskDecoding.labels(logits, 0, place), model.labels());
    }

    /**
     * Judges this segmenter by a data set.
     *
     * @param batchSize images at once
     * @param strict whether a broken image ends it rather than being skipped
     * @param progress is told the number of images done so far
     * @throws IllegalArgumentException when the data set's classes are not the segmenter's
     */
    public MaskEvaluator.Result evaluate(
            SegmentationDataset dataset, int batchSize, boolean strict, IntConsumer progress) throws IOException {
        model.requireSameClasses(dataset.labels());
        BatchLoader.Settings settings = BatchLoader.Settings.evaluation(batchSize, 1);
        return new MaskEvaluator(dataset, model.preprocessing(), strict ? settings.strictly() : settings)
                .evaluate(this::logits, progress);
    }

    private Tensor logits(Tensor input) {
        return model.predictor().predict(input, false).outputs().get(SegmentationOutput.LOGITS);
    }

    @Override
    public void close() {
        model.predictor().close();
    }
}
