package io.github.sknet.bench.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.torchscript.TorchScriptExporter;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A TorchScript file written here, classified with by DJL's image-classification translator and DJL's own libtorch. */
class TorchScriptInDjlTest {

    private static final int SIZE = 40;
    private static final List<String> LABELS = List.of("cat", "dog", "owl");

    @TempDir
    private Path folder;

    @Test
    void djlGivesTheSameProbabilities() throws Exception {
        Architecture architecture = Architecture.of("sknet_tiny", LABELS.size(), 3);
        Weights weights = Weights.initial(architecture.build(), 4);
        ModelFile model = ModelFile.of(architecture, weights).withLabels(LABELS);
        TorchScriptExporter.write(model, folder.resolve("tiny.pt"));
        Path picture = folder.resolve("picture.png");
        BufferedImage image = randomImage();
        ImageIO.write(image, "png", picture.toFile());

        Map<String, Double> found = classify(picture);

        try (Predictor predictor = Engines.named("onnx").load(model.graph(), weights, 1)) {
            double[] expected =
                    softmax(predictor.predict(toTensor(image), false).output().values());
            assertEquals(LABELS.size(), found.size());
            for (int c = 0; c < expected.length; c++) {
                assertEquals(expected[c], found.get(LABELS.get(c)), 1e-5, LABELS.get(c));
            }
        }
    }

    private static BufferedImage randomImage() {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(9);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return image;
    }

    /** As DJL's ToTensor does: red, green, blue in 0 … 1. */
    private static Tensor toTensor(BufferedImage image) {
        Tensor tensor = Tensor.zeros(List.of(1, 3, SIZE, SIZE));
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < SIZE * SIZE; i++) {
                int channel = image.getRGB(i % SIZE, i / SIZE) >> 16 - 8 * c & 0xFF;
                tensor.values()[c * SIZE * SIZE + i] = channel / 255f;
            }
        }
        return tensor;
    }

    private static double[] softmax(float[] logits) {
        double[] shares = new double[logits.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.exp(logits[i]);
        }
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }

    /** Runs {@link DjlClassifier} without this project's libraries: two libtorches in one process crash it. */
    private Map<String, Double> classify(Path picture) throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("bytedeco"))
                .collect(Collectors.joining(File.pathSeparator));
        Path output = folder.resolve("output.txt");
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dai.djl.offline=true",
                        "-cp",
                        classPath,
                        DjlClassifier.class.getName(),
                        folder.toString(),
                        "tiny",
                        picture.toString())
                .redirectOutput(output.toFile())
                .redirectError(log.toFile())
                .start();
        assertTrue(process.waitFor(5, TimeUnit.MINUTES), "DJL did not finish in time");
        assertEquals(0, process.exitValue(), () -> read(log) + read(output));
        Map<String, Double> probabilities = new HashMap<>();
        for (String line : Files.readAllLines(output)) {
            String[] parts = line.split("=");
            probabilities.put(parts[0], Double.parseDouble(parts[1]));
        }
        return probabilities;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
