package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of its own, whose module-info names sknet-serve (cli/src/test/modules), serves a model, and the page's files. */
class ServiceModuleTest {

    private static final String PROGRAM = "org.example.service";
    private static final Path SOURCES = Path.of("src/test/modules").resolve(PROGRAM);

    @TempDir
    Path folder;

    @Test
    void itServesOnTheModulePath() throws Exception {
        Architecture architecture = Architecture.of("sknet_tiny", 3, 3);
        Path model = folder.resolve("model.safetensors");
        ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withPreprocessing(Preprocessing.exactSize(3, 32, 32))
                .write(model);
        ModulePath libraries = ModulePath.of("serve");
        Path classes = folder.resolve("classes");
        JdkTool.succeed(
                "javac",
                List.of(
                        "--class-path",
                        "",
                        "--module-path",
                        libraries.toString(),
                        "-d",
                        classes.toString(),
                        SOURCES.resolve("module-info.java").toString(),
                        SOURCES.resolve("org/example/service/Service.java").toString()));
        JavaProcess program = JavaProcess.succeed(
                JavaProcess.jdk(),
                folder,
                List.of(
                        "--module-path",
                        libraries.with(classes).toString(),
                        "-Djava.awt.headless=true",
                        "--module",
                        PROGRAM + "/org.example.service.Service",
                        model.toString(),
                        "/",
                        "/openapi.json",
                        "/v2/models/model",
                        "/metrics",
                        "/PageRoutes.class"));
        assertEquals(
                List.of("200 /", "200 /openapi.json", "200 /v2/models/model", "200 /metrics", "404 /PageRoutes.class"),
                program.out().lines().toList());
    }
}
