package io.github.sknet.train.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.Parts;
import io.github.sknet.datasets.segment.MaskEvaluator;
import io.github.sknet.datasets.segment.SegmentationDataset;
import io.github.sknet.datasets.segment.SegmentationDatasets;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.run.Recipe;
import io.github.sknet.train.run.RunDirectory;
import io.github.sknet.train.run.Trainer;
import io.github.sknet.train.run.TrainingListener;
import io.github.sknet.train.run.TrainingResult;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.Hardware;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.segment.Segmenter;
import io.github.sknet.vision.transform.Preprocessing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a data set of coloured discs through the trainer to a model file that finds them, in the Java engine, too. */
class SegmentationTrainingTest {

    private static final Hardware HARDWARE = new Hardware(Device.CPU, 1);
    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;
    private static final int TRAINING = 32;
    private static final int IMAGES = 40;
    private static final List<String> LABELS = List.of("ground", "red", "green");

    @TempDir
    Path folder;

    private void writeData() throws IOException {
        for (String name : new String[] {"train", "trainannot", "val", "valannot"}) {
            Files.createDirectories(folder.resolve(name));
        }
        for (int i = 0; i < IMAGES; i++) {
            writeScene(i < TRAINING ? "train" : "val", "scene" + i + ".png", new SplittableRandom(i));
        }
    }

    /** A grey image with a red and a green disc; the rim of a disc, where colours mix, does not count. */
    private void writeScene(String part, String name, SplittableRandom random) throws IOException {
        byte[] samples = new byte[WIDTH * HEIGHT * 3];
        byte[] mask = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (100 + random.nextInt(56));
        }
        for (int label = 1; label <= 2; label++) {
            int radius = 10 + random.nextInt(10);
            int x0 = (label - 1) * WIDTH / 2 + WIDTH / 4;
            int y0 = radius + random.nextInt(HEIGHT - 2 * radius);
            for (int i = 0; i < mask.length; i++) {
                double distance = Math.hypot(i % WIDTH - x0, i / WIDTH - y0);
                if (distance < radius) {
                    for (int c = 0; c < 3; c++) {
                        samples[3 * i + c] = (byte) (c == label - 1 ? 220 : 30);
                    }
                }
                if (distance < radius + 1) {
                    mask[i] = (byte) (distance < radius - 1 ? label : SegmentationDataset.IGNORED);
                }
            }
        }
        write(folder.resolve(part).resolve(name), new Image(WIDTH, HEIGHT, 3, samples));
        write(folder.resolve(part + "annot").resolve(name), new Image(WIDTH, HEIGHT, 1, mask));
    }

    private static void write(Path file, Image image) throws IOException {
        ImageIO.write(image.toBufferedImage(), "png", file.toFile());
    }

    @ParameterizedTest
    @CsvSource({"semantic_fpn_sk_small, 2, 0.85", "deeplab_sk_small, 6, 0.7"})
    void discsAreLearned(String name, String epochs, double least) throws IOException {
        writeData();
        Preprocessing input = Preprocessing.exactSize(3, HEIGHT, WIDTH);
        Recipe recipe = Recipe.CPU
                .with("epochs", epochs)
                .with("batchSize", "8")
                .with("optimiser.kind", "adamw")
                .with("optimiser.learningRate", "0.002")
                .with("segmentation.augmentation.crop", "1")
                .with("segmentation.leastImages", "192");
        Path run = folder.resolve("run");
        try (Parts<SegmentationDataset> parts = SegmentationDatasets.open(
                folder, Optional.of(LABELS), OptionalInt.empty(), new AnnotationProblems(true))) {
            Parts.Training<SegmentationDataset> data = parts.forTraining(0.1, 1);
            Architecture architecture = Architecture.of(name, LABELS.size(), 3);
            ModelFile model = new ModelFile(
                    architecture,
                    Weights.initial(architecture.build(), 1),
                    LABELS,
                    Optional.of(input.toJson()),
                    Optional.empty());
            TrainingResult result;
            try (SegmentationTask task = new SegmentationTask(data, input, recipe, HARDWARE)) {
                result = new Trainer<>(model, recipe, task, HARDWARE, RunDirectory.create(run), TrainingListener.NONE)
                        .run();
            }
            try (Segmenter segmenter = Segmenter.load(run.resolve("best.safetensors"))) {
                MaskEvaluator.Result judged = MaskEvaluator.evaluate(
                        segmenter,
                        data.validation(),
                        BatchLoader.Settings.evaluation(4, 1).withStrict(true),
                        seen -> {});
                double meanIoU = judged.evaluation().meanIoU();
                assertTrue(meanIoU > least, "mean IoU " + meanIoU);
                assertEquals(result.bestMetric(), meanIoU, 0.005, "the Java engine sees what libtorch did");
            }
        }
    }
}
