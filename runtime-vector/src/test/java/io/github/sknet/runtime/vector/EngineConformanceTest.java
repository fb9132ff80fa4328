package io.github.sknet.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.conformance.ConformanceSuite;
import io.github.sknet.conformance.comparison.CaseResult;
import io.github.sknet.conformance.fixtures.Fixture;
import io.github.sknet.engine.Engine;
import io.github.sknet.engine.Engines;
import io.github.sknet.engine.Prediction;
import io.github.sknet.engine.Predictor;
import io.github.sknet.graph.Graph;
import io.github.sknet.runtime.Plan;
import io.github.sknet.weights.Tensor;
import io.github.sknet.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both Java engines against the fixtures that the conformance module keeps. */
class EngineConformanceTest {

    private static final Path FIXTURES = Path.of("..", "conformance", "src", "test", "resources", "fixtures");

    @ParameterizedTest
    @ValueSource(strings = {"java", "java-scalar"})
    void engineMatchesEveryFixture(String engine) throws IOException {
        assertMatchesEveryFixture(Engines.named(engine));
    }

    /** The engine's first predictions are its scalar kernels' in part: the vector kernels' twins while those are compiled. */
    @Test
    void theVectorKernelsMatchEveryFixtureByThemselves() throws IOException {
        assertMatchesEveryFixture(new VectorKernelsAlone());
    }

    private static void assertMatchesEveryFixture(Engine engine) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(FIXTURES)) {
            files = found.filter(file -> file.toString().endsWith(".json")).toList();
        }
        int cases = 0;
        for (Path file : files) {
            Fixture fixture = Fixture.read(file).orElse(null);
            if (fixture != null) {
                CaseResult result = ConformanceSuite.run(fixture, engine);
                assertTrue(result.ok(), result::toString);
                cases++;
            }
        }
        assertTrue(cases > 0, "there are fixtures in " + FIXTURES);
    }

    /** Vector kernels from the first call on. */
    private static final class VectorKernelsAlone implements Engine {

        @Override
        public String name() {
            return "java, vector kernels alone";
        }

        @Override
        public Predictor load(Graph graph, Weights weights, int threads) {
            return new Predictor() {
                @Override
                public Prediction predict(Tensor input, boolean attention) {
                    Plan plan = Plan.compile(graph, weights, input.size(2), input.size(3), new VectorKernels());
                    return plan.session().predict(input.values(), attention);
                }

                @Override
                public void close() {}
            };
        }
    }
}
