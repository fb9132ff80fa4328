package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which kernels a classifier chooses, told by the command. */
class ExplainCommandTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private Path data;
    private Path model;

    @BeforeEach
    void writeModelAndData() throws IOException {
        data = StripeFolders.write(folder.resolve("data"), List.of("columns", "rows"), 3);
        Architecture architecture = Architecture.of("sknet_tiny", 2, 1);
        model = folder.resolve("model.safetensors");
        ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withPreprocessing(Preprocessing.exactSize(1, 28, 28))
                .withLabels(List.of("columns", "rows"))
                .write(model);
    }

    @Test
    void writesTablesAndPlotsOfADataSet() throws IOException {
        Path out = folder.resolve("out");
        CommandLineRun run =
                CommandLineRun.succeed("explain", "--model", model, "--data", data, "--out", out, "--json");
        JsonNode told = JSON.readTree(run.lastLine());
        assertEquals(6, told.get("images").asInt());
        assertEquals(3, told.get("units").size());
        for (JsonNode unit : told.get("units")) {
            double sum = 0;
            for (JsonNode share : unit.get("shares")) {
                sum += share.asDouble();
            }
            assertEquals(1, sum, 1e-5, unit.toString());
        }
        boolean table = false;
        boolean plot = false;
        boolean classes = false;
        for (JsonNode file : told.get("files")) {
            Path written = Path.of(file.asText());
            assertTrue(Files.size(written) > 0, written.toString());
            table |= written.toString().endsWith(".csv");
            plot |= written.toString().endsWith(".png");
            classes |= written.toString().endsWith(".csv")
                    && Files.readString(written).contains("rows");
        }
        assertTrue(table && plot && classes, told.toString());
        assertEquals("SK_2_1", told.at("/units/0/unit").asText());
        assertEquals("stage_1.0.feas.2.softmax", told.at("/units/0/node").asText());
        assertEquals(1, run.out().lines().count(), "nothing but JSON: " + run.out());
        String text = CommandLineRun.succeed("explain", "--model", model, "--data", data, "--limit", 1, "--out", out)
                .out();
        assertTrue(text.startsWith("mean share of each kernel, 1 image:\n  SK_2_1      3x3 "), text);
    }

    @Test
    void takesImageFilesAndNamesTheBrokenOnes() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
        CommandLineRun run = CommandLineRun.of(
                "explain",
                "--model",
                model,
                "--out",
                folder.resolve("out"),
                "--json",
                data.resolve("rows/0.png"),
                broken,
                data.resolve("rows/1.png"));
        assertEquals(1, run.status(), "an image that was named can't be read: as in predict");
        assertEquals(1, run.err().strip().lines().count(), run.err());
        assertTrue(run.err().contains(broken.toString()), run.err());
        assertEquals(1, JSON.readTree(run.lastLine()).get("broken").asInt());
        assertEquals(2, JSON.readTree(run.lastLine()).get("images").asInt());
        CommandLineRun.refused(1, broken.toString(), "explain", "--model", model, "--strict", broken);
    }

    @Test
    void mapsAndForcedKernelsAreToldImageByImage() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
        Path picture = data.resolve("rows/0.png");
        Path out = folder.resolve("out");
        CommandLineRun run = CommandLineRun.of(
                "explain", "--model", model, "--maps", "--what-if", "--json", "--out", out, broken, picture);
        assertEquals(1, run.status(), "one image can't be read");
        JsonNode explanations = JSON.readTree(run.lastLine()).get("explanations");
        assertEquals(1, explanations.size());
        JsonNode one = explanations.get(0);
        assertEquals(picture.toString(), one.get("image").asText());
        assertEquals(
                one.at("/scales/0/kernels/0/shares/1").asDouble(),
                one.at("/maps/0/kernels/1/share").asDouble(),
                1e-6);
        assertEquals(3, one.at("/whatIf/units").size());
        assertTrue(one.at("/whatIf/units/0/effect").asDouble() > 0, one.toString());
        assertEquals(2, one.get("classMaps").size());
        for (String file : List.of("image-2.json", "maps-2.png", "what-if-2.png", "what-if-2.svg")) {
            assertTrue(Files.size(out.resolve(file)) > 0, file);
        }
        String text = CommandLineRun.succeed("explain", "--model", model, "--what-if", "--out", out, picture)
                .out();
        assertTrue(text.contains("matters most"), text);
        CommandLineRun.refused(2, "--maps is for image files", "explain", "--model", model, "--maps", "--data", data);
    }

    @Test
    void whereAllImagesAreBrokenTheFirstIsNamed() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
        CommandLineRun run = CommandLineRun.of("explain", "--model", model, "--out", folder.resolve("out"), broken);
        assertEquals(1, run.status(), run.err());
        assertTrue(run.err().contains("None of the images can be read; the first: " + broken), run.err());
        assertTrue(Files.notExists(folder.resolve("out")), "nothing to write");
    }

    @Test
    void aDataSetMayBeLookedAtInPart() throws IOException {
        CommandLineRun run = CommandLineRun.succeed(
                "explain", "--model", model, "--data", data, "--limit", 4, "--out", folder.resolve("out"), "--json");
        assertEquals(4, JSON.readTree(run.lastLine()).get("images").asInt());
    }

    @Test
    void whatIsWrongIsOneSentence() throws IOException {
        Path image = data.resolve("rows/0.png");
        CommandLineRun.refused(2, "Give image files, or a data set", "explain", "--model", model);
        CommandLineRun.refused(
                2, "Give image files, or a data set", "explain", "--model", model, "--data", data, image);
        CommandLineRun.refused(2, "--limit is for --data", "explain", "--model", model, "--limit", 3, image);
        CommandLineRun.refused(2, "--labels: that is for --data", "explain", "--model", model, "--labels", "a", image);
        CommandLineRun.refused(
                2, "not 0", "explain", "--model", model, "--data", data, "--limit", 0, "--out", folder.resolve("a"));
        CommandLineRun.refused(2, "stage_9", "explain", "--model", model, "--units", "stage_9", image);
        CommandLineRun.refused(2, "select", "explain", "--model", plain(), image);
    }

    /** Beside the runs: what else lies where the command was started is not mixed with it. */
    @Test
    void writesToAFolderOfItsOwnIfNoneIsNamed() throws IOException {
        CommandLineRun run = CommandLineRun.succeed("explain", "--model", model, data.resolve("rows/0.png"), "--json");
        Path out = Path.of(JSON.readTree(run.lastLine()).get("out").asText());
        assertTrue(out.toString().matches("runs.explain-\\d{8}-\\d{6}"), out.toString());
        try (Stream<Path> written = Files.walk(out)) {
            for (Path file : written.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        // Only where nothing else is in it.
        out.getParent().toFile().delete();
    }

    /** Sigmoids of maps: a mean over the pixels, and the map itself. */
    @Test
    void tellsOfSelectionsByPixel() throws IOException {
        GraphBuilder builder = new GraphBuilder(1);
        Node three = builder.add("three", Conv2d.of(1, 2, Window.of(3).padding(1)), builder.input());
        Node five = builder.add("five", Conv2d.of(1, 2, Window.of(5).padding(2)), builder.input());
        Node gates = builder.add("gates", Conv2d.of(1, 2, Window.of(3).padding(1)), builder.input());
        Select select = new Select(2, Select.Gate.SIGMOID, Select.Extent.PIXEL);
        Path file = write(builder, builder.add("select", select, three, five, gates));
        Path image = data.resolve("rows/0.png");

        CommandLineRun.succeed("explain", "--model", file, "--out", folder.resolve("out"), image);
        assertTrue(Files.size(folder.resolve("out/pixels-1-select.png")) > 0);
        assertEquals(
                1 + 5 * 2 * 28 * 28,
                Files.readAllLines(folder.resolve("out/pixels.csv")).size());
        for (String engine : List.of("java", "onnx", "torch")) {
            CommandLineRun run = CommandLineRun.succeed(
                    "predict", "--model", file, "--kernels", "--engine", engine, "--json", image);
            JsonNode shares = JSON.readTree(run.lastLine()).at("/0/kernels/0/shares");
            assertEquals(2, shares.size(), run.out());
            assertTrue(shares.get(0).asDouble() > 0 && shares.get(0).asDouble() < 1, run.out());
        }
    }

    /** A network that has nothing to select. */
    private Path plain() throws IOException {
        GraphBuilder builder = new GraphBuilder(1);
        return write(builder, builder.add("conv", Conv2d.of(1, 2, Window.of(3)), builder.input()));
    }

    private Path write(GraphBuilder builder, Node map) throws IOException {
        builder.output("logits", builder.add("pool", new GlobalAveragePool(), map));
        Graph graph = builder.build();
        Path file = folder.resolve("own.safetensors");
        ModelFile.of(graph, Weights.initial(graph, 1), new ClassifyTask())
                .withPreprocessing(Preprocessing.exactSize(1, 28, 28))
                .write(file);
        return file;
    }
}
