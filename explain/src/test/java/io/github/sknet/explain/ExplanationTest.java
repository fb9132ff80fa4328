package io.github.sknet.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.datasets.classify.LabelledDatasets;
import io.github.sknet.explain.AttentionAnalysis.ChannelShares;
import io.github.sknet.explain.AttentionAnalysis.ClassShares;
import io.github.sknet.explain.AttentionAnalysis.UnitShares;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.selection.Kernel;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.vision.detect.Detector;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import io.github.sknet.vision.transform.ImagePreparation;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way, with networks of random weights in the Java engine. */
class ExplanationTest {
    private static final String ENGINE = "java-scalar";
    private static final Preprocessing SMALL = Preprocessing.exactSize(3, 32, 32);

    @Test
    void aNetworkOfTwoKernelsIsExplained(@TempDir Path folder) throws IOException {
        ModelFile model = model(Architecture.of("sknet_tiny", 10, 3));
        List<Path> pictures = pictures(folder, 3);
        Explanation explanation =
                Explanation.of(model, ENGINE, 1, Examples.ofFiles(pictures, true), AnalysisOptions.PAPER);
        assertSharesSumToOne(explanation.analysis());
        assertScaleOneIsWhatTheNetworkSays(model, explanation.analysis(), pictures.get(0));
        assertEquals(List.of(), explanation.broken());
        assertTrue(explanation.write(folder.resolve("out")).stream().allMatch(Files::isRegularFile));
    }

    @Test
    void aNetworkOfThreeKernelsIsExplained(@TempDir Path folder) throws IOException {
        Architecture three = Architecture.of("sknet26", 10, 3).withOption("branches", "3");
        Explanation explanation = Explanation.of(
                model(three),
                ENGINE,
                1,
                Examples.ofFiles(pictures(folder, 1), true),
                AnalysisOptions.PAPER.withScales(List.of(1.0, 2.0)));
        AttentionAnalysis analysis = explanation.analysis();
        assertEquals(8, analysis.units().size());
        assertEquals(
                List.of("3x3", "3x3 d2", "3x3 d3"),
                analysis.unit("SK_2_1").kernels().stream().map(Kernel::name).toList());
        assertSharesSumToOne(analysis);
        assertNotEquals(
                analysis.at(1).get(0).mean(), analysis.at(2).get(0).mean(), "the picture's middle is another picture");
        assertTrue(explanation.write(folder.resolve("out")).stream().allMatch(Files::isRegularFile));
    }

    @Test
    void classesAreCalledAsTheDataCallsThem(@TempDir Path folder) throws IOException {
        for (String label : List.of("dune", "reef")) {
            Files.createDirectories(folder.resolve(label));
            pictures(folder.resolve(label), 1);
        }
        ModelFile model = model(Architecture.of("sknet_tiny", 2, 3)).withLabels(List.of("cat", "dog"));
        try (Splits<LabelledDataset> splits = LabelledDatasets.open(folder.toString())) {
            Explanation explanation =
                    Explanation.of(model, ENGINE, 1, Examples.of(splits.forEvaluation(), true), AnalysisOptions.PAPER);
            assertEquals(
                    List.of("dune", "reef"),
                    explanation.analysis().classes().stream()
                            .map(ClassShares::className)
                            .distinct()
                            .toList());
        }
    }

    @Test
    void aDetectorIsExplainedByWhatItSeesInPrediction(@TempDir Path folder) throws IOException {
        ModelFile model = model(Architecture.of("fcos_sk_small", 2, 3));
        Path picture = pictures(folder, 1).get(0);
        AttentionAnalysis analysis = Explanation.of(
                        model,
                        ENGINE,
                        1,
                        Examples.ofFiles(List.of(picture), true),
                        AnalysisOptions.PAPER.withScales(List.of(1.0)))
                .analysis();
        try (Detector detector = Detector.of(model, SMALL, ENGINE, 1)) {
            Map<String, float[]> shares =
                    detector.explain(ImageDecoder.read(picture)).attention().shares();
            for (UnitShares unit : analysis.at(1)) {
                float[] expected = shares.get(unit.unit());
                for (int kernel = 0; kernel < expected.length; kernel++) {
                    assertEquals(expected[kernel], unit.mean().get(kernel), 1e-6, unit.unit());
                }
            }
        }
    }

    @Test
    void aBrokenPictureIsReported(@TempDir Path folder) throws IOException {
        List<Path> pictures = new ArrayList<>(pictures(folder, 1));
        pictures.add(folder.resolve("missing.png"));
        Explanation explanation = Explanation.of(
                model(Architecture.of("sknet_tiny", 10, 3)),
                ENGINE,
                1,
                Examples.ofFiles(pictures, false),
                AnalysisOptions.PAPER.withScales(List.of(1.0)));
        assertEquals(1, explanation.analysis().images());
        assertEquals(1, explanation.broken().size());
    }

    @Test
    void aModelMustSayHowImagesArePrepared(@TempDir Path folder) throws IOException {
        Architecture architecture = Architecture.of("sknet_tiny", 10, 3);
        ModelFile silent = ModelFile.of(architecture, Weights.initial(architecture.build(), 1));
        Examples examples = Examples.ofFiles(pictures(folder, 1), true);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Explanation.of(silent, ENGINE, 1, examples, AnalysisOptions.PAPER))
                .getMessage();
        assertEquals("The model does not say how images are prepared for it", message);
    }

    private static void assertSharesSumToOne(AttentionAnalysis analysis) {
        for (UnitShares shares : analysis.shares()) {
            assertEquals(1, sum(shares.mean()), 1e-5, shares.unit());
        }
        for (ClassShares shares : analysis.classes()) {
            assertEquals(1, sum(shares.mean()), 1e-5, shares.unit());
        }
        for (ChannelShares shares : analysis.channels()) {
            for (int c = 0; c < shares.attention().get(0).size(); c++) {
                int channel = c;
                double sum = shares.attention().stream()
                        .mapToDouble(row -> row.get(channel))
                        .sum();
                assertEquals(1, sum, 1e-5, shares.unit() + ", channel " + c);
            }
        }
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static void assertScaleOneIsWhatTheNetworkSays(ModelFile model, AttentionAnalysis analysis, Path picture)
            throws IOException {
        Graph graph = model.graph();
        try (Predictor predictor = Engines.named(ENGINE).load(graph, model.weights(), 1)) {
            Tensor input = new ImagePreparation(SMALL).toInput(ImageDecoder.read(picture));
            ChannelShares first = analysis.channels().get(0);
            Tensor attention = predictor
                    .predict(input, true)
                    .attention()
                    .get(analysis.unit(first.unit()).node());
            int channels = attention.size(2);
            for (int i = 0; i < attention.values().length; i++) {
                assertEquals(
                        attention.values()[i],
                        first.attention().get(i / channels).get(i % channels),
                        1e-6f);
            }
        }
    }

    private static ModelFile model(Architecture architecture) {
        return ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withPreprocessing(SMALL);
    }

    private static List<Path> pictures(Path folder, int count) throws IOException {
        Random random = new Random(5);
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] samples = new byte[48 * 40 * 3];
            random.nextBytes(samples);
            BufferedImage image = new Image(48, 40, 3, samples).toBufferedImage();
            Path file = folder.resolve("picture-" + i + ".png");
            ImageIO.write(image, "png", file.toFile());
            files.add(file);
        }
        return files;
    }
}
