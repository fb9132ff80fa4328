package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands with detectors and segmenters, as a user meets them. */
class DenseCommandsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int WIDTH = 48;
    private static final int HEIGHT = 32;

    @TempDir
    Path folder;

    private Path boxes;
    private Path masks;

    @BeforeEach
    void writeData() throws IOException {
        boxes = folder.resolve("boxes");
        masks = folder.resolve("masks");
        for (int i = 0; i < 4; i++) {
            write(boxes.resolve("JPEGImages/" + i + ".png"), picture(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB));
            Files.createDirectories(boxes.resolve("Annotations"));
            Files.writeString(
                    boxes.resolve("Annotations/" + i + ".xml"),
                    "<annotation><size><width>48</width><height>32</height></size><object><name>cell</name><bndbox>"
                            + "<xmin>9</xmin><ymin>5</ymin><xmax>24</xmax><ymax>20</ymax></bndbox></object></annotation>");
            String part = i < 2 ? "train" : "val";
            write(masks.resolve(part + "/" + i + ".png"), picture(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB));
            BufferedImage mask = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
            for (int x = 0; x < WIDTH; x++) {
                mask.getRaster().setSample(x, 3, 0, x % 3);
            }
            write(masks.resolve(part + "annot/" + i + ".png"), mask);
        }
    }

    private static BufferedImage picture(int width, int height, int type) {
        BufferedImage picture = new BufferedImage(width, height, type);
        picture.setRGB(width / 2, height / 2, Color.RED.getRGB());
        return picture;
    }

    private static void write(Path file, BufferedImage picture) throws IOException {
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, "png", file.toFile());
    }

    private Path model(String name, List<String> labels) throws IOException {
        Architecture architecture = Architecture.of(name, labels.size(), 3);
        Path file = folder.resolve(name + ".safetensors");
        ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withLabels(labels)
                .withPreprocessing(Preprocessing.exactSize(3, HEIGHT, WIDTH))
                .write(file);
        return file;
    }

    @Test
    void trainingKnowsTheTaskByTheModelAndGoesOn() throws IOException {
        Path detection = folder.resolve("detection");
        CommandLineRun run = CommandLineRun.of(
                "train",
                "--data",
                boxes,
                "--model",
                "fcos_sk_small",
                "--held-out",
                "0.5",
                "--epochs",
                1,
                "--batch",
                2,
                "--set",
                "detection.leastImages=1",
                "--out",
                detection,
                "--json");
        assertEquals(0, run.status(), run.err());
        assertEquals(1, JSON.readTree(run.lastLine()).get("epochs").asInt());
        JsonNode config = JSON.readTree(detection.resolve("config.json").toFile());
        assertEquals("detect", config.get("task").asText());
        assertEquals("[\"cell\"]", config.get("labels").toString());
        assertEquals(WIDTH, config.at("/preprocessing/width").asInt());
        CommandLineRun resumed = CommandLineRun.of("train", "--resume", detection, "--epochs", 2, "--json");
        assertEquals(0, resumed.status(), resumed.err());
        assertEquals(2, JSON.readTree(resumed.lastLine()).get("epochs").asInt());

        Path segmentation = folder.resolve("segmentation");
        run = CommandLineRun.of(
                "train",
                "--task",
                "segment",
                "--data",
                masks,
                "--model",
                "semantic_fpn_sk_small",
                "--size",
                "32x48",
                "--ignore",
                2,
                "--labels",
                "road,sky",
                "--epochs",
                1,
                "--batch",
                2,
                "--set",
                "segmentation.leastImages=1",
                "--set",
                "segmentation.augmentation.crop=1",
                "--out",
                segmentation,
                "--json");
        assertEquals(0, run.status(), run.err());
        assertEquals(
                List.of("road", "sky"),
                ModelFile.read(segmentation.resolve("best.safetensors")).labels());
    }

    @Test
    void predictionsAreInTheImagesOwnPixels() throws IOException {
        Path out = folder.resolve("out");
        Path odd = folder.resolve("odd.png");
        Path pixel = folder.resolve("pixel.png");
        write(odd, picture(37, 53, BufferedImage.TYPE_INT_RGB));
        write(pixel, picture(1, 1, BufferedImage.TYPE_INT_RGB));
        CommandLineRun run = CommandLineRun.of(
                "predict",
                "--model",
                model("fcos_sk_small", List.of("cell")),
                "--min-score",
                0,
                "--out",
                out,
                "--json",
                odd,
                pixel);
        assertEquals(0, run.status(), run.err());
        JsonNode answers = JSON.readTree(run.lastLine());
        assertFalse(answers.get(0).get("detections").isEmpty(), "a least score of 0 lets everything pass");
        for (JsonNode detection : answers.get(0).get("detections")) {
            JsonNode box = detection.get("box");
            assertTrue(box.get(0).asDouble() >= 0 && box.get(1).asDouble() >= 0, box.toString());
            assertTrue(box.get(0).asDouble() + box.get(2).asDouble() <= 37.001, box.toString());
            assertTrue(box.get(1).asDouble() + box.get(3).asDouble() <= 53.001, box.toString());
        }
        assertTrue(Files.exists(out.resolve("odd.png")));

        run = CommandLineRun.of(
                "predict",
                "--model",
                model("semantic_fpn_sk_small", List.of("road", "sky")),
                "--out",
                out,
                "--json",
                odd);
        assertEquals(0, run.status(), run.err());
        JsonNode mask = JSON.readTree(run.lastLine()).get(0).get("mask");
        BufferedImage written = ImageIO.read(Path.of(mask.get("file").asText()).toFile());
        assertEquals(37, written.getWidth());
        assertEquals(53, written.getHeight());
        assertTrue(Files.exists(out.resolve("odd-overlay.png")));
    }

    @Test
    void evaluationGivesTheFieldsThatToolsRelyOn() throws IOException {
        CommandLineRun run = CommandLineRun.of(
                "eval", "--model", model("fcos_sk_small", List.of("cell")), "--data", boxes, "--soft-nms", "--json");
        assertEquals(0, run.status(), run.err());
        JsonNode result = JSON.readTree(run.lastLine());
        assertEquals("detect", result.get("task").asText());
        assertEquals(4, result.get("images").asInt());
        assertTrue(
                result.get("AP50").isNumber() && result.at("/classes/cell/AP").isNumber(), result.toString());

        run = CommandLineRun.of(
                "eval", "--model", model("semantic_fpn_sk_small", List.of("road", "sky")), "--data", masks, "--json");
        assertEquals(0, run.status(), run.err());
        result = JSON.readTree(run.lastLine());
        assertEquals(2, result.get("images").asInt());
        assertTrue(
                result.get("meanIoU").isNumber() && result.get("pixelAccuracy").isNumber(), result.toString());
    }

    @Test
    void attentionOfDetectorsIsExplained() throws IOException {
        CommandLineRun run = CommandLineRun.of(
                "explain",
                "--model",
                model("fcos_sk_small", List.of("cell")),
                "--data",
                boxes,
                "--out",
                folder.resolve("explained"),
                "--json");
        assertEquals(0, run.status(), run.err());
        JsonNode units = JSON.readTree(run.lastLine()).get("units");
        assertFalse(units.isEmpty());
        double sum = units.get(0).get("shares").get(0).asDouble()
                + units.get(0).get("shares").get(1).asDouble();
        assertEquals(1, sum, 1e-5);
    }

    @Test
    void whatDoesNotFitIsOneSentenceThatNamesIt() throws IOException {
        Path detector = model("fcos_sk_small", List.of("cell"));
        Path segmenter = model("semantic_fpn_sk_small", List.of("road", "sky"));
        Path picture = folder.resolve("picture.png");
        write(picture, picture(20, 20, BufferedImage.TYPE_INT_RGB));
        refused("is a model to detect, not to segment", "predict", "--task", "segment", "--model", detector, picture);
        refused(
                "is a model to segment, not to detect",
                "eval",
                "--task",
                "detect",
                "--model",
                segmenter,
                "--data",
                masks);
        CommandLineRun.refused(
                2, "masks is data to segment, not to detect", "train", "--model", "fcos_sk_small", "--data", masks);
        CommandLineRun.refused(
                2,
                "boxes is data to detect, not to segment",
                "train",
                "--model",
                "semantic_fpn_sk_small",
                "--data",
                boxes);
        CommandLineRun.refused(
                2, "masks is data to segment, not to classify", "train", "--model", "sknet_tiny", "--data", masks);
        CommandLineRun.refused(
                2, "masks is data to segment, not to detect", "eval", "--model", detector, "--data", masks);
        CommandLineRun.refused(
                2,
                "The classes of " + boxes + " are [cell], and none of them is among [cat]",
                "eval",
                "--model",
                model("fcos_sk_small", List.of("cat")),
                "--data",
                boxes);
        CommandLineRun.refused(
                2,
                "The masks in " + masks + " hold the class indices [1, 2] beside those of the 1 class, [road]",
                "eval",
                "--model",
                model("semantic_fpn_sk_small", List.of("road")),
                "--data",
                masks);
        model("semantic_fpn_sk_small", List.of("road", "sky"));
        refused(
                "top is for models to classify, and this is one to detect",
                "predict",
                "--model",
                detector,
                "--top",
                2,
                picture);
        refused(
                "score-threshold is for models to detect, and this is one to segment",
                "predict",
                "--model",
                segmenter,
                "--min-score",
                0.5,
                picture);
        refused("HEIGHTxWIDTH", "train", "--model", "fcos_sk_small", "--data", boxes, "--size", "0x3");
        write(masks.resolve("train/lonely.png"), picture(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB));
        refused("lonely.png has no mask", "eval", "--model", segmenter, "--data", masks, "--strict");
    }

    private static void refused(String part, Object... words) {
        CommandLineRun run = CommandLineRun.of(words);
        assertTrue(run.status() == 1 || run.status() == 2, run.err());
        assertEquals(1, run.err().strip().lines().count(), run.err());
        assertTrue(run.err().contains(part), run.err());
    }
}
