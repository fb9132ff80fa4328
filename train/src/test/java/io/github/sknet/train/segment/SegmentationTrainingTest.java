package io.github.sknet.train.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.segment.SegmentDatasets;
import io.github.sknet.datasets.segment.SegmentationBatch;
import io.github.sknet.datasets.segment.SegmentationDataset;
import io.github.sknet.datasets.segment.SegmentationDatasets;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.train.run.RunDirectory;
import io.github.sknet.train.run.Runs;
import io.github.sknet.train.run.Trainer;
import io.github.sknet.train.run.TrainingResult;
import io.github.sknet.train.run.TrainingRun;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.segment.Segmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a data set of coloured discs through the trainer to a model file that finds them, in the Java engine, too. */
class SegmentationTrainingTest {
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

    private static final Preprocessing INPUT = Preprocessing.exactSize(3, HEIGHT, WIDTH);

    private static final Recipe RECIPE = Recipe.of(Map.of("task", "segment"))
            .with("batchSize", "8")
            .with("optimiser.kind", "adamw")
            .with("optimiser.learningRate", "0.002");

    private static TrainingRun<SegmentationDataset, SegmentationBatch> run(
            String name, Recipe recipe, Splits.Training<SegmentationDataset> data) {
        Architecture architecture = Architecture.of(name, LABELS.size(), 3);
        ModelFile model = ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withLabels(LABELS)
                .withPreprocessing(INPUT);
        return new TrainingRun<>(new SegmentTraining(), model, recipe, data);
    }

    private Splits<SegmentationDataset> open(boolean strict) throws IOException {
        return SegmentationDatasets.open(
                folder, Optional.of(LABELS), OptionalInt.empty(), new AnnotationProblems(strict));
    }

    @ParameterizedTest
    @CsvSource({"semantic_fpn_sk_small, 2, 0.85", "deeplab_sk_small, 6, 0.7"})
    void discsAreLearned(String name, String epochs, double least) throws IOException {
        writeData();
        Recipe recipe = RECIPE.with("epochs", epochs)
                .with("segmentation.augmentation.crop", "1")
                .with("segmentation.leastImages", "192");
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        try (Splits<SegmentationDataset> splits = open(true)) {
            Splits.Training<SegmentationDataset> data = splits.forTraining(0.1, 1);
            TrainingResult result = new Trainer(run(name, recipe, data), directory).run();
            try (Segmenter segmenter = Segmenter.load(directory.best())) {
                double meanIoU = new SegmentDatasets()
                        .evaluate(
                                data.validation(),
                                segmenter,
                                BatchLoader.Settings.evaluation(4, 1).withStrict(true),
                                seen -> {})
                        .metrics()
                        .get("meanIoU");
                assertTrue(meanIoU > least, "mean IoU " + meanIoU);
                assertEquals(result.bestMetric(), meanIoU, 0.005, "the Java engine sees what libtorch did");
            }
        }
    }

    /** Stopped in the middle of an epoch: crops, colours, dropout, AdamW and the moving average go on, bit for bit. */
    @Test
    void aResumedRunIsTheSame() throws IOException {
        writeData();
        Recipe recipe = RECIPE.with("epochs", "2").with("averageDecay", "0.9").with("segmentation.leastImages", "1");
        try (Splits<SegmentationDataset> splits = open(true)) {
            Runs.assertResumesExactly(run("deeplab_sk_small", recipe, splits.forTraining(0.1, 1)), 6, folder);
        }
    }

    /** A mask that can't be read is named and its image skipped, though classes are weighed by all masks; or it is fatal. */
    @Test
    void aBrokenMaskIsSkippedOrFatal() throws IOException {
        writeData();
        Path broken = folder.resolve("trainannot/scene3.png");
        Files.writeString(broken, "no picture");
        Recipe lenient = RECIPE.with("epochs", "1").with("segmentation.leastImages", "1");
        try (Splits<SegmentationDataset> splits = open(false)) {
            Splits.Training<SegmentationDataset> data = splits.forTraining(0.1, 1);
            TrainingResult result = new Trainer(
                            run("semantic_fpn_sk_small", lenient, data), RunDirectory.create(folder.resolve("lenient")))
                    .run();
            assertEquals(1, result.broken().size());
            assertTrue(result.broken().get(0).contains(broken.toString()), result.broken()::toString);
            assertEquals(TRAINING - 1, result.images());
            Recipe strict = lenient.with("run.strict", "true");
            Trainer trainer = new Trainer(
                    run("semantic_fpn_sk_small", strict, data), RunDirectory.create(folder.resolve("strict")));
            assertTrue(
                    assertThrows(IOException.class, trainer::run).getMessage().contains(broken.toString()));
        }
    }
}
