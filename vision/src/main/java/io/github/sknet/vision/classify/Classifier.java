package io.github.sknet.vision.classify;

import io.github.sknet.graph.classify.ClassifierOutputs;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.engine.Pixels;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.task.Task;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.Attention;
import io.github.sknet.vision.LoadedModel;
import io.github.sknet.vision.UnsuitableModelException;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.ImagePreparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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
public final class Classifier implements VisionModel<Classification> {

    private final LoadedModel<ClassifierOutputs> model;
    private final Telling telling;
    private final List<View> views;
    private final boolean featured;

    /**
     * Puts a classifier together.
     *
     * @param telling which classes its answers tell of
     */
    Classifier(LoadedModel<ClassifierOutputs> model, Telling telling) {
        this(model, telling, List.of(View.WHOLE), false);
    }

    private Classifier(LoadedModel<ClassifierOutputs> model, Telling telling, List<View> views, boolean featured) {
        this.model = model;
        this.telling = telling;
        this.views = views;
        this.featured = featured;
    }

    /** Loads a model file into the pure-Java engine, to use all processors. */
    public static Classifier load(Path modelFile) throws IOException {
        return load(modelFile, VisionModels.Options.usual());
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
        return load(modelFile, VisionModels.Options.on(engine, threads));
    }

    /**
     * Loads a model file.
     *
     * @throws IOException when the file is not a classifier's, or cannot be read
     * @throws IllegalArgumentException when there is no such engine, listing those there are
     */
    public static Classifier load(Path modelFile, VisionModels.Options options) throws IOException {
        return (Classifier) VisionModels.load(modelFile, ClassifyTask.ID, options);
    }

    /**
     * Makes a classifier of a model in memory.
     *
     * @param preprocessing how images are prepared, in place of what the model says
     * @throws IllegalArgumentException when the network is not a classifier, when it takes other channels than the
     *     preprocessing makes, or when there is no such engine
     */
    public static Classifier of(ModelFile model, Preprocessing preprocessing, String engine, int threads) {
        return (Classifier) VisionModels.of(model, preprocessing, VisionModels.Options.on(engine, threads));
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
        return new Classifier(model, telling, looks.toList(), featured);
    }

    /**
     * The same classifier, whose answers hold the {@linkplain #features features} as well. Closing one closes both.
     *
     * @throws UnsuitableModelException when the network has none
     */
    public Classifier withFeatures() {
        requireFeatures();
        return new Classifier(model, telling, views, true);
    }

    /** How many features an image has; 0 where no layer of the network has weights. */
    public int featureSize() {
        return FeatureOutput.size(model.graph());
    }

    /**
     * What the network has made of an image before it decides: the input of the last layer with weights (linear, or a convolution)
     * before the logits, a mean over pixels where that is a map. Images that look alike have vectors that are near each other, of
     * classes that the network has never seen, too.
     *
     * @return {@link #featureSize} numbers
     * @throws UnsuitableModelException when no layer of the network has weights
     */
    public float[] features(Image image) {
        return features(List.of(image)).get(0);
    }

    /** {@link #features(Image)} of images, in one pass through the network. */
    public List<float[]> features(List<Image> images) {
        requireFeatures();
        if (images.isEmpty()) {
            return List.of();
        }
        Pixels inputs = new ImagePreparation(model.preprocessing()).toPixels(images);
        Prediction prediction = model.predictor().predict(inputs, false);
        return IntStream.range(0, images.size())
                .mapToObj(row -> features(prediction, row))
                .toList();
    }

    private void requireFeatures() {
        if (featureSize() == 0) {
            throw new UnsuitableModelException(
                    "The network has no features: no layer before its logits is linear or a convolution");
        }
    }

    private static List<Float> listed(float[] values) {
        List<Float> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }

    private float[] features(Prediction prediction, int row) {
        int size = featureSize();
        float[] all = prediction.outputs().get(FeatureOutput.NAME).values();
        return Arrays.copyOfRange(all, row * size, (row + 1) * size);
    }

    @Override
    public Task task() {
        return model.outputs().task();
    }

    @Override
    public List<String> labels() {
        return model.labels().names();
    }

    @Override
    public boolean named() {
        return model.labels().named();
    }

    @Override
    public List<String> columns() {
        return Stream.concat(
                        Stream.of("label", "score"),
                        Classification.featureColumns(featured ? featureSize() : 0).stream())
                .toList();
    }

    @Override
    public Preprocessing preprocessing() {
        return model.preprocessing();
    }

    @Override
    public List<Classification> predict(List<Image> images, boolean attention) {
        if (images.isEmpty()) {
            return List.of();
        }
        Pixels inputs = new ImagePreparation(model.preprocessing()).toPixels(images);
        return classifications(model.predictor().predict(inputs, attention), inputs::toTensor);
    }

    /**
     * Classifies prepared inputs.
     *
     * @param inputs (N, C, H, W), normalised
     */
    public List<Classification> classify(Tensor inputs, boolean attention) {
        return classifications(model.predictor().predict(inputs, attention), () -> inputs);
    }

    private List<Classification> classifications(Prediction own, Supplier<Tensor> inputs) {
        Prediction prediction = ofAllViews(own, inputs).requireNumbers("");
        Tensor logits = prediction.outputs().get(output());
        return IntStream.range(0, logits.size(0))
                .mapToObj(row -> classification(
                        ranked(logits, row),
                        featured ? listed(features(prediction, row)) : List.of(),
                        Attention.of(model.graph(), prediction, row)))
                .toList();
    }

    private Classification classification(List<LabelScore> scores, List<Float> features, Attention attention) {
        long sure = scores.stream()
                .filter(label -> label.score() >= telling.threshold())
                .count();
        return new Classification(scores, (int) Math.min(telling.most(), sure), features, attention);
    }

    /**
     * The network's outputs; of the logits, the mean over all looks at the inputs.
     *
     * @param inputs (N, C, H, W), normalised
     */
    @Override
    public Prediction outputs(Tensor inputs) {
        return ofAllViews(model.compute(inputs), () -> inputs);
    }

    /** With the mean of the logits over all views; the first is always the image itself, which {@code own} tells of. */
    private Prediction ofAllViews(Prediction own, Supplier<Tensor> inputs) {
        if (views.size() == 1) {
            return own;
        }
        Map<String, Tensor> outputs = new LinkedHashMap<>(own.outputs());
        outputs.put(output(), meanLogits(own.outputs().get(output()), inputs.get()));
        return new Prediction(outputs, own.attention());
    }

    /**
     * The probability of each class.
     *
     * @param outputs of this network, for N images
     * @return for each of the N a probability for each class
     */
    public float[][] probabilities(Prediction outputs) {
        Tensor logits = outputs.outputs().get(output());
        return IntStream.range(0, logits.size(0))
                .mapToObj(row -> probabilities(logits, row))
                .toArray(float[][]::new);
    }

    private float[] probabilities(Tensor logits, int row) {
        int classes = labels().size();
        return exclusive()
                ? Scores.softmax(logits.values(), row, classes)
                : Scores.sigmoid(logits.values(), row, classes);
    }

    /** Whether an image is of one class alone; else of any number of them, each with a probability of its own. */
    public boolean exclusive() {
        return model.outputs().scores().exclusive();
    }

    /** The least probability at which an image is taken to be of a class, where classes do not exclude each other. */
    public double threshold() {
        return telling.threshold();
    }

    private Tensor meanLogits(Tensor own, Tensor images) {
        float[] mean = new float[own.values().length];
        for (View view : views) {
            float[] logits = view == views.get(0)
                    ? own.values()
                    : model.compute(view.of(images)).outputs().get(output()).values();
            for (int i = 0; i < mean.length; i++) {
                mean[i] += view.weight() * logits[i];
            }
        }
        return new Tensor(own.shape(), mean);
    }

    private String output() {
        return model.outputs().output();
    }

    private List<LabelScore> ranked(Tensor logits, int row) {
        float[] probabilities = probabilities(logits, row);
        return IntStream.range(0, labels().size())
                .mapToObj(label -> new LabelScore(labels().get(label), probabilities[label]))
                .sorted(Comparator.comparingDouble(labelled -> -labelled.score()))
                .toList();
    }

    @Override
    public void close() {
        model.close();
    }
}
