package io.github.sknet.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.conformance.comparison.CaseResult;
import io.github.sknet.conformance.fixtures.Fixture;
import io.github.sknet.conformance.fixtures.FixtureException;
import io.github.sknet.engine.Engine;
import io.github.sknet.engine.Prediction;
import io.github.sknet.engine.Predictor;
import io.github.sknet.graph.Graph;
import io.github.sknet.weights.Tensor;
import io.github.sknet.weights.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suite must notice what is wrong: an engine that recites the fixture passes, and fails once it errs. */
class ConformanceSuiteTest {

    private final Fixture fixture = readFixture();

    private static Fixture readFixture() {
        try (var in = ConformanceSuiteTest.class.getResourceAsStream("/fixtures/skconv-m1.json")) {
            return Fixture.parse("skconv-m1.json", in.readAllBytes()).orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void passesAnEngineThatAgrees() {
        CaseResult result = ConformanceSuite.run(fixture, reciting(values -> values, attention -> attention));
        assertTrue(result.ok(), ConformanceReport.line(result));
    }

    @Test
    void failsAnEngineWhoseOneValueIsOff() {
        CaseResult result = ConformanceSuite.run(
                fixture,
                reciting(
                        values -> {
                            values[100] += 1e-3f;
                            return values;
                        },
                        attention -> attention));
        assertFalse(result.ok());
        assertEquals("eval output", result.worst().orElseThrow().what());
    }

    @Test
    void failsAnEngineThatGivesNaN() {
        CaseResult result = ConformanceSuite.run(
                fixture,
                reciting(
                        values -> {
                            values[3] = Float.NaN;
                            return values;
                        },
                        attention -> attention));
        assertFalse(result.ok());
    }

    @Test
    void failsAnEngineWhoseAttentionIsOff() {
        CaseResult result = ConformanceSuite.run(fixture, reciting(values -> values, attention -> {
            attention[0] = 0.5f;
            return attention;
        }));
        assertFalse(result.ok());
        assertEquals("eval attention 0", result.worst().orElseThrow().what());
    }

    @Test
    void countsABrokenFixtureAsFailedByName(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("broken.json"), "{\"parameters\": [], \"case\": ");
        Files.writeString(folder.resolve("unknown.json"), unknownConstructor());
        Files.writeString(folder.resolve("metrics.json"), "{\"source\": \"no network\"}");
        ConformanceReport report = ConformanceReport.run(
                folder, List.of(reciting(values -> values, attention -> attention)), result -> {});
        assertEquals(
                List.of("broken", "skconv-m1"),
                report.results().stream().map(CaseResult::name).toList());
        assertEquals(0, report.passed());
        assertEquals(2, report.failed());
        assertTrue(report.json().contains("\"failure\":"), report.json());
    }

    @Test
    void saysThatAFolderHoldsNoFixture(@TempDir Path folder) {
        assertThrows(FixtureException.class, () -> ConformanceReport.run(folder, List.of(), result -> {}));
        assertThrows(
                FixtureException.class,
                () -> ConformanceReport.run(folder.resolve("missing"), List.of(), result -> {}));
    }

    private static String unknownConstructor() throws IOException {
        try (var in = ConformanceSuiteTest.class.getResourceAsStream("/fixtures/skconv-m1.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\"features\"", "\"colour\"");
        }
    }

    private Engine reciting(Function<float[], float[]> output, Function<float[], float[]> attention) {
        return new Engine() {
            @Override
            public String name() {
                return "reciting";
            }

            @Override
            public Predictor load(Graph graph, Weights weights, int threads) {
                return new Predictor() {
                    @Override
                    public Prediction predict(Tensor input, boolean withAttention) {
                        Fixture.Inference expected = fixture.inference();
                        return new Prediction(
                                Map.of("output", recite(expected.shape(), expected.output(), output)),
                                Map.of(
                                        "select",
                                        recite(
                                                List.of(2, 1, 8),
                                                expected.attention().get(0).values(),
                                                attention)));
                    }

                    @Override
                    public void close() {}
                };
            }
        };
    }

    private static Tensor recite(List<Integer> shape, double[] values, Function<float[], float[]> change) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return new Tensor(shape, change.apply(floats));
    }
}
