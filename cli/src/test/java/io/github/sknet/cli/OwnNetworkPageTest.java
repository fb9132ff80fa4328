package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.vision.classify.Classification;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.example.loop.OwnLoop;
import org.example.network.UNet;
import org.example.network.Vgg;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/own-network.md, walked as it is written: its code is that of the examples, its commands are run, on tiny data. */
class OwnNetworkPageTest {

    private static final Path EXAMPLES = Path.of("../examples");

    /** What tiny data needs beside what the page says. */
    private static final List<String> SHORT_RUN = List.of("--epochs", "1", "--batch", "2");

    @TempDir
    Path folder;

    private static DocumentationPage page;

    @BeforeAll
    static void readPage() throws IOException {
        page = DocumentationPage.read("docs/own-network.md");
    }

    @Test
    void theCodeIsThatOfTheExamples() throws IOException {
        List<String> code = new ArrayList<>();
        for (String example : List.of(
                "own-network:network/UNet",
                "own-network:network/Vgg",
                "inside-libtorch:loop/PooledUnit",
                "inside-libtorch:loop/OwnLoop")) {
            String source = example.replace(":", "/src/main/java/org/example/") + ".java";
            code.addAll(DocumentationPage.regions(EXAMPLES.resolve(source)));
        }
        assertEquals(code, page.blocks("java"));
    }

    @Test
    void aUNetGoesTheWholeWay() throws IOException {
        writeStreets();
        UNet.write(folder.resolve("unet.safetensors"));
        List<String> tiny = List.of("--size", "24x32", "--set", "segmentation.leastImages=1");
        Map<String, String> told = walk("## A U-Net", tiny);

        Matcher figure = Pattern.compile("[\\d,]+ parameters").matcher(String.join("\n", page.lines()));
        assertTrue(figure.find(), "the page says how large it is");
        assertTrue(told.get("info").contains(" " + figure.group()), told.get("info"));
        assertTrue(told.get("eval").contains("mean IoU"), told.get("eval"));
        assertTrue(told.get("predict").contains("street.png: "), told.get("predict"));
        assertTrue(Files.exists(folder.resolve("pictures/street-overlay.png")));
        assertTrue(Files.exists(folder.resolve("explained/attention.json")));
        assertTrue(told.get("export").contains("checked in ONNX Runtime"), told.get("export"));

        Path best = folder.resolve("runs/unet/best.safetensors");
        assertLearned(folder.resolve("unet.safetensors"), best);
        String label = UNet.predict(best, folder.resolve("street.png"));
        assertTrue(ModelFile.read(best).labels().contains(label), label);
        Recipe recipe = Recipe.named("segment").with("epochs", "1").with("segmentation.leastImages", "1");
        Path streets = folder.resolve("streets");
        assertEquals(
                1,
                UNet.train(best, recipe, streets, folder.resolve("runs/more")).epochs());
    }

    @Test
    void aNetworkLikeVggGoesTheWholeWay() throws IOException {
        writePhotos();
        Vgg.write(folder.resolve("vgg.safetensors"));
        Map<String, String> told = walk("## A network like VGG", List.of());

        assertTrue(told.get("info").contains("1×7"), told.get("info"));
        assertTrue(told.get("eval").contains("top-1"), told.get("eval"));
        assertTrue(told.get("predict").contains("cat.png: "), told.get("predict"));
        assertTrue(Files.exists(folder.resolve("explained/classes.csv")));
        assertTrue(Files.size(folder.resolve("vgg.onnx")) > 0);

        Path best = folder.resolve("runs/vgg/best.safetensors");
        assertLearned(folder.resolve("vgg.safetensors"), best);
        Classification answer = Vgg.explain(best, folder.resolve("cat.png"));
        assertTrue(List.of("cat", "dog").contains(answer.best().label()), answer::toString);
        Map<String, float[]> shares = answer.attention().shares();
        assertEquals(4, shares.size());
        shares.forEach((unit, kernels) -> assertEquals(3, kernels.length, unit));
        assertEquals(
                3,
                Vgg.train(best, folder.resolve("photos"), folder.resolve("runs/more"))
                        .epochs());
    }

    @Test
    void aGraphLearnsInsideAModuleOfLibtorchs() throws IOException {
        writePhotos();
        List<Double> losses = OwnLoop.train(folder.resolve("photos"), 12);
        double first = losses.get(0);
        double last = losses.get(losses.size() - 1);
        assertTrue(last < 0.5 * first, losses::toString);
    }

    /**
     * Runs a section's commands, in the test's folder.
     *
     * @param tiny what {@code train} is told beside what the page says and {@link #SHORT_RUN}
     * @return what each has printed, by its name
     */
    private Map<String, String> walk(String heading, List<String> tiny) {
        Map<String, String> told = new LinkedHashMap<>();
        for (List<String> command : page.section(heading).commands()) {
            // The benchmarks are a module above; a test there runs these.
            if (command.get(0).equals("bench")) {
                continue;
            }
            List<String> words = new ArrayList<>();
            command.forEach(
                    word -> words.add(isFile(word) ? folder.resolve(word).toString() : word));
            if (command.get(0).equals("train")) {
                words.addAll(SHORT_RUN);
                words.addAll(tiny);
            }
            CommandLineRun run = CommandLineRun.of(words.toArray());
            assertEquals(0, run.status(), command + ": " + run.err());
            told.merge(command.get(0), run.out(), String::concat);
        }
        assertEquals(List.of("info", "train", "eval", "predict", "explain", "export"), List.copyOf(told.keySet()));
        return told;
    }

    private static boolean isFile(String word) {
        return word.endsWith("/") || word.matches("[\\w/]+\\.(safetensors|onnx|pt|png)") || word.startsWith("runs/");
    }

    /** The same network, with weights that have moved. */
    private static void assertLearned(Path before, Path after) throws IOException {
        ModelFile start = ModelFile.read(before);
        ModelFile end = ModelFile.read(after);
        assertEquals(start.graph(), end.graph());
        assertEquals(start.labels(), end.labels());
        assertFalse(end.weights().equals(start.weights()));
        assertTrue(end.architecture().isEmpty(), "it is in no registry");
    }

    /** A road below, a sky above, a car between. */
    private void writeStreets() throws IOException {
        for (String part : List.of("train", "val")) {
            for (int i = 0; i < 2; i++) {
                BufferedImage street = picture(64, 48, Color.CYAN);
                BufferedImage mask = new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_GRAY);
                fill(street, 0, 24, 64, 24, Color.GRAY);
                fill(street, 20 + 4 * i, 20, 16, 10, Color.RED);
                mask(mask, 0, 0, 64, 24, 2);
                mask(mask, 20 + 4 * i, 20, 16, 10, 1);
                write(folder.resolve("streets/" + part + "/" + i + ".png"), street);
                write(folder.resolve("streets/" + part + "annot/" + i + ".png"), mask);
                write(folder.resolve("street.png"), street);
            }
        }
    }

    /** Cats are red at the top, dogs are blue at the bottom. */
    private void writePhotos() throws IOException {
        for (int i = 0; i < 8; i++) {
            BufferedImage cat = picture(80, 72, Color.DARK_GRAY);
            fill(cat, 6 * i, 2, 20, 20, Color.RED);
            BufferedImage dog = picture(80, 72, Color.DARK_GRAY);
            fill(dog, 6 * i, 50, 20, 20, Color.BLUE);
            write(folder.resolve("photos/cat/" + i + ".png"), cat);
            write(folder.resolve("photos/dog/" + i + ".png"), dog);
            write(folder.resolve("cat.png"), cat);
        }
    }

    private static BufferedImage picture(int width, int height, Color background) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        fill(picture, 0, 0, width, height, background);
        return picture;
    }

    private static void fill(BufferedImage picture, int x, int y, int width, int height, Color color) {
        Graphics2D canvas = picture.createGraphics();
        canvas.setColor(color);
        canvas.fillRect(x, y, width, height);
        canvas.dispose();
    }

    private static void mask(BufferedImage mask, int left, int top, int width, int height, int label) {
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                mask.getRaster().setSample(x, y, 0, label);
            }
        }
    }

    private static void write(Path file, BufferedImage picture) throws IOException {
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, "png", file.toFile());
    }
}
