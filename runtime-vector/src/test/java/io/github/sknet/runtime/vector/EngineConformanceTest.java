package io.github.sknet.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.conformance.CaseResult;
import io.github.sknet.conformance.ConformanceSuite;
import io.github.sknet.conformance.Fixture;
import io.github.sknet.engine.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both Java engines against the fixtures that the conformance module keeps. */
class EngineConformanceTest {

    private static final Path FIXTURES = Path.of("..", "conformance", "src", "test", "resources", "fixtures");

    @ParameterizedTest
    @ValueSource(strings = {"java", "java-scalar"})
    void engineMatchesEveryFixture(String engine) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(FIXTURES)) {
            files = found.filter(file -> file.toString().endsWith(".json")).toList();
        }
        int cases = 0;
        for (Path file : files) {
            Fixture fixture = Fixture.read(file).orElse(null);
            if (fixture != null) {
                CaseResult result = ConformanceSuite.run(fixture, Engines.named(engine));
                assertTrue(result.ok(), result::toString);
                cases++;
            }
        }
        assertTrue(cases > 0, "there are fixtures in " + FIXTURES);
    }
}
