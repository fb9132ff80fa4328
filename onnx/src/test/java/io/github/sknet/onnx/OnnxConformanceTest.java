package io.github.sknet.onnx;

import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.conformance.comparison.ConformanceCase;
import io.github.sknet.conformance.operations.Operations;
import io.github.sknet.graph.AveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Weights;
import java.util.stream.IntStream;
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
        operation.verify(new Written(OnnxOptions.stacked()));
    }

    static IntStream opsets() {
        return IntStream.rangeClosed(Opset.OLDEST, Opset.NEWEST);
    }

    /** Every operation in every operator set, but for the one that says that it must have a newer one. */
    @ParameterizedTest
    @MethodSource("opsets")
    void everyOpsetAgrees(int version) {
        Engine engine = new Written(OnnxOptions.lean().withOpset(new Opset(version)));
        Operations.cases()
                .filter(operation -> version >= 19 || !poolsBeyondItsPadding(operation.graph()))
                .forEach(operation -> operation.verify(engine));
    }

    private static boolean poolsBeyondItsPadding(Graph graph) {
        return graph.nodes().stream()
                .anyMatch(node -> node.op() instanceof AveragePool pool && pool.ceil() && pool.countPadding());
    }

    /** The engine on files that are written otherwise. */
    private record Written(OnnxOptions options) implements Engine {

        @Override
        public String name() {
            return "onnx " + options;
        }

        @Override
        public Predictor load(Graph graph, Weights weights, int threads) {
            return new OnnxPredictor(graph, weights, threads, options);
        }
    }
}
