package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.example.gauge.graph.GaugeNetworks;
import org.example.gauge.graph.GaugeTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A task that the project does not know goes the whole way: {@code org.example.gauge} says how bright an image is. All that
 * makes it known are the files in {@code META-INF/services}.
 */
class FourthTaskTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int IMAGES = 24;

    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void writeImages() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        for (int i = 0; i < IMAGES; i++) {
            int percent = 100 * i / (IMAGES - 1);
            BufferedImage image = new BufferedImage(20, 16, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            float level = percent / 100f;
            graphics.setColor(new Color(level, level, level));
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.dispose();
            ImageIO.write(image, "png", picture(percent).toFile());
        }
    }

    private Path picture(int percent) {
        return data.resolve("wall-" + percent + ".png");
    }

    private static ModelFile gauge() {
        Graph graph = GaugeNetworks.tiny(3);
        return ModelFile.of(graph, Weights.initial(graph, 1), new GaugeTask());
    }

    @Test
    void goesFromImagesToAnswersByTheCommandsAlone() throws IOException {
        Path run = folder.resolve("run");
        CommandLineRun trained = CommandLineRun.succeed(
                "train", "--model", "gauge_tiny", "--data", data, "--held-out", 0.25, "--out", run, "--json");
        double closeness = JSON.readTree(trained.lastLine()).get("bestMetric").asDouble();
        assertTrue(closeness > 0.85, trained.out());
        JsonNode config = JSON.readTree(run.resolve("config.json").toFile());
        assertEquals("gauge", config.get("task").asText());
        assertEquals(1, config.at("/recipe/lossScale").asInt());
        assertFalse(config.get("recipe").has("labelSmoothing"), "entries of other tasks");
        String report = Files.readString(run.resolve("report.html"));
        for (String part : new String[] {"squared error", "closeness", "Gauged", "wall-", "speed"}) {
            assertTrue(report.contains(part), "the report lacks " + part);
        }

        Path model = run.resolve("best.safetensors");
        JsonNode judged = JSON.readTree(CommandLineRun.succeed("eval", "--model", model, "--data", data, "--json")
                .lastLine());
        assertEquals(IMAGES, judged.get("images").asInt());
        assertTrue(judged.get("closeness").asDouble() > 0.85, judged.toString());

        Path pictures = folder.resolve("pictures");
        JsonNode answers = JSON.readTree(CommandLineRun.succeed(
                        "predict", "--model", model, "--kernels", "--json", "--out", pictures, picture(0), picture(100))
                .lastLine());
        assertTrue(answers.get(0).get("brightness").asDouble() < 0.3, answers.toString());
        assertTrue(answers.get(1).get("brightness").asDouble() > 0.7, answers.toString());
        assertEquals(2, answers.at("/0/kernels/0/shares").size());
        assertTrue(Files.exists(pictures.resolve("wall-100.png")));

        JsonNode explained = JSON.readTree(CommandLineRun.succeed(
                        "explain", "--model", model, "--data", data, "--out", folder.resolve("why"), "--json")
                .lastLine());
        assertEquals(IMAGES, explained.get("images").asInt());
        assertTrue(Files.exists(Path.of(explained.at("/files/0").asText())));

        CommandLineRun.succeed("export", "--model", model, "--format", "onnx", "--out", folder.resolve("gauge.onnx"));
        assertTrue(CommandLineRun.succeed("info", model).out().contains("image 3×16×16, to gauge: "));
    }

    @Test
    void aRunStartsFromAFileAndGoesOn() throws IOException {
        Path start = folder.resolve("start.safetensors");
        gauge().write(start);
        Path run = folder.resolve("run");
        CommandLineRun.succeed(
                "train",
                "--from",
                start,
                "--data",
                data,
                "--size",
                "16x24",
                "--white",
                200,
                "--epochs",
                1,
                "--set",
                "lossScale=2",
                "--out",
                run);
        CommandLineRun resumed = CommandLineRun.succeed("train", "--resume", run, "--epochs", 2, "--json");
        assertEquals(2, JSON.readTree(resumed.lastLine()).get("epochs").asInt());
        JsonNode config = JSON.readTree(run.resolve("config.json").toFile());
        assertEquals("200", config.at("/dataSettings/white").asText());
        assertEquals(2, config.at("/recipe/lossScale").asInt());
        assertEquals(24, config.at("/preprocessing/width").asInt());
    }

    /** What makes it known is its module-info; it sees what is exported alone. */
    @Test
    void goesTheSameWayAsAModule() throws IOException, InterruptedException {
        ModulePath modules = ModulePath.of("cli").with(compiledAsModule());
        Path run = folder.resolve("run");
        sknet(modules, "train", "--model", "gauge_tiny", "--data", data.toString(), "--out", run.toString());
        assertTrue(Files.readString(run.resolve("report.html")).contains("closeness"));
        String model = run.resolve("best.safetensors").toString();
        String bright = sknet(modules, "predict", "--model", model, picture(100).toString());
        assertTrue(bright.matches("(?s).*wall-100\\.png: brightness [01]\\.\\d+.*"), bright);
    }

    private Path compiledAsModule() throws IOException {
        Path classes = folder.resolve("classes");
        List<String> arguments = new ArrayList<>(List.of(
                "--class-path", "", "--module-path", ModulePath.of("cli").toString(), "-d", classes.toString()));
        arguments.add("src/test/modules/org.example.gauge/module-info.java");
        try (Stream<Path> sources = Files.walk(Path.of("src/test/java/org/example/gauge"))) {
            sources.filter(source -> source.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(arguments::add);
        }
        JdkTool.succeed("javac", arguments);
        Path recipe = Path.of("org/example/gauge/train/gauge.json");
        Files.copy(Path.of("src/test/resources").resolve(recipe), classes.resolve(recipe));
        return classes;
    }

    private String sknet(ModulePath modules, String... words) throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("--module-path", modules.toString(), "--add-modules", "ALL-MODULE-PATH"));
        arguments.addAll(
                List.of("-Djava.awt.headless=true", "--module", "io.github.sknet.cli/" + Sknet.class.getName()));
        arguments.addAll(List.of(words));
        return JavaProcess.succeed(JavaProcess.jdk(), folder, arguments).out();
    }

    @Test
    void whatCanBeSetForItIsAnOptionAndNobodyElses() throws IOException {
        Path model = folder.resolve("model.safetensors");
        gauge().withPreprocessing(Preprocessing.exactSize(3, 16, 16)).write(model);
        String told = CommandLineRun.succeed("predict", "--model", model, "--decimals", 5, picture(0))
                .out()
                .strip();
        assertTrue(told.matches(".*: brightness -?\\d\\.\\d{5}"), told);

        CommandLineRun.refused(
                2,
                "top is for models to classify, and this is one to gauge",
                "predict",
                "--model",
                model,
                "--top",
                3,
                picture(0));
        CommandLineRun.refused(
                2,
                "'lossScale' is for models to gauge; this recipe is for classify",
                "train",
                "--model",
                "sknet_tiny",
                "--data",
                "fashion-mnist",
                "--set",
                "lossScale=2");
    }

    @Test
    void helpTextsTellOfIt() {
        String train = CommandLineRun.succeed("train", "--help").out().replaceAll("\\s+", " ");
        assertTrue(train.contains("gauge, classify, detect or segment; the model's own if not given"), train);
        assertTrue(train.contains("To gauge: gauge. To classify: cpu"), train);
        assertTrue(train.contains("To gauge: images whose names end in their brightness"), train);
        assertTrue(train.contains("--white=VALUE For data to gauge"), train);
        String predict = CommandLineRun.succeed("predict", "--help").out().replaceAll("\\s+", " ");
        assertTrue(predict.contains("--decimals=N For models to gauge"), predict);
    }
}
