package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data as other tools have it is trained on and judged by as it lies there. */
class LayoutRunsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int WIDTH = 64;
    private static final int HEIGHT = 32;

    @TempDir
    Path folder;

    /** Image i has a square of 16×16 pixels: red for even i, blue for odd ones. */
    private static int left(int i) {
        return 4 * (i % 8) + 2;
    }

    private static int top(int i) {
        return 2 * (i % 5) + 2;
    }

    private void picture(String file, int i) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.GRAY);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setColor(i % 2 == 0 ? Color.RED : Color.BLUE);
        graphics.fillRect(left(i), top(i), 16, 16);
        graphics.dispose();
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        ImageIO.write(image, "png", path.toFile());
    }

    private void write(String file, String content) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private String train(String model, String data, String setting) {
        CommandLineRun run = CommandLineRun.succeed(
                "train",
                "--data",
                folder.resolve(data),
                "--model",
                model,
                "--size",
                "32x64",
                "--epochs",
                1,
                "--set",
                setting,
                "--batch",
                4,
                "--out",
                folder.resolve("run"));
        return run.out();
    }

    private JsonNode judged(String data) throws IOException {
        return JSON.readTree(CommandLineRun.succeed(
                        "eval",
                        "--model",
                        folder.resolve("run/best.safetensors"),
                        "--data",
                        folder.resolve(data),
                        "--json")
                .lastLine());
    }

    private void writeYolo(boolean polygons) throws IOException {
        for (int i = 0; i < 12; i++) {
            String part = i < 8 ? "train" : "val";
            picture("yolo/images/" + part + "/" + i + ".png", i);
            double x0 = (double) left(i) / WIDTH;
            double y0 = (double) top(i) / HEIGHT;
            double x1 = x0 + 16.0 / WIDTH;
            double y1 = y0 + 16.0 / HEIGHT;
            String shape = polygons
                    ? x0 + " " + y0 + " " + x1 + " " + y0 + " " + x1 + " " + y1 + " " + x0 + " " + y1
                    : (x0 + x1) / 2 + " " + (y0 + y1) / 2 + " " + (x1 - x0) + " " + (y1 - y0);
            write("yolo/labels/" + part + "/" + i + ".txt", i % 2 + " " + shape + "\n");
        }
        write(
                "yolo/data.yaml",
                "path: ../datasets/yolo\ntrain: images/train\nval: images/val\nnc: 2\nnames: [red, blue]\n");
    }

    @Test
    void yolosBoxes() throws IOException {
        writeYolo(false);
        String said = train("fcos_sk_small", "yolo", "detection.leastImages=8");
        assertTrue(said.contains("to learn from: 8 images; images of each class: red 4, blue 4"), said);
        assertTrue(said.contains("to judge by: 4 images; images of each class: red 2, blue 2"), said);
        assertEquals(4, judged("yolo").get("images").asInt());
    }

    @Test
    void yolosPolygonsAsMasks() throws IOException {
        writeYolo(true);
        String said = train("semantic_fpn_sk_small", "yolo", "segmentation.leastImages=8");
        assertTrue(said.contains("images of each class: background 8, red 4, blue 4"), said);
        assertEquals(List.of("background", "red", "blue"), names(judged("yolo")));
    }

    private static List<String> names(JsonNode judged) {
        List<String> names = new ArrayList<>();
        judged.get("classes").fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void cocosPolygonsAsMasks() throws IOException {
        for (String part : List.of("train", "val")) {
            List<String> images = new ArrayList<>();
            List<String> objects = new ArrayList<>();
            for (int i = 0; i < (part.equals("train") ? 8 : 4); i++) {
                picture("coco/" + part + "2017/" + i + ".png", i);
                int x = left(i);
                int y = top(i);
                images.add("{\"id\":" + i + ",\"file_name\":\"" + i + ".png\",\"width\":64,\"height\":32}");
                objects.add("{\"id\":" + i + ",\"image_id\":" + i + ",\"category_id\":" + (3 + i % 2) + ",\"bbox\":["
                        + x + ","
                        + y + ",16,16],\"area\":256,\"iscrowd\":0,\"segmentation\":[[" + x + "," + y + "," + (x + 16)
                        + "," + y
                        + "," + (x + 16) + "," + (y + 16) + "," + x + "," + (y + 16) + "]]}");
            }
            write(
                    "coco/annotations/instances_" + part + "2017.json",
                    "{\"images\":" + images + ",\"annotations\":" + objects
                            + ",\"categories\":[{\"id\":3,\"name\":\"red\"},{\"id\":4,\"name\":\"blue\"}]}");
        }
        String said = train("semantic_fpn_sk_small", "coco", "segmentation.leastImages=8");
        assertTrue(said.contains("images of each class: background 8, red 4, blue 4"), said);
        JsonNode judged = judged("coco");
        assertEquals(4, judged.get("images").asInt());
        assertEquals(List.of("background", "red", "blue"), names(judged));
    }
}
