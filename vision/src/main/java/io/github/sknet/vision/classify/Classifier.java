package io.github.sknet.vision.classify;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sknet.datasets.SampleChance;
import io.github.sknet.datasets.augment.InputTransform;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.WeightsException;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import io.github.sknet.vision.transform.Preprocessing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Says what a picture shows:
 *
 * <pre>{@code
 * try (Classifier classifier = Classifier.load(Path.of("model.safetensors"))) {
 *     System.out.println(classifier.predict(Path.of("cat.jpg")).best());
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads. Closing it frees what the engine holds.
 */
public final class Classifier implements AutoCloseable {
    /** The engine that is used where none is named: pure Java. */
    public static final String DEFAULT_ENGINE = "java";

    private final List<String> labels;
    private final Preprocessing preprocessing;
    private final InputTransform transform;
    private final Predictor predictor;
    private final List<View> views;

    private Classifier(List<String> labels, Preprocessing preprocessing, Predictor predictor, List<View> views) {
        this.labels = labels;
        this.preprocessing = preprocessing;
        this.transform = preprocessing.asTransform();
        this.predictor = predictor;
        this.views = views;
    }

    /** Loads a model file into the {@linkplain #DEFAULT_ENGINE default engine}, to use all processors. */
    public static Classifier load(Path modelFile) throws IOException {
        return load(modelFile, DEFAULT_ENGINE, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Loads a model file.
     *
     * @param engine the name of an engine on the class path
     * @param threads how many threads one prediction may use, at least 1
     * @throws IOException when the file is not a classifier's, or cannot be read
     * @throws IllegalArgumentException when there is no such engine, listing those there are
     */
    public static Classifier load(Path modelFile, String engine, int threads) throws IOException {
        return load(modelFile, engine, threads, UnaryOperator.identity());
    }

    /**
     * Loads a model file.
     *
     * @param change of how the file says that images are prepared, such as {@code own -> own.scaledTo(320)}
     */
    public static Classifier load(Path modelFile, String engine, int threads, UnaryOperator<Preprocessing> change)
            throws IOException {
        Engine chosen = Engines.named(engine);
        ModelFile model = ModelFile.read(modelFile);
        JsonNode json = model.preprocessing()
                .orElseThrow(() -> new WeightsException(modelFile + " does not say how images are prepared for it"));
        try {
            return of(model, change.apply(Preprocessing.fromJson(json)), chosen, threads);
        } catch (UnsuitableModelException unsuitable) {
            throw new WeightsException(modelFile + ": " + unsuitable.getMessage(), unsuitable);
        }
    }

    /**
     * Makes a classifier of a model in memory.
     *
     * @param preprocessing how images are prepared, in place of what the model says
     * @throws IllegalArgumentException when the network is not a classifier, when it takes other channels than the
     *     preprocessing makes, or when there is no such engine
     */
    public static Classifier of(ModelFile model, Preprocessing preprocessing, String engine, int threads) {
        return of(model, preprocessing, Engines.named(engine), threads);
    }

    private static Classifier of(ModelFile model, Preprocessing preprocessing, Engine engine, int threads) {
        Graph graph = model.graph();
        if (graph.inputChannels() != preprocessing.channels()) {
            throw new UnsuitableModelException("The network takes images of " + graph.inputChannels()
                    + " channels, but its preprocessing makes " + preprocessing.channels());
        }
        String output = graph.outputs().values().iterator().next();
        Shape shape =
                graph.shapes(preprocessing.height(), preprocessing.width()).get(output);
        if (!shape.vector()) {
            throw new UnsuitableModelException("The network is no classifier: its output has the shape " + shape);
        }
        List<String> labels = model.labels().isEmpty()
                ? IntStream.range(0, shape.channels())
                        .mapToObj(Integer::toString)
                        .toList()
                : model.labels();
        return new Classifier(labels, preprocessing, engine.load(graph, model.weights(), threads), List.of(View.WHOLE));
    }

    private static final class UnsuitableModelException extends IllegalArgumentException {
        UnsuitableModelException(String message) {
            super(message);
        }
    }

    /**
     * The same classifier, judging by the mean of the logits of an image and of its mirror image, in twice the time. The
     * attention it tells is the image's own. Closing one closes both.
     */
    public Classifier mirrored() {
        return lookingAt(views.stream().flatMap(view -> view.withMirrorImage().stream()));
    }

    /**
     * The same classifier, judging by the mean of the logits of an image, which counts twice, and of what it looks like a
     * pixel further up left and down right, in three times the time; otherwise like {@link #mirrored}.
     */
    public Classifier shifted() {
        return lookingAt(views.stream().flatMap(view -> view.withShifts().stream()));
    }

    private Classifier lookingAt(Stream<View> looks) {
        return new Classifier(labels, preprocessing, predictor, looks.toList());
    }

    /** The names of the classes, by label. */
    public List<String> labels() {
        return labels;
    }

    /** How images are prepared. */
    public Preprocessing preprocessing() {
        return preprocessing;
    }

    /** Classifies an image file. */
    public Classification predict(Path image) throws IOException {
        return predict(ImageDecoder.read(image));
    }

    /** Classifies an image. */
    public Classification predict(Image image) {
        return predict(List.of(image), false).get(0);
    }

    /** Classifies an image and tells the share of each kernel in each selection. */
    public Classification explain(Image image) {
        return predict(List.of(image), true).get(0);
    }

    /**
     * Classifies images in one pass through the network.
     *
     * @param attention whether the kernels' shares are wanted as well
     * @return an answer for each image, in their order
     */
    public List<Classification> predict(List<Image> images, boolean attention) {
        if (images.isEmpty()) {
            return List.of();
        }
        int size = preprocessing.inputSize();
        float[] inputs = new float[Math.multiplyExact(images.size(), size)];
        SampleChance unused = SampleChance.of(0, 0, 0);
        for (int i = 0; i < images.size(); i++) {
            transform.apply(images.get(i), unused, inputs, i * size);
        }
        return classify(
                Tensor.of(
                        inputs, images.size(), preprocessing.channels(), preprocessing.height(), preprocessing.width()),
                attention);
    }

    /**
     * Classifies prepared inputs.
     *
     * @param inputs (N, C, H, W), normalised
     */
    public List<Classification> classify(Tensor inputs, boolean attention) {
        Prediction prediction = predictor.predict(inputs, attention);
        Tensor logits = logits(prediction, inputs);
        return IntStream.range(0, inputs.size(0))
                .mapToObj(row -> new Classification(ranked(logits, row), rowOf(prediction.attention(), row)))
                .toList();
    }

    /**
     * The probability of each class for prepared inputs.
     *
     * @param inputs (N, C, H, W), normalised
     * @return for each of the N a probability for each class
     */
    public float[][] probabilities(Tensor inputs) {
        Tensor logits = logits(predictor.predict(inputs, false), inputs);
        return IntStream.range(0, inputs.size(0))
                .mapToObj(row -> Scores.softmax(logits.values(), row, labels.size()))
                .toArray(float[][]::new);
    }

    /** The mean over all views; the first is always the image itself. */
    private Tensor logits(Prediction prediction, Tensor inputs) {
        Tensor own = prediction.output();
        if (views.size() == 1) {
            return own;
        }
        float[] mean = new float[own.values().length];
        for (View view : views) {
            float[] logits = view == views.get(0)
                    ? own.values()
                    : predictor.predict(view.of(inputs), false).output().values();
            for (int i = 0; i < mean.length; i++) {
                mean[i] += view.weight() * logits[i];
            }
        }
        return new Tensor(own.shape(), mean);
    }

    private List<LabelScore> ranked(Tensor logits, int row) {
        float[] probabilities = Scores.softmax(logits.values(), row, labels.size());
        return IntStream.range(0, labels.size())
                .mapToObj(label -> new LabelScore(labels.get(label), probabilities[label]))
                .sorted(Comparator.comparingDouble(labelled -> -labelled.score()))
                .toList();
    }

    /** One image's (M, C) of each (N, M, C). */
    private static Map<String, Tensor> rowOf(Map<String, Tensor> attention, int row) {
        Map<String, Tensor> ofRow = new LinkedHashMap<>();
        attention.forEach((name, tensor) -> {
            int kernels = tensor.size(1);
            int channels = tensor.size(2);
            int first = row * kernels * channels;
            float[] values = Arrays.copyOfRange(tensor.values(), first, first + kernels * channels);
            ofRow.put(name, Tensor.of(values, kernels, channels));
        });
        return ofRow;
    }

    @Override
    public void close() {
        predictor.close();
    }
}
