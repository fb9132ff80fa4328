package io.github.sknet.explain.image;

import io.github.sknet.explain.AttentionAnalyser;
import io.github.sknet.explain.image.WhatIf.ForcedAnswer;
import io.github.sknet.explain.image.WhatIf.ForcedUnit;
import io.github.sknet.graph.engine.Pixels;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.selection.SelectionUnit;
import io.github.sknet.graph.weights.NotANumberException;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.Answer;
import io.github.sknet.vision.Attention;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import io.github.sknet.vision.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Explains a model's answers, image by image, whatever its task:
 *
 * <pre>{@code
 * ModelFile model = ModelFile.read(Path.of("model.safetensors"));
 * try (ImageExplainer explainer = ImageExplainer.of(model, VisionModels.Options.usual())) {
 *     ImageExplanation explanation =
 *             explainer.explain(ImageDecoder.read(Path.of("cat.jpg")), ImageQuestions.SHARES.withMaps().withWhatIf());
 *     System.out.println(explanation.whatIf().get().decisive().name());
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads. Networks with more outputs and with forced kernels are made when they are first asked for,
 * beside the one that answers.
 */
public final class ImageExplainer implements AutoCloseable {

    /** The classes whose maps are made, where none are named. */
    private static final int USUAL_CLASSES = 3;

    /** So many images are computed at once. */
    private static final int BATCH = 8;

    private final ModelFile model;
    private final Preprocessing preprocessing;
    private final VisionModel<?> network;
    private final boolean owner;
    private final List<SelectionUnit> units;
    private final ObservedNetwork observed;
    private final ForcedModels forced;

    private ImageExplainer(ModelFile model, VisionModel<?> network, boolean owner, VisionModels.Options options) {
        this.model = model;
        this.network = network;
        this.owner = owner;
        this.preprocessing = network.preprocessing();
        this.units = SelectionUnit.of(model.graph());
        this.observed = new ObservedNetwork(model, options);
        this.forced = new ForcedModels(model, preprocessing, options);
    }

    /**
     * Prepares to explain a model.
     *
     * @throws IllegalArgumentException when the model does not say how images are prepared for it, or there is no such engine
     */
    public static ImageExplainer of(ModelFile model, VisionModels.Options options) {
        Preprocessing own = model.preprocessing()
                .orElseThrow(
                        () -> new IllegalArgumentException("The model does not say how images are prepared for it"));
        return new ImageExplainer(
                model, VisionModels.of(model, options.preparation().apply(own), options), true, options);
    }

    /**
     * Prepares to explain a model that answers already.
     *
     * @param network the same model, ready to answer; stays open
     * @param options how it was loaded
     */
    public static ImageExplainer of(ModelFile model, VisionModel<?> network, VisionModels.Options options) {
        return new ImageExplainer(model, network, false, options);
    }

    /** An image as the network is given it; maps lie over it. */
    public Image seen(Image image) {
        return network.seen(image);
    }

    /** Where the network chooses, in its order. */
    public List<SelectionUnit> units() {
        return units;
    }

    /**
     * Explains the answer to an image.
     *
     * @throws IllegalArgumentException when a class is asked for that the model does not have, or what forced kernels would do of a
     *     network that selects none
     * @throws NotANumberException when an output or the attention of the network holds NaN or an infinity
     */
    public ImageExplanation explain(Image image, ImageQuestions questions) {
        Answer answer = network.explain(image);
        List<Attention> shares = shares(image, questions.scales(), answer);
        Image seen = network.seen(image);
        List<UnitContributions> contributions = List.of();
        List<ClassMap> classMaps = List.of();
        if (questions.maps()) {
            Prediction outputs = observed.predict(pixels(seen));
            contributions = observed.contributions(outputs);
            classMaps = observed.classMaps(outputs, classes(answer, questions.classes()), network.labels());
        }
        Optional<WhatIf> whatIf = questions.whatIf() ? Optional.of(whatIf(image)) : Optional.empty();
        return new ImageExplanation(answer, seen, questions.scales(), shares, contributions, classMaps, whatIf);
    }

    /** What the network answers with forced kernels. */
    public Answer answer(Image image, ForcedKernels kernels) {
        return kernels.branches().isEmpty()
                ? network.explain(image)
                : forced.ask(kernels, model -> model.explain(image));
    }

    /**
     * What the network would answer with each kernel forced in each unit, and everywhere.
     *
     * @throws IllegalArgumentException when the network selects no kernels
     */
    public WhatIf whatIf(Image image) {
        if (units.isEmpty()) {
            throw new IllegalArgumentException(
                    "The network selects no kernels, so none can be forced; take an SK network");
        }
        Tensor input = pixels(network.seen(image)).toTensor();
        Map<String, Tensor> own = network.outputs(input).outputs();
        List<ForcedUnit> byUnit = new ArrayList<>();
        for (SelectionUnit unit : units) {
            List<ForcedAnswer> kernels = IntStream.range(0, unit.kernels().size())
                    .mapToObj(branch -> forced(
                            unit.kernels().get(branch).name(), ForcedKernels.of(unit, branch), image, input, own))
                    .toList();
            byUnit.add(new ForcedUnit(unit, kernels));
        }
        List<ForcedAnswer> everywhere = ForcedKernels.names(units).stream()
                .map(kernel -> forced(kernel, ForcedKernels.everywhere(units, kernel), image, input, own))
                .toList();
        return new WhatIf(byUnit, everywhere);
    }

    private ForcedAnswer forced(
            String kernel, ForcedKernels kernels, Image image, Tensor input, Map<String, Tensor> own) {
        return forced.ask(
                kernels,
                network -> new ForcedAnswer(
                        kernel,
                        network.predict(image),
                        change(network.outputs(input).outputs(), own)));
    }

    /** ‖y′ − y‖ / ‖y‖ over the outputs that the model's network itself has. */
    private double change(Map<String, Tensor> forced, Map<String, Tensor> own) {
        double difference = 0;
        double size = 0;
        for (String output : model.graph().outputs().keySet()) {
            float[] mine = own.get(output).values();
            float[] theirs = forced.get(output).values();
            for (int i = 0; i < mine.length; i++) {
                difference += ((double) theirs[i] - mine[i]) * ((double) theirs[i] - mine[i]);
                size += (double) mine[i] * mine[i];
            }
        }
        return difference == 0 ? 0 : Math.sqrt(difference / size);
    }

    private List<Attention> shares(Image image, List<Double> scales, Answer asItIs) {
        List<Attention> shares = new ArrayList<>();
        for (int from = 0; from < scales.size(); from += BATCH) {
            List<Double> some = scales.subList(from, Math.min(scales.size(), from + BATCH));
            if (some.equals(List.of(1.0))) {
                shares.add(asItIs.attention());
            } else {
                List<Image> enlarged = some.stream()
                        .map(scale -> AttentionAnalyser.enlarge(image, scale))
                        .toList();
                network.predict(enlarged, true).forEach(each -> shares.add(each.attention()));
            }
        }
        return shares;
    }

    private Pixels pixels(Image seen) {
        return Pixels.of(seen.samples(), 1, seen.height(), seen.width(), preprocessing.normalization());
    }

    /** Those asked for, or those that the answer tells of first; the first where it tells of none. */
    private List<Integer> classes(Answer answer, List<Integer> wanted) {
        for (int label : wanted) {
            if (label < 0 || label >= network.labels().size()) {
                throw new IllegalArgumentException("The model's classes are 0 to "
                        + (network.labels().size() - 1) + ", and " + label + " is none of them");
            }
        }
        if (!wanted.isEmpty()) {
            return wanted;
        }
        List<Integer> told = answer.rows().stream()
                .filter(row -> row.containsKey("label"))
                .map(row -> network.labels().indexOf(row.get("label")))
                .filter(label -> label >= 0)
                .distinct()
                .limit(USUAL_CLASSES)
                .toList();
        return told.isEmpty() && !network.labels().isEmpty() ? List.of(0) : told;
    }

    @Override
    public void close() {
        if (owner) {
            network.close();
        }
        observed.close();
        forced.close();
    }
}
