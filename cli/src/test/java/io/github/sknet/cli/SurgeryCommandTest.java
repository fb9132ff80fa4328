package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.app.ModelSurgery;
import io.github.sknet.conformance.cases.RegisteredModels;
import io.github.sknet.conformance.numbers.Generated;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.surgery.Surgery;
import io.github.sknet.graph.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SurgeryCommandTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final double TOLERANCE = 1e-5;
    private static final Engine ENGINE = Engines.named("java");

    @TempDir
    Path folder;

    static Stream<String> networks() {
        return Models.all().stream().map(RegisteredModel::name);
    }

    /** Every registered network, with weights that leave no BatchNorm idle, at a small size. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void outputsStayWhatTheyWere(String name) {
        Architecture architecture = Models.named(name).defaults().withClasses(7);
        Graph graph = architecture.build();
        Size size = Size.square(RegisteredModels.leastSize(graph));
        ModelFile model = ModelFile.of(architecture, Generated.weights(graph))
                .withPreprocessing(Preprocessing.exactSize(architecture.channels(), size.height(), size.width()));
        ModelSurgery surgery = ModelSurgery.perform(model, Surgery.exact(List.of()), 1, ENGINE, 2);
        assertTrue(surgery.difference() <= TOLERANCE, name + ": " + surgery.difference());
        assertEquals(
                graph.selections().size() + surgery.operated().changes().size(),
                surgery.model().graph().selections().size());
    }

    @Test
    void aNetworkIsOperatedOnWrittenAndTrained() throws IOException {
        Path from = plain();
        Path out = folder.resolve("selective.safetensors");
        CommandLineRun run = CommandLineRun.succeed(
                "surgery", "--from", from, "--where", "layer[12].*.conv2", "--kernels", "3,5", "--out", out, "--json");
        JsonNode told = JSON.readTree(run.lastLine());
        assertEquals("layer1.0.conv2", told.at("/changes/0/node").asText());
        assertTrue(told.get("difference").asDouble() <= TOLERANCE);
        ModelFile operated = ModelFile.read(out);
        assertEquals(List.of("columns", "rows"), operated.labels());
        assertTrue(operated.architecture().isEmpty());

        Path data = StripeFolders.write(folder.resolve("data"), List.of("columns", "rows"), 6);
        CommandLineRun.succeed(
                "train",
                "--from",
                out,
                "--data",
                data,
                "--held-out",
                0.3,
                "--epochs",
                1,
                "--batch",
                4,
                "--out",
                folder.resolve("run"));
        CommandLineRun.succeed(
                "explain",
                "--model",
                folder.resolve("run").resolve("best.safetensors"),
                "--data",
                data,
                "--out",
                folder.resolve("explained"));
    }

    private Path plain() throws IOException {
        Architecture architecture = Architecture.of("resnet20_cifar", 2, 3);
        Path file = folder.resolve("plain.safetensors");
        ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withLabels(List.of("columns", "rows"))
                .withPreprocessing(Preprocessing.exactSize(3, 32, 32))
                .write(file);
        return file;
    }

    @Test
    void aDryRunWritesNothing() throws IOException {
        Path from = plain();
        CommandLineRun run = CommandLineRun.succeed("surgery", "--from", from, "--mode", "equal-cost", "--dry-run");
        assertTrue(run.out().contains("the largest difference is"), run.out());
        assertTrue(run.out().contains("3×3 | 3×3 dilation 2"), run.out());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(from), files.toList());
        }
    }

    @Test
    void aBlockCanBePutBehindANode() throws IOException {
        Path out = folder.resolve("behind.safetensors");
        CommandLineRun run = CommandLineRun.succeed(
                "surgery", "--from", plain(), "--after", "layer[12].2.relu", "--out", out, "--json");
        assertTrue(JSON.readTree(run.lastLine()).get("difference").asDouble() <= TOLERANCE, run.lastLine());
        assertFalse(ModelFile.read(out).graph().selections().isEmpty());
    }

    /** In airbench a pooling stands between a stage's first convolution and its BatchNorm. */
    @Test
    void aMissingNormIsMeasured() throws IOException {
        Architecture architecture = Architecture.of("airbench_cifar", 2, 3);
        Path from = folder.resolve("air.safetensors");
        ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withPreprocessing(Preprocessing.exactSize(3, 32, 32))
                .write(from);
        Path data = StripeFolders.write(folder.resolve("data"), List.of("columns", "rows"), 6);
        Path out = folder.resolve("out.safetensors");
        CommandLineRun run = CommandLineRun.succeed(
                "surgery",
                "--from",
                from,
                "--kernel",
                "2",
                "--kernels",
                "2,4",
                "--norm-from",
                data,
                "--out",
                out,
                "--json");
        assertTrue(JSON.readTree(run.lastLine()).get("difference").asDouble() <= TOLERANCE, run.lastLine());
        assertTrue(
                ModelFile.read(out).weights().tensors().keySet().stream()
                        .anyMatch(name -> name.endsWith("paths.1.bn.running_var")),
                "the branches have the measured BatchNorm");
    }

    @Test
    void aNetworkWhoseWeightsAreNoNumbersIsRefused() throws IOException {
        ModelFile model = ModelFile.read(plain());
        model.weights().tensors().get("layer1.0.conv1.weight").values()[0] = Float.NaN;
        Path from = folder.resolve("broken.safetensors");
        model.write(from);
        Path out = folder.resolve("out.safetensors");
        CommandLineRun.refused(
                1,
                "The weights of " + from + " are not all numbers: 'layer1.0.conv1.weight' holds NaN",
                "surgery",
                "--from",
                from,
                "--out",
                out);
        assertFalse(Files.exists(out));
    }

    @Test
    void wrongUsageIsSaid() throws IOException {
        Path from = plain();
        Path out = folder.resolve("out.safetensors");
        CommandLineRun.refused(2, "Give --out FILE, or --dry-run", "surgery", "--from", from);
        CommandLineRun.refused(2, "not '3x'", "surgery", "--from", from, "--kernels", "3x,5", "--out", out);
        CommandLineRun.refused(2, "not 'layer[3'", "surgery", "--from", from, "--where", "layer[3", "--out", out);
        CommandLineRun.refused(
                2, "expected exact or equal-cost", "surgery", "--from", from, "--mode", "x", "--out", out);
        CommandLineRun.refused(
                2, "--after puts", "surgery", "--from", from, "--after", "x", "--kernel", "3", "--out", out);
        CommandLineRun.refused(
                2, "--after puts", "surgery", "--from", from, "--after", "x", "--norm-from", folder, "--out", out);
        CommandLineRun.refused(2, "No convolution was chosen", "surgery", "--from", from, "--where", "x", "--out", out);
        CommandLineRun.refused(
                2, "does not hold the old kernel", "surgery", "--from", from, "--kernels", "1,5", "--out", out);
        CommandLineRun.refused(
                2, "The kernel 3×3 is there twice", "surgery", "--from", from, "--kernels", "3,3", "--out", out);
        CommandLineRun.refused(
                2,
                "The kernel 3×3 is there twice",
                "surgery",
                "--from",
                from,
                "--after",
                "layer1.0.relu",
                "--kernels",
                "3,5,3",
                "--out",
                out);
        CommandLineRun all = CommandLineRun.of("surgery", "--from", from, "--after", "*", "--out", out);
        assertEquals(2, all.status());
        assertTrue(all.err().split("gives no feature map", -1).length > 2, all.err());
        assertFalse(Files.exists(out));
    }
}
