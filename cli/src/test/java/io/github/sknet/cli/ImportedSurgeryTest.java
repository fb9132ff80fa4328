package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.app.ModelSurgery;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.surgery.Surgery;
import io.github.sknet.onnx.importer.OnnxModelImport;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Selective kernels put into networks that came from ONNX files of others. */
class ImportedSurgeryTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final double TOLERANCE = 1e-5;
    private static final Engine ENGINE = Engines.named("java");

    /** Of the bundled files all that are whole networks. */
    static List<Path> networks() throws IOException, URISyntaxException {
        List<Path> files = new ArrayList<>();
        for (String kind : List.of("light", "torchvision")) {
            try (Stream<Path> below = Files.walk(OnnxFixturesTest.folder().resolve(kind))) {
                below.filter(file -> file.toString().endsWith(".onnx")).sorted().forEach(files::add);
            }
        }
        return files;
    }

    @Test
    void thereAreSeveralNetworks() throws IOException, URISyntaxException {
        assertTrue(networks().size() >= 5, networks().toString());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void outputsStayWhatTheyWere(Path file) throws IOException {
        ModelFile model = OnnxModelImport.byFile().read(file).model();
        ModelSurgery surgery = ModelSurgery.perform(model, Surgery.exact(List.of()), 1, ENGINE, 2);
        assertTrue(surgery.difference() <= TOLERANCE, file + ": " + surgery.difference());
        assertFalse(surgery.operated().changes().isEmpty());
        assertEquals(
                model.graph().selections().size() + surgery.operated().changes().size(),
                surgery.model().graph().selections().size());
    }

    /** From somebody's file of ten classes to a trained network of three, by commands alone. */
    @Test
    void isFineTunedForOtherClasses(@TempDir Path folder) throws IOException, URISyntaxException {
        Path data = StripeFolders.write(folder.resolve("data"), List.of("columns", "rows", "slopes"), 6);
        Path imported = folder.resolve("imported.safetensors");
        Path from = OnnxFixturesTest.folder().resolve("torchvision/shufflenet_v2_x1_0-opset13/model.onnx");
        CommandLineRun.succeed("import", "--from", from, "--out", imported);
        Path selective = folder.resolve("selective.safetensors");
        CommandLineRun surgery = CommandLineRun.succeed(
                "surgery",
                "--from",
                imported,
                "--kernel",
                "3",
                "--kernels",
                "3,5",
                "--norm-from",
                data,
                "--out",
                selective,
                "--json");
        double difference = JSON.readTree(surgery.lastLine()).get("difference").asDouble();
        assertTrue(difference <= TOLERANCE, surgery.lastLine());
        Path run = folder.resolve("run");
        CommandLineRun.succeed("train", "--from", selective, "--data", data, "--epochs", 1, "--batch", 6, "--out", run);
        Path best = run.resolve("best.safetensors");
        ModelFile trained = ModelFile.read(best);
        assertEquals(List.of("columns", "rows", "slopes"), trained.labels());
        assertFalse(trained.graph().selections().isEmpty());
        CommandLineRun.succeed("eval", "--model", best, "--data", data);
        CommandLineRun.succeed(
                "export", "--model", best, "--format", "onnx", "--out", folder.resolve("selective.onnx"));
    }
}
