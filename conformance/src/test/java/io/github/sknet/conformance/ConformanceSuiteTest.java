package io.github.sknet.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.conformance.comparison.CaseResult;
import io.github.sknet.conformance.comparison.ConformanceCase;
import io.github.sknet.conformance.reference.ReferenceEngine;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite must notice what is wrong: an engine that recites the reference passes, and fails once it errs. */
class ConformanceSuiteTest {

    /** An operation with attention, and a fixture. */
    static Stream<ConformanceCase> cases() {
        return Stream.of(named("block: paper"), named("skconv-m1"));
    }

    private static ConformanceCase named(String name) {
        return ConformanceSuite.cases()
                .filter(conformanceCase -> conformanceCase.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static CaseResult run(ConformanceCase conformanceCase, Engine engine) {
        return conformanceCase.run(List.of(engine)).get(0);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void passesAnEngineThatAgrees(ConformanceCase conformanceCase) {
        CaseResult result = run(conformanceCase, new Reciting());
        assertTrue(result.ok(), result::verdict);
        assertTrue(ConformanceReport.line(result).endsWith("  ok"), ConformanceReport.line(result));
        conformanceCase.verify(new Reciting());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void failsAnEngineWhoseOneValueIsOff(ConformanceCase conformanceCase) {
        Engine erring = new Reciting().withOutputs(tensor -> changed(tensor, 100, 1e-3f));
        CaseResult result = run(conformanceCase, erring);
        assertFalse(result.ok());
        assertTrue(result.verdict().contains("is off by"), result.verdict());
        AssertionError error = assertThrows(AssertionError.class, () -> conformanceCase.verify(erring));
        assertTrue(error.getMessage().contains("reciting"), error.getMessage());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void failsAnEngineWhoseAttentionIsOff(ConformanceCase conformanceCase) {
        Engine erring = new Reciting().withAttention(tensor -> changed(tensor, 0, -0.1f));
        CaseResult result = run(conformanceCase, erring);
        assertFalse(result.ok());
        assertTrue(result.verdict().contains("attention"), result.verdict());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anEngineThatGivesNaNFailsAndItIsSaid(ConformanceCase conformanceCase) {
        CaseResult result = run(conformanceCase, new Reciting().withOutputs(tensor -> changed(tensor, 3, Float.NaN)));
        assertFalse(result.ok());
        String line = ConformanceReport.line(result);
        assertTrue(line.matches(".*reciting +NaN .*FAILED: .* NaN .*"), line);
        String json = new ConformanceReport(List.of(result)).json();
        assertTrue(json.contains("\"worstError\":\"NaN\"") && json.contains("\"ok\":false"), json);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void failsAnEngineThatLeavesSomethingOutOrBreaksOff(ConformanceCase conformanceCase) {
        assertFalse(
                run(conformanceCase, new Reciting().withAttention(tensor -> null))
                        .ok(),
                "no attention");
        CaseResult shape = run(conformanceCase, new Reciting().withOutputs(ConformanceSuiteTest::flat));
        assertTrue(shape.verdict().contains("has the shape"), shape.verdict());
        CaseResult broken = run(conformanceCase, new Reciting().withOutputs(tensor -> {
                    throw new IllegalStateException("The engine is out of order");
                }));
        assertEquals("FAILED: The engine is out of order", broken.verdict());
        String line = ConformanceReport.line(broken);
        assertTrue(line.contains(" – "), line);
        String json = new ConformanceReport(List.of(broken)).json();
        assertTrue(json.contains("\"worstError\":null") && json.contains("\"failure\":"), json);
    }

    @Test
    void failsAnEngineThatGivesAttentionUnasked() {
        Engine eager = new Reciting() {
            @Override
            boolean attention(boolean asked) {
                return true;
            }
        };
        CaseResult result = run(named("block: paper"), eager);
        assertTrue(result.verdict().contains("The engine gave attention"), result.verdict());
    }

    @Test
    void casesOfAFamilyAreOneLine() {
        List<ConformanceCase> blocks = ConformanceSuite.cases()
                .filter(conformanceCase -> conformanceCase.family().equals("block"))
                .toList();
        List<CaseResult> told = new ArrayList<>();
        Engine wrong = new Reciting().withOutputs(tensor -> changed(tensor, 0, 1));
        ConformanceReport report = ConformanceSuite.run(blocks, List.of(new ReferenceEngine(), wrong), told::add);
        assertEquals(report.results(), told);
        assertEquals(
                List.of("reference", "reciting"),
                told.stream().map(CaseResult::engine).toList());
        assertEquals("block (" + blocks.size() + ")", told.get(0).name());
        assertEquals(1, report.passed());
        assertEquals(1, report.failed());
        assertTrue(
                told.get(1).verdict().contains("FAILED: block: "), told.get(1).verdict());
    }

    private static Tensor changed(Tensor tensor, int index, float by) {
        float[] values = tensor.values().clone();
        values[index % values.length] += by;
        return new Tensor(tensor.shape(), values);
    }

    private static Tensor flat(Tensor tensor) {
        return tensor.reshape(List.of(tensor.values().length));
    }

    /** The reference's numbers, changed on the way. */
    private static class Reciting implements Engine {

        private UnaryOperator<Tensor> outputs = UnaryOperator.identity();
        private UnaryOperator<Tensor> attention = UnaryOperator.identity();

        Reciting withOutputs(UnaryOperator<Tensor> change) {
            outputs = change;
            return this;
        }

        /** A change to null leaves the tensor out. */
        Reciting withAttention(UnaryOperator<Tensor> change) {
            attention = change;
            return this;
        }

        boolean attention(boolean asked) {
            return asked;
        }

        @Override
        public String name() {
            return "reciting";
        }

        @Override
        public Predictor load(Graph graph, Weights weights, int threads) {
            Predictor reference = new ReferenceEngine().load(graph, weights, threads);
            return new Predictor() {
                @Override
                public Prediction predict(Tensor input, boolean asked) {
                    Prediction answer = reference.predict(input, attention(asked));
                    return new Prediction(change(answer.outputs(), outputs), change(answer.attention(), attention));
                }

                @Override
                public void close() {
                    reference.close();
                }
            };
        }

        private static Map<String, Tensor> change(Map<String, Tensor> tensors, UnaryOperator<Tensor> change) {
            Map<String, Tensor> changed = new LinkedHashMap<>();
            tensors.forEach((name, tensor) -> {
                Tensor other = change.apply(tensor);
                if (other != null) {
                    changed.put(name, other);
                }
            });
            return changed;
        }
    }
}
