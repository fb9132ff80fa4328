package io.github.sknet.onnx;

import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.conformance.comparison.ConformanceCase;
import io.github.sknet.conformance.operations.Operations;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Weights;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ONNX Runtime computes from an export, against the shared suite. */
class OnnxConformanceTest {

    @ParameterizedTest
    @MethodSource("io.github.sknet.conformance.ConformanceSuite#cases")
    void agrees(ConformanceCase conformanceCase) {
        conformanceCase.verify(new OnnxEngine());
    }

    static Stream<ReferenceCase> selections() {
        return Operations.cases()
                .filter(operation -> !operation.graph().selections().isEmpty());
    }

    /** The other way to write a selection gives the same numbers. */
    @ParameterizedTest
    @MethodSource("selections")
    void stackedBranchesAgree(ReferenceCase operation) {
        operation.verify(new Stacked());
    }

    private static final class Stacked implements Engine {

        @Override
        public String name() {
            return "onnx, stacked";
        }

        @Override
        public Predictor load(Graph graph, Weights weights, int threads) {
            return new OnnxPredictor(graph, weights, threads, OnnxOptions.Selection.STACKED);
        }
    }
}
