package io.github.sknet.vision.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.classify.ClassifierOutputs;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.graph.weights.WeightsException;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.VisionModels;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageException;
import io.github.sknet.vision.plot.Picture;
import io.github.sknet.vision.transform.ImagePreparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierTest {
    private static final Preprocessing GREY = Preprocessing.exactSize(1, 28, 28);

    @TempDir
    private Path folder;

    private Path model(List<String> labels, Optional<Preprocessing> preprocessing) throws IOException {
        Architecture architecture = Architecture.of("sknet_tiny", 3, 1);
        Path file = folder.resolve("model.safetensors");
        ModelFile model = ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withLabels(labels);
        preprocessing.map(model::withPreprocessing).orElse(model).write(file);
        return file;
    }

    private static Image uniform(int level) {
        byte[] samples = new byte[40 * 20 * 3];
        Arrays.fill(samples, (byte) level);
        return new Image(40, 20, 3, samples);
    }

    @Test
    void ranksLabelsByProbability() throws IOException {
        Path file = model(List.of("low", "middle", "high"), Optional.of(GREY));
        try (Classifier classifier = Classifier.load(file, ChannelMeanEngine.NAME, 1)) {
            // White is 1 after normalisation: the logits are 0, 1 and 2.
            Classification white = classifier.predict(uniform(255));
            assertEquals("high", white.best().label());
            double sum = 1 + Math.E + Math.E * Math.E;
            assertEquals(Math.E * Math.E / sum, white.best().score(), 1e-6);
            assertEquals(
                    List.of("high", "middle"),
                    white.top(2).stream().map(LabelScore::label).toList());
            assertTrue(white.attention().selections().isEmpty());
            // Black is -1: the order is reversed.
            assertEquals("low", classifier.predict(uniform(0)).best().label());
        }
    }

    /** White gives the logits 0, 1 and 2, black 0, −1 and −2. */
    private Path multiLabelModel() throws IOException {
        Path file = model(List.of("low", "middle", "high"), Optional.of(GREY));
        ModelFile model = ModelFile.read(file);
        model.withOutputs(((ClassifierOutputs) model.outputs()).withScores(ClassifierOutputs.Scores.SIGMOID))
                .write(file);
        return file;
    }

    private static VisionModels.Options with(String setting, String value) {
        return VisionModels.Options.on(ChannelMeanEngine.NAME, 1).withSettings(new Settings(Map.of(setting, value)));
    }

    @Test
    void classesThatDoNotExcludeEachOtherAreToldFromAThresholdOn() throws IOException {
        Path file = multiLabelModel();
        try (Classifier classifier = Classifier.load(file, ChannelMeanEngine.NAME, 1)) {
            assertFalse(classifier.exclusive());
            Classification white = classifier.predict(uniform(255));
            assertEquals(List.of("high 88.1 %, middle 73.1 %, low 50.0 %"), white.lines());
            assertEquals(1 / (1 + Math.exp(-2)), white.best().score(), 1e-6);
            assertEquals(List.of("low 50.0 %"), classifier.predict(uniform(0)).lines());
        }
        try (Classifier classifier = Classifier.load(file, with("threshold", "0.6"))) {
            assertEquals(2, classifier.predict(uniform(255)).rows().size());
            Classification black = classifier.predict(uniform(0));
            assertEquals(List.of("no class (the most probable: low 50.0 %)"), black.lines());
            assertEquals("{\"labels\":[]}", black.toJson());
            assertEquals(List.of(Map.of()), black.rows());
            try (Picture picture = black.picture(uniform(0))) {
                picture.write(folder.resolve("black.png"));
            }
        }
        try (Classifier classifier = Classifier.load(file, with("top", "1"))) {
            assertEquals(
                    List.of("high 88.1 %"), classifier.predict(uniform(255)).lines());
        }
    }

    @Test
    void aThresholdIsRefusedWhereAnImageHasOneClass() throws IOException {
        Path file = model(List.of(), Optional.of(GREY));
        assertEquals(
                "--threshold is for models of several classes an image; of this one's classes an image has one: --top says how"
                        + " many to name",
                assertThrows(IllegalArgumentException.class, () -> Classifier.load(file, with("threshold", "0.5")))
                        .getMessage());
    }

    @Test
    void batchesAnswerAsSingleImagesDo() throws IOException {
        Path file = model(List.of(), Optional.of(GREY));
        try (Classifier classifier = Classifier.load(file, ChannelMeanEngine.NAME, 1)) {
            List<Classification> both = classifier.predict(List.of(uniform(255), uniform(10)), false);
            assertEquals(classifier.predict(uniform(255)), both.get(0));
            assertEquals(classifier.predict(uniform(10)), both.get(1));
            assertEquals(List.of("0", "1", "2"), classifier.labels(), "numbers in place of names");
            assertEquals(new ClassifyTask(), classifier.task());
            assertEquals(List.of(), classifier.predict(List.of(), false));
        }
    }

    @Test
    void explainTellsTheShareOfEachKernel() throws IOException {
        Path file = model(List.of(), Optional.of(GREY));
        try (Classifier classifier = Classifier.load(file, ChannelMeanEngine.NAME, 1)) {
            Classification explained = classifier.explain(uniform(255));
            assertEquals(
                    List.of(2, 2),
                    explained
                            .attention()
                            .selections()
                            .get("stage_1.0.feas.2.softmax")
                            .shape());
            assertEquals(
                    List.of("SK_2_1", "SK_3_1", "SK_4_1"),
                    List.copyOf(explained.attention().shares().keySet()));
            assertArrayEquals(
                    new float[] {0.625f, 0.375f}, explained.attention().shares().get("SK_2_1"));
            assertEquals(
                    "    SK_2_1      3x3 62.5 %  5x5 37.5 %",
                    explained.kernelLines().get(0));
            assertEquals(
                    "{\"unit\":\"SK_2_1\",\"node\":\"stage_1.0.feas.2.softmax\",\"kernels\":[\"3x3\",\"5x5\"],"
                            + "\"shares\":[0.625,0.375]}",
                    Json.write(((List<?>) explained.toMap().get("kernels")).get(0)));
        }
    }

    private static float[][] probabilities(Classifier classifier, Tensor inputs) {
        return classifier.probabilities(classifier.outputs(inputs));
    }

    @Test
    void aShiftedClassifierSeesTheImageFromBothSides() throws IOException {
        Path file = model(List.of(), Optional.of(GREY));
        Random random = new Random(5);
        Image noise = new Image(28, 28, 1, new byte[28 * 28]);
        random.nextBytes(noise.samples());
        Image flat = new Image(28, 28, 1, new byte[28 * 28]);
        try (Classifier classifier = Classifier.load(file)) {
            Classifier shifted = classifier.mirrored().shifted();
            float[] plain = probabilities(classifier, new ImagePreparation(GREY).toInput(flat))[0];
            assertArrayEquals(
                    plain,
                    probabilities(shifted, new ImagePreparation(GREY).toInput(flat))[0],
                    1e-6f,
                    "a shift changes nothing");
            float[] once = probabilities(classifier.mirrored(), new ImagePreparation(GREY).toInput(noise))[0];
            float[] thrice = probabilities(shifted, new ImagePreparation(GREY).toInput(noise))[0];
            assertTrue(Math.abs(once[0] - thrice[0]) > 1e-6, "a shift of noise changes something");
        }
    }

    @Test
    void aMirroredClassifierSaysTheSameOfAnImageAndOfItsMirrorImage() throws IOException {
        Path file = model(List.of(), Optional.of(GREY));
        Random random = new Random(4);
        Image noise = new Image(28, 28, 1, new byte[28 * 28]);
        random.nextBytes(noise.samples());
        try (Classifier classifier = Classifier.load(file)) {
            Classifier mirrored = classifier.mirrored();
            float[] plain = probabilities(classifier, new ImagePreparation(GREY).toInput(noise))[0];
            float[] other = probabilities(classifier, new ImagePreparation(GREY).toInput(noise.flipHorizontal()))[0];
            float[] both = probabilities(mirrored, new ImagePreparation(GREY).toInput(noise))[0];
            assertTrue(Math.abs(plain[0] - other[0]) > 1e-5, "the network itself sees a difference");
            assertArrayEquals(
                    both,
                    probabilities(mirrored, new ImagePreparation(GREY).toInput(noise.flipHorizontal()))[0],
                    1e-6f);
            // The mean of logits is the geometric mean of probabilities, up to a factor.
            double[] expected = new double[3];
            double sum = 0;
            for (int i = 0; i < 3; i++) {
                expected[i] = Math.sqrt(plain[i] * (double) other[i]);
                sum += expected[i];
            }
            for (int i = 0; i < 3; i++) {
                assertEquals(expected[i] / sum, both[i], 1e-5);
            }
        }
    }

    @Test
    void theDefaultEngineRunsInSeveralThreads() throws Exception {
        Path file = model(List.of("a", "b", "c"), Optional.of(GREY));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (Classifier classifier = Classifier.load(file)) {
            Classification expected = classifier.explain(uniform(200));
            double sum =
                    expected.scores().stream().mapToDouble(LabelScore::score).sum();
            assertEquals(1, sum, 1e-6);
            assertEquals(3, expected.attention().shares().size(), "sknet_tiny has three selections");
            for (float[] shares : expected.attention().shares().values()) {
                assertEquals(1, shares[0] + shares[1], 1e-5);
            }
            List<Future<Classification>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                answers.add(threads.submit(() -> classifier.explain(uniform(200))));
            }
            for (Future<Classification> answer : answers) {
                assertEquals(expected, answer.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void unusableModelsAreExplained() throws IOException {
        Path silent = model(List.of(), Optional.empty());
        assertEquals(
                silent + " does not say how images are prepared for it",
                assertThrows(WeightsException.class, () -> Classifier.load(silent, ChannelMeanEngine.NAME, 1))
                        .getMessage());
        Path usable = model(List.of(), Optional.of(GREY));
        String unknown = assertThrows(IllegalArgumentException.class, () -> Classifier.load(usable, "abacus", 1))
                .getMessage();
        assertTrue(unknown.startsWith("There is no engine 'abacus'; there are: "), unknown);
        try (Classifier classifier = Classifier.load(usable, ChannelMeanEngine.NAME, 1)) {
            assertThrows(ImageException.class, () -> classifier.predict(folder.resolve("absent.png")));
        }
    }
}
