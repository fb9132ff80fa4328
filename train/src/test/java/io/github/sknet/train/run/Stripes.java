package io.github.sknet.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.datasets.classify.Dataset;
import io.github.sknet.datasets.classify.DatasetSplits;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.Hardware;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.Preprocessing;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Stripes whose direction is the label, so that a few steps learn it; and small runs on them. */
record Stripes(int size) implements Dataset {

    private static final int CLASSES = 3;
    /** One thread: the networks are tiny. */
    static final Hardware HARDWARE = new Hardware(Device.CPU, 1);

    static final Preprocessing PREPROCESSING = Preprocessing.exactSize(1, 28, 28);

    static final Recipe RECIPE = Recipe.named("quick")
            .with("epochs", "3")
            .with("batchSize", "8")
            .with("averageDecay", "0.9")
            .with("augmentation.mixup", "0.2")
            .with("optimiser.learningRate", "0.02");

    @Override
    public List<String> labels() {
        return List.of("rows", "columns", "diagonals");
    }

    @Override
    public int label(int index) {
        return index % CLASSES;
    }

    @Override
    public String name(int index) {
        return "stripes " + index;
    }

    @Override
    public Image image(int index) {
        byte[] pixels = new byte[28 * 28];
        for (int y = 0; y < 28; y++) {
            for (int x = 0; x < 28; x++) {
                int along = new int[] {y, x, x + y}[label(index)];
                pixels[y * 28 + x] = (byte) ((along + index) / 3 % 2 == 0 ? 220 : 30);
            }
        }
        return new Image(28, 28, 1, pixels);
    }

    static ClassificationTask task(Recipe recipe) {
        return new ClassificationTask(
                new DatasetSplits.Training(new Stripes(40), new Stripes(24)), PREPROCESSING, recipe, HARDWARE);
    }

    static ModelFile model() {
        Architecture architecture = Architecture.of("sknet_tiny", CLASSES, 1);
        return new ModelFile(
                architecture,
                Weights.initial(architecture.build(), 1),
                new Stripes(1).labels(),
                Optional.of(PREPROCESSING.toJson()),
                Optional.empty());
    }

    /** The last four columns are times and memory. */
    private static List<String> metricsWithoutTimes(RunDirectory directory) throws IOException {
        return Files.readAllLines(directory.metrics()).stream()
                .map(line -> line.replaceAll("(,[^,]*){4}$", ""))
                .toList();
    }

    /** Two runs that learned the same, bit for bit. */
    static void assertSameRun(RunDirectory expected, RunDirectory actual) throws IOException {
        assertEquals(
                Safetensors.read(expected.last()).tensors(),
                Safetensors.read(actual.last()).tensors(),
                "weights, optimiser and average");
        assertEquals(
                ModelFile.read(expected.best()).weights(),
                ModelFile.read(actual.best()).weights());
        assertEquals(metricsWithoutTimes(expected), metricsWithoutTimes(actual));
    }
}
