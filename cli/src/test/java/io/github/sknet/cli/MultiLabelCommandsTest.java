package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.graph.classify.ClassifierOutputs;
import io.github.sknet.graph.models.ModelFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of several classes each, from a list to answers, by the commands alone. */
class MultiLabelCommandsTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final int IMAGES = 64;

    @TempDir
    Path folder;

    /** Image i has a red bar on its left where i has bit 0, and a blue one on its right where i has bit 1. */
    private Path data() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        StringBuilder list = new StringBuilder("path,labels\n");
        Random random = new Random(5);
        for (int i = 0; i < IMAGES; i++) {
            BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            graphics.setColor(new Color(60 + random.nextInt(60), 120, 60));
            graphics.fillRect(0, 0, 28, 28);
            graphics.setColor(Color.RED);
            graphics.fillRect(2, 2, (i & 1) == 0 ? 0 : 10, 24);
            graphics.setColor(Color.BLUE);
            graphics.fillRect(16, 2, (i & 2) == 0 ? 0 : 10, 24);
            graphics.dispose();
            ImageIO.write(image, "png", data.resolve(i + ".png").toFile());
            list.append(i + ".png," + new String[] {"", "red", "blue", "red;blue"}[i & 3] + "\n");
        }
        Files.writeString(data.resolve("labels.csv"), list);
        return data;
    }

    /** A run that ends well, and says that rows have several classes. */
    private static CommandLineRun told(Object... arguments) {
        CommandLineRun run = CommandLineRun.of(arguments);
        assertEquals(0, run.status(), run.err());
        assertTrue(
                run.err().contains("labels.csv: an image may be of several classes, or of none (so taken)"), run.err());
        return run;
    }

    @Test
    void trainsIsJudgedAnswersExplainsAndIsExported() throws IOException {
        Path data = data();
        Path run = folder.resolve("run");
        CommandLineRun trained = told(
                "train",
                "--data",
                data,
                "--model",
                "sknet_tiny",
                "--recipe",
                "quick",
                "--held-out",
                0.25,
                "--epochs",
                6,
                "--batch",
                4,
                "--lr",
                0.02,
                "--set",
                "augmentation.flip=0",
                "--out",
                run);
        String columns = Files.readAllLines(run.resolve("metrics.csv")).get(0);
        for (String column : new String[] {"train_F1", "val_mAP", "val_F1", "val_AP:red", "val_AP:blue"}) {
            assertTrue(columns.contains(column), columns);
        }
        assertTrue(trained.out().contains("mAP"), trained.out());
        assertTrue(Files.readString(run.resolve("report.html")).contains("mean average precision"));
        Path model = run.resolve("best.safetensors");
        assertEquals(
                ClassifierOutputs.Scores.SIGMOID,
                ((ClassifierOutputs) ModelFile.read(model).outputs()).scores());

        JsonNode judged = JSON.readTree(
                told("eval", "--model", model, "--data", data, "--json").lastLine());
        assertEquals(IMAGES, judged.get("images").asInt());
        assertTrue(judged.get("mAP").asDouble() > 0.9, judged.toString());
        assertTrue(judged.at("/classes/red/AP").asDouble() > 0.9, judged.toString());
        String table = told("eval", "--model", model, "--data", data, "--threshold", 0.9)
                .out();
        assertTrue(table.contains("64 images: mAP ") && table.contains("recall"), table);

        Path both = data.resolve("3.png");
        for (double threshold : new double[] {0, 0.5, 1}) {
            JsonNode labels = JSON.readTree(CommandLineRun.succeed(
                                    "predict", "--model", model, "--json", "--threshold", threshold, both)
                            .lastLine())
                    .at("/0/labels");
            labels.forEach(label -> assertTrue(label.get("score").asDouble() >= threshold, labels.toString()));
            assertTrue(threshold > 0 || labels.size() == 2, labels.toString());
            assertTrue(threshold != 0.5 || labels.size() > 0, labels.toString());
        }
        String lines = CommandLineRun.succeed("predict", "--model", model, "--threshold", 1, data.resolve("0.png"))
                .out();
        assertTrue(lines.contains("no class (the most probable: "), lines);

        told("explain", "--model", model, "--data", data, "--out", folder.resolve("why"));
        Path exported = folder.resolve("bars.onnx");
        CommandLineRun.succeed("export", "--model", model, "--format", "onnx", "--out", exported);
        Path back = folder.resolve("back.safetensors");
        CommandLineRun.succeed("import", "--from", exported, "--out", back);
        assertEquals(ModelFile.read(model).outputs(), ModelFile.read(back).outputs());
    }

    @Test
    void whatDoesNotFitIsRefused() throws IOException {
        Path data = data();
        Path stripes = StripeFolders.write(folder.resolve("stripes"), List.of("blue", "red"), 4);
        Path run = folder.resolve("run");
        CommandLineRun.succeed(
                "train",
                "--data",
                stripes,
                "--model",
                "sknet_tiny",
                "--recipe",
                "quick",
                "--epochs",
                1,
                "--batch",
                2,
                "--held-out",
                0.5,
                "--out",
                run);
        Path model = run.resolve("best.safetensors");
        CommandLineRun judged = CommandLineRun.of("eval", "--model", model, "--data", data);
        assertEquals(2, judged.status(), judged.err());
        assertTrue(
                judged.err()
                        .contains(
                                "The images of the data are of any number of classes, and the model tells of one class an image"),
                judged.err());
        CommandLineRun.refused(
                2,
                "--threshold is for models of several classes an image",
                "predict",
                "--model",
                model,
                "--threshold",
                0.5,
                data.resolve("0.png"));
        CommandLineRun.refused(
                2,
                "multi-label is for data to classify",
                "train",
                "--data",
                data,
                "--model",
                "fcos_sk_small",
                "--multi-label");
        CommandLineRun monitored = CommandLineRun.of(
                "train",
                "--data",
                data,
                "--model",
                "sknet_tiny",
                "--monitor",
                "top1",
                "--out",
                folder.resolve("other"));
        assertEquals(2, monitored.status(), monitored.err());
        assertTrue(
                monitored
                        .err()
                        .contains(
                                "There is no metric 'top1' to monitor in training to classify; there are: loss, mAP, F1"),
                monitored.err());
    }
}
