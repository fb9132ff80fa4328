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
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders, patterns, tables and files that must stay, as a user of {@code predict} meets them. */
class PredictCommandTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private Path image(String name, int width, int height) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        return file;
    }

    private Path model(String name, Preprocessing preprocessing, String... labels) throws IOException {
        Architecture architecture = Architecture.of(name, labels.length, 3);
        Path file = folder.resolve(name + ".safetensors");
        ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withLabels(List.of(labels))
                .withPreprocessing(preprocessing)
                .write(file);
        return file;
    }

    private Path classifier() throws IOException {
        return model("sknet_tiny", Preprocessing.imageNet(64), "cat", "a \"big\", dog");
    }

    private Path detector() throws IOException {
        return model("fcos_sk_small", Preprocessing.exactSize(3, 32, 48), "cell");
    }

    @Test
    void aTableHoldsWhatAFolderShowsAndWhatIsWrongWithIt() throws IOException {
        image("photos/a.png", 20, 20);
        image("photos/b/a.png", 20, 30);
        Files.writeString(folder.resolve("photos/broken.jpg"), "no picture");
        Path table = folder.resolve("answers.csv");
        CommandLineRun run = CommandLineRun.of(
                "predict", "--model", classifier(), "--csv", table, "--batch", 2, folder.resolve("photos"));
        assertEquals(1, run.status(), run.err());
        assertEquals("wrote " + table + ": 2 images", run.out().strip());
        List<String> lines = Files.readAllLines(table);
        assertEquals("image,label,score,error", lines.get(0));
        assertEquals(6, lines.size(), "two classes of each of two images, and what is broken: " + lines);
        String photos = folder.resolve("photos").toString();
        assertTrue(
                lines.get(1).matches("\\Q" + photos + "\\E/a.png,(cat|\"a \"\"big\"\", dog\"),0\\.\\d+,"),
                lines.get(1));
        assertTrue(lines.get(3).startsWith(photos + "/b/a.png,"), lines.get(3));
        assertTrue(
                lines.get(5).startsWith(photos + "/broken.jpg,,,\"" + photos + "/broken.jpg is not an image")
                        || lines.get(5).startsWith(photos + "/broken.jpg,,," + photos + "/broken.jpg is not an image"),
                lines.get(5));
    }

    @Test
    void tablesOfObjectsNameTheirBoxesAndImagesWithoutAny() throws IOException {
        Path picture = image("a.png", 40, 30);
        Path table = folder.resolve("boxes.csv");
        CommandLineRun.succeed("predict", "--model", detector(), "--score-threshold", 0, "--csv", table, picture);
        List<String> lines = Files.readAllLines(table);
        assertEquals("image,label,score,x,y,width,height,error", lines.get(0));
        assertTrue(lines.get(1).matches("\\Q" + picture + "\\E,cell(,[0-9.E-]+){5},"), lines.get(1));
        CommandLineRun.refused(
                1,
                table + " is there already; --force replaces it",
                "predict",
                "--model",
                detector(),
                "--csv",
                table,
                picture);
        CommandLineRun.succeed(
                "predict", "--model", detector(), "--score-threshold", 1, "--csv", table, "--force", "--json", picture);
        assertEquals(List.of(lines.get(0), picture + ",,,,,,,"), Files.readAllLines(table));
    }

    @Test
    void patternsAreWhatAShellHasLeftOfThem() throws IOException {
        image("x/a.png", 20, 20);
        image("x/y/b.png", 20, 20);
        image("x/.hidden.png", 20, 20);
        CommandLineRun run = CommandLineRun.of(
                "predict", "--model", classifier(), "--json", folder + "/x/**.png", folder + "/*.gif");
        assertEquals(1, run.status());
        JsonNode answers = JSON.readTree(run.lastLine());
        assertEquals(3, answers.size());
        assertEquals(folder + "/x/y/b.png", answers.get(1).get("image").asText());
        assertTrue(answers.get(2).get("error").asText().contains("none that fits it as a pattern"));
    }

    /** Three images of which one is 60,000 pixels wide, for a classifier that takes the middle and a detector that is to draw. */
    @Test
    void aVeryWideImageIsLikeAnyOther() throws IOException {
        Path[] images = {image("a.png", 20, 20), image("wide.png", 60_000, 1), image("b.png", 20, 20)};
        for (Path model : List.of(classifier(), detector())) {
            CommandLineRun run = CommandLineRun.succeed(
                    "predict",
                    "--model",
                    model,
                    "--json",
                    "--out",
                    folder.resolve("out"),
                    images[0],
                    images[1],
                    images[2]);
            for (JsonNode answer : JSON.readTree(run.lastLine())) {
                assertFalse(answer.has("error"), answer.toString());
                assertTrue(Files.size(Path.of(answer.get("picture").asText())) > 0);
            }
        }
    }

    @Test
    void noPictureIsWrittenOverAnother() throws IOException {
        Path out = folder.resolve("out");
        CommandLineRun run = CommandLineRun.succeed(
                "predict",
                "--model",
                detector(),
                "--json",
                "--out",
                out,
                image("a.jpg", 9, 9),
                image("a.png", 9, 9),
                image("a-2.jpg", 9, 9));
        assertEquals(
                List.of(out + "/a.jpg.png", out + "/a.png.png", out + "/a-2.png"),
                JSON.readTree(run.lastLine()).findValuesAsText("picture"));
        Path image = folder.resolve("a.png");
        CommandLineRun over = CommandLineRun.of("predict", "--model", detector(), "--out", folder, image);
        assertEquals(1, over.status());
        assertTrue(over.err().contains(image + " is there already and is not a picture of an answer"), over.err());
        assertEquals(9, ImageIO.read(image.toFile()).getWidth(), "the image itself is as it was");
    }
}
