package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.conformance.comparison.ConformanceCase;
import io.github.sknet.conformance.fixtures.Fixtures;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Engines;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX files of others, with answers, in every engine. */
class OnnxFixturesTest {

    static Path folder() throws URISyntaxException {
        URL readme = Objects.requireNonNull(OnnxFixturesTest.class.getResource("/onnx/README.md"));
        return Path.of(readme.toURI()).getParent();
    }

    static Stream<ConformanceCase> cases() throws IOException, URISyntaxException {
        return OnnxFixtures.of(folder()).stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyEngineAgrees(ConformanceCase fixture) {
        fixture.verify(Engines.all().toArray(Engine[]::new));
    }

    @Test
    void bothFormsAreFoundBelowAFolder() throws IOException, URISyntaxException {
        List<String> names = cases().map(ConformanceCase::name).toList();
        assertTrue(names.containsAll(
                List.of("light/light_squeezenet", "operators/PReLU_2d_multiparam", "torchvision/googlenet-opset13")));
        assertEquals(1, OnnxFixtures.of(folder().resolve("operators/ELU")).size());
    }

    /** A network that is not supported fails its case; the others are run all the same. */
    @Test
    void theFoldersOwnFixturesAreRunBesideThem(@TempDir Path mixed) throws IOException, URISyntaxException {
        try (InputStream own = Fixtures.class.getResourceAsStream("skconv-m1.json")) {
            Files.copy(Objects.requireNonNull(own), mixed.resolve("skconv-m1.json"));
        }
        Path operator;
        try (Stream<Path> files = Files.walk(folder())) {
            operator = files.filter(file -> file.endsWith("model.onnx"))
                    .sorted()
                    .findFirst()
                    .orElseThrow()
                    .getParent();
        }
        try (Stream<Path> files = Files.walk(operator)) {
            for (Path file : files.toList()) {
                Path copy =
                        mixed.resolve("onnx").resolve(operator.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                if (Files.isRegularFile(file)) {
                    Files.copy(file, copy);
                }
            }
        }
        String told =
                CommandLineRun.succeed("conformance", mixed, "--engine", "java").out();
        assertTrue(told.contains("skconv-m1") && told.contains("2 passed, 0 failed"), told);
    }

    @Test
    void aFileThatCantBeImportedIsAFailure(@TempDir Path broken) throws IOException {
        Files.createDirectories(broken.resolve("net/test_data_set_0"));
        Files.writeString(broken.resolve("net/model.onnx"), "no network");
        Files.writeString(broken.resolve("net/test_data_set_0/output_0.pb"), "");
        CommandLineRun run = CommandLineRun.of("conformance", broken, "--engine", "java");
        assertEquals(1, run.status());
        assertTrue(run.out().contains("is no ONNX file"), run.out());
    }
}
