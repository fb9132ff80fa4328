package io.github.sknet.explain.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.explain.image.WhatIf.ForcedUnit;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.selection.SelectionUnit;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.vision.VisionModels;
import io.github.sknet.vision.classify.Classification;
import io.github.sknet.vision.classify.Classifier;
import io.github.sknet.vision.classify.LabelScore;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.ImagePreparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Numbers of explanations against computations of other kinds, with networks of random weights. */
class ImageExplainerTest {

    private static final VisionModels.Options OPTIONS = VisionModels.Options.on("java-scalar", 1);
    private static final ImageQuestions ALL = new ImageQuestions(List.of(1.0, 1.3, 2.0), true, List.of(), true);
    private static final List<String> NETWORKS =
            List.of("sknet_tiny", "skairbench_cifar", "lsknet_t", "fcos_sk_small", "semantic_fpn_sk_small");

    @Test
    void contributionsSumToTheMeanOfTheUnitsOutput() {
        for (String network : NETWORKS) {
            ModelFile model = model(network);
            try (ImageExplainer explainer = ImageExplainer.of(model, OPTIONS)) {
                ImageExplanation explanation = explainer.explain(picture(1), ImageQuestions.SHARES.withMaps());
                assertEquals(
                        explainer.units().size(), explanation.contributions().size(), network);
                for (UnitContributions unit : explanation.contributions()) {
                    float[] expected = channelMean(output(model, unit.unit().node(), explanation.seen()));
                    assertArrayEquals(
                            expected,
                            unit.total().values(),
                            1e-5f,
                            network + " " + unit.unit().name());
                    double sum = unit.kernels().stream()
                            .mapToDouble(KernelContribution::mean)
                            .sum();
                    assertEquals(
                            mean(expected),
                            sum,
                            1e-6,
                            network + " " + unit.unit().name());
                }
            }
        }
    }

    @Test
    void aForcedKernelIsASelectionWhoseLogitsLeaveNoChoice() {
        ModelFile model = model("sknet_tiny");
        SelectionUnit unit = SelectionUnit.of(model.graph()).get(1);
        for (int branch = 0; branch < unit.kernels().size(); branch++) {
            float[] forced = logits(ForcedKernels.of(unit, branch).applyTo(model));
            assertArrayEquals(logits(withoutChoice(model, unit, branch)), forced, 1e-5f);
            assertTrue(Math.abs(forced[0] - logits(model)[0]) > 1e-6, "the network chooses otherwise");
        }
    }

    /** The same network, whose attention is forced by its weights: one kernel's logits are far above the others'. */
    private static ModelFile withoutChoice(ModelFile model, SelectionUnit unit, int branch) {
        int branches = unit.kernels().size();
        Node logits =
                model.graph().node(model.graph().node(unit.node()).inputs().get(branches));
        Map<String, Tensor> tensors = new LinkedHashMap<>(model.weights().tensors());
        for (int m = 0; m < branches; m++) {
            String bias = model.graph().node(logits.inputs().get(m)).parameterName("bias");
            float[] values = new float[tensors.get(bias).values().length];
            Arrays.fill(values, m == branch ? 1e4f : -1e4f);
            tensors.put(bias, new Tensor(List.of(values.length), values));
        }
        return model.withWeights(new Weights(tensors));
    }

    @Test
    void everyKernelCanBeForcedEverywhere() {
        for (String network : NETWORKS) {
            ModelFile model = model(network);
            List<SelectionUnit> units = SelectionUnit.of(model.graph());
            String kernel = units.get(0).kernels().get(0).name();
            Graph forced = ForcedKernels.parse(units, "all=" + kernel).applyTo(model.graph());
            assertTrue(forced.selections().size() < units.size(), network);
            assertTrue(forced.parameters().size() < model.graph().parameters().size(), network);
            assertEquals(model.graph().outputs().keySet(), forced.outputs().keySet(), network);
        }
    }

    @Test
    void aClassMapsMeanIsTheLogitLessTheBias() {
        for (String network : List.of("sknet_tiny", "skairbench_cifar")) {
            ModelFile model = model(network);
            try (ImageExplainer explainer = ImageExplainer.of(model, OPTIONS)) {
                ImageQuestions questions = new ImageQuestions(List.of(), true, List.of(0, 3), false);
                List<ClassMap> maps = explainer.explain(picture(1), questions).classMaps();
                assertEquals(List.of(0, 3), maps.stream().map(ClassMap::label).toList());
                float[] logits = logits(model);
                for (ClassMap map : maps) {
                    assertEquals(ClassMap.Reading.PARTS, map.reading());
                    assertEquals(logits[map.label()] - map.bias(), map.mean(), 1e-5, network);
                    assertNotEquals(0, map.bias());
                }
            }
        }
    }

    @Test
    void aDenseNetworksClassMapIsItsOwnOutput() {
        ModelFile model = model("fcos_sk_small");
        try (ImageExplainer explainer = ImageExplainer.of(model, OPTIONS)) {
            ImageQuestions questions = new ImageQuestions(List.of(), true, List.of(1), false);
            ImageExplanation explanation = explainer.explain(picture(1), questions);
            List<String> outputs = model.outputs().classOutputs();
            assertEquals(
                    outputs,
                    explanation.classMaps().stream().map(ClassMap::output).toList());
            ClassMap finest = explanation.classMaps().get(0);
            Tensor output = output(model, model.graph().outputs().get(outputs.get(0)), explanation.seen());
            int pixels = finest.map().values().length;
            assertArrayEquals(
                    Arrays.copyOfRange(output.values(), pixels, 2 * pixels),
                    finest.map().values(),
                    1e-6f);
        }
    }

    @Test
    void whatIfTellsTheAnswersOfForcedNetworksAndWhichUnitMattersMost() {
        ModelFile model = model("sknet_tiny");
        Image picture = picture(1);
        try (ImageExplainer explainer = ImageExplainer.of(model, OPTIONS)) {
            ImageExplanation explanation = explainer.explain(picture, ALL);
            WhatIf whatIf = explanation.whatIf().orElseThrow();
            assertEquals(
                    explainer.units(),
                    whatIf.units().stream().map(ForcedUnit::unit).toList());
            float[] own = logits(model);
            ForcedUnit largest = whatIf.units().get(0);
            for (ForcedUnit unit : whatIf.units()) {
                for (int branch = 0; branch < unit.kernels().size(); branch++) {
                    ModelFile forced = ForcedKernels.of(unit.unit(), branch).applyTo(model);
                    assertEquals(
                            change(logits(forced), own),
                            unit.kernels().get(branch).change(),
                            1e-6);
                    try (Classifier classifier =
                            Classifier.of(forced, forced.preprocessing().orElseThrow(), "java-scalar", 1)) {
                        assertSameScores(classifier.predict(picture), (Classification)
                                unit.kernels().get(branch).answer());
                    }
                }
                largest = unit.effect() > largest.effect() ? unit : largest;
            }
            assertTrue(largest.effect() > 0);
            assertEquals(largest.unit(), whatIf.decisive());
            assertEquals(2, whatIf.everywhere().size());
        }
    }

    private static void assertSameScores(Classification expected, Classification actual) {
        assertEquals(
                expected.scores().stream().map(LabelScore::label).toList(),
                actual.scores().stream().map(LabelScore::label).toList());
        assertEquals(expected.best().score(), actual.best().score(), 1e-6);
    }

    @Test
    void theWindowsOfKernelsAreInTheInputsPixels() {
        try (ImageExplainer explainer = ImageExplainer.of(model("skairbench_cifar"), OPTIONS)) {
            List<UnitContributions> units = explainer
                    .explain(picture(1), ImageQuestions.SHARES.withMaps())
                    .contributions();
            // 3×3, and 3×3 with dilation 2, of maps that are 2, 4 and 8 times coarser than the image.
            int[] strides = {2, 4, 8};
            for (int u = 0; u < strides.length; u++) {
                assertEquals(
                        List.of(Size.square(3 * strides[u]), Size.square(5 * strides[u])),
                        units.get(u).kernels().stream()
                                .map(KernelContribution::window)
                                .toList());
            }
        }
    }

    @Test
    void sharesAreThoseOfTheEnlargedPictures() {
        Image picture = picture(1);
        try (ImageExplainer explainer = ImageExplainer.of(model("sknet_tiny"), OPTIONS)) {
            ImageExplanation explanation = explainer.explain(picture, ALL);
            Image middle = picture.centreCrop(
                    (int) Math.round(picture.width() / 2.0), (int) Math.round(picture.height() / 2.0));
            Map<String, float[]> expected =
                    explainer.answer(middle, ForcedKernels.NONE).attention().shares();
            Map<String, float[]> actual = explanation.shares().get(2).shares();
            expected.forEach((unit, shares) -> assertArrayEquals(shares, actual.get(unit), 1e-6f, unit));
        }
    }

    @Test
    void filesHoldTheSameNumbers(@TempDir Path folder) throws IOException {
        for (String network : List.of("sknet_tiny", "fcos_sk_small", "semantic_fpn_sk_small")) {
            try (ImageExplainer explainer = ImageExplainer.of(model(network), OPTIONS)) {
                ImageExplanation explanation = explainer.explain(picture(1), ALL);
                List<Path> files = ImageExplanationFiles.write(explanation, 1, "one.png", folder.resolve(network));
                assertEquals(4, files.size());
                Map<String, Object> read = Json.read(Files.readAllBytes(files.get(0)));
                List<?> maps = (List<?>) read.get("maps");
                Map<?, ?> kernel = (Map<?, ?>) ((List<?>) ((Map<?, ?>) maps.get(0)).get("kernels")).get(0);
                assertEquals(
                        explanation.contributions().get(0).kernels().get(0).mean(),
                        ((Number) kernel.get("mean")).doubleValue(),
                        1e-9);
                assertTrue(files.stream().allMatch(Files::isRegularFile));
            }
        }
    }

    @Test
    void whatCannotBeForcedIsSaid() {
        List<SelectionUnit> units = SelectionUnit.of(model("sknet_tiny").graph());
        assertSentence("SK_2_1, SK_3_1, SK_4_1", () -> ForcedKernels.parse(units, "SK_9_1=3x3"));
        assertSentence("3x3, 5x5", () -> ForcedKernels.parse(units, "SK_2_1=7x7"));
        assertSentence("3x3, 5x5", () -> ForcedKernels.parse(units, "all=7x7"));
        assertSentence("UNIT=KERNEL", () -> ForcedKernels.parse(units, "5x5"));
        assertSentence("1 to 16", () -> new ImageQuestions(List.of(0.5), false, List.of(), false));
        try (ImageExplainer explainer = ImageExplainer.of(model("sknet_tiny"), OPTIONS)) {
            assertSentence(
                    "0 to 9",
                    () -> explainer.explain(picture(1), new ImageQuestions(List.of(), true, List.of(10), false)));
        }
        try (ImageExplainer explainer = ImageExplainer.of(model("resnet20_cifar"), OPTIONS)) {
            assertSentence("selects no kernels", () -> explainer.whatIf(picture(1)));
            assertEquals(
                    3,
                    explainer
                            .explain(picture(1), ImageQuestions.SHARES.withMaps())
                            .classMaps()
                            .size());
        }
    }

    private static void assertSentence(String part, Executable refused) {
        String sentence = assertThrows(IllegalArgumentException.class, refused).getMessage();
        assertTrue(sentence.contains(part), sentence);
    }

    private static ModelFile model(String network) {
        Architecture architecture = Architecture.of(network, 10, 3);
        int side = network.contains("tiny") || network.contains("cifar") ? 32 : 64;
        return ModelFile.of(architecture, Weights.initial(architecture.build(), 7))
                .withPreprocessing(Preprocessing.exactSize(3, side, side));
    }

    private static Image picture(long seed) {
        byte[] samples = new byte[48 * 40 * 3];
        new Random(seed).nextBytes(samples);
        return new Image(48, 40, 3, samples);
    }

    private static float[] logits(ModelFile model) {
        Image seen = new ImagePreparation(model.preprocessing().orElseThrow()).fit(picture(1));
        return output(model, model.graph().outputs().get("logits"), seen).values();
    }

    /** What a node gives for an image, by a network that has it as its only output. */
    private static Tensor output(ModelFile model, String node, Image seen) {
        Graph part = model.graph().withOutputs(Map.of("wanted", node));
        float[] input = new float[seen.samples().length];
        new ImagePreparation(model.preprocessing().orElseThrow()).write(seen, input, 0);
        try (Predictor predictor =
                Engines.named("java-scalar").load(part, model.weights().of(part), 1)) {
            Prediction prediction =
                    predictor.predict(Tensor.of(input, 1, seen.channels(), seen.height(), seen.width()), false);
            return prediction.output();
        }
    }

    private static float[] channelMean(Tensor map) {
        int pixels = map.size(2) * map.size(3);
        float[] means = new float[pixels];
        for (int p = 0; p < pixels; p++) {
            double sum = 0;
            for (int c = 0; c < map.size(1); c++) {
                sum += map.values()[c * pixels + p];
            }
            means[p] = (float) (sum / map.size(1));
        }
        return means;
    }

    private static double mean(float[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
    }

    private static double change(float[] forced, float[] own) {
        List<Double> squares = new ArrayList<>();
        for (int i = 0; i < own.length; i++) {
            squares.add(Math.pow((double) forced[i] - own[i], 2));
        }
        double size = IntStream.range(0, own.length)
                .mapToDouble(i -> (double) own[i] * own[i])
                .sum();
        return Math.sqrt(squares.stream().mapToDouble(Double::doubleValue).sum() / size);
    }
}
