package io.github.sknet.train.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.detect.DetectDatasets;
import io.github.sknet.datasets.detect.DetectionBatch;
import io.github.sknet.datasets.detect.DetectionDataset;
import io.github.sknet.datasets.detect.DetectionDatasets;
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
import io.github.sknet.vision.VisionModels;
import io.github.sknet.vision.detect.Detector;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a data set of rectangles through the trainer to a model file that finds them, in the Java engine, too. */
class DetectionTrainingTest {
    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;
    private static final int TRAINING = 48;
    private static final int IMAGES = 64;

    @TempDir
    Path folder;

    /** Grey images with two red or green rectangles each, side by side, as Pascal VOC's files. */
    private void writeData() throws IOException {
        for (String name : new String[] {"Annotations", "JPEGImages", "ImageSets/Main"}) {
            Files.createDirectories(folder.resolve(name));
        }
        StringBuilder train = new StringBuilder();
        StringBuilder validation = new StringBuilder();
        for (int i = 0; i < IMAGES; i++) {
            writeScene("scene" + i, new SplittableRandom(i));
            (i < TRAINING ? train : validation).append("scene").append(i).append('\n');
        }
        Files.writeString(folder.resolve("ImageSets/Main/train.txt"), train);
        Files.writeString(folder.resolve("ImageSets/Main/val.txt"), validation);
    }

    private void writeScene(String id, SplittableRandom random) throws IOException {
        byte[] samples = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (100 + random.nextInt(56));
        }
        StringBuilder xml = new StringBuilder("<annotation>");
        for (int half = 0; half < 2; half++) {
            int channel = random.nextInt(2);
            int width = 16 + random.nextInt(24);
            int height = 16 + random.nextInt(24);
            int left = half * WIDTH / 2 + random.nextInt(WIDTH / 2 - width);
            int top = random.nextInt(HEIGHT - height);
            for (int y = top; y < top + height; y++) {
                for (int x = left; x < left + width; x++) {
                    for (int c = 0; c < 3; c++) {
                        samples[(y * WIDTH + x) * 3 + c] = (byte) (c == channel ? 255 : 0);
                    }
                }
            }
            xml.append("<object><name>").append(channel == 0 ? "red" : "green").append("</name><bndbox><xmin>");
            xml.append(left + 1).append("</xmin><ymin>").append(top + 1).append("</ymin><xmax>");
            xml.append(left + width)
                    .append("</xmax><ymax>")
                    .append(top + height)
                    .append("</ymax></bndbox></object>");
        }
        Files.writeString(folder.resolve("Annotations/" + id + ".xml"), xml.append("</annotation>"));
        ImageIO.write(
                new Image(WIDTH, HEIGHT, 3, samples).toBufferedImage(),
                "png",
                folder.resolve("JPEGImages/" + id + ".png").toFile());
    }

    private static final Preprocessing INPUT = Preprocessing.exactSize(3, HEIGHT, WIDTH);

    private static final Recipe RECIPE = Recipe.of(Map.of("task", "detect"))
            .with("epochs", "3")
            .with("batchSize", "8")
            .with("optimiser.kind", "adamw")
            .with("optimiser.learningRate", "0.002")
            .with("clipNorm", "10");

    private static TrainingRun<DetectionDataset, DetectionBatch> run(
            Recipe recipe, Splits.Training<DetectionDataset> data) {
        Architecture architecture = Architecture.of("fcos_sk_small", 2, 3);
        ModelFile model = ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withLabels(data.train().labels())
                .withPreprocessing(INPUT);
        return new TrainingRun<>(new DetectTraining(), model, recipe, data);
    }

    private Splits<DetectionDataset> open() throws IOException {
        writeData();
        return DetectionDatasets.open(folder, Optional.empty(), new AnnotationProblems(true));
    }

    @Test
    void rectanglesAreLearned() throws IOException {
        Recipe recipe = RECIPE.with("detection.augmentation.colors", "0")
                .with("detection.augmentation.mosaic", "0")
                .with("detection.leastImages", "320");
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        try (Splits<DetectionDataset> splits = open()) {
            Splits.Training<DetectionDataset> data = splits.forTraining(0.1, 1);
            TrainingResult result = new Trainer(run(recipe, data), directory).run();
            try (Detector detector =
                    Detector.load(directory.best(), VisionModels.Options.usual().forEvaluation())) {
                Map<String, Double> judged = new DetectDatasets()
                        .evaluate(
                                data.validation(),
                                detector,
                                BatchLoader.Settings.evaluation(4, 1).withStrict(true),
                                seen -> {})
                        .metrics();
                assertTrue(judged.get("AP50") > 0.9, judged::toString);
                assertEquals(result.bestMetric(), judged.get("AP"), 0.01, "the Java engine finds what libtorch did");
            }
        }
    }

    /** Stopped in the middle of an epoch: mosaics, colours, AdamW and the moving average go on, bit for bit. */
    @Test
    void aResumedRunIsTheSame() throws IOException {
        Recipe recipe = RECIPE.with("epochs", "2").with("averageDecay", "0.9").with("detection.leastImages", "1");
        try (Splits<DetectionDataset> splits = open()) {
            Runs.assertResumesExactly(run(recipe, splits.forTraining(0.1, 1)), 8, folder);
        }
    }
}
