package io.github.sknet.conformance.cases;

import io.github.sknet.conformance.comparison.CaseResult;
import io.github.sknet.conformance.comparison.Check;
import io.github.sknet.conformance.comparison.ConformanceCase;
import io.github.sknet.conformance.numbers.Generated;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * A small network, held against the reference at several inputs that follow one another in one predictor. Weights and inputs
 * are {@linkplain Generated generated} from their names.
 *
 * @param family what it is a case of
 * @param name the operation, and what is special about it
 * @param graph the network
 * @param inputs the inputs' extents
 * @param attention whether the attention of the selections is asked for and compared, too
 */
public record ReferenceCase(String family, String name, Graph graph, List<InputShape> inputs, boolean attention)
        implements ConformanceCase {

    private static final int THREADS = 2;

    /** A case with attention where there are selections. */
    public ReferenceCase(String family, String name, Graph graph, List<InputShape> inputs) {
        this(family, name, graph, inputs, !graph.selections().isEmpty());
    }

    /** The case for what does not hand out attention. */
    public ReferenceCase withoutAttention() {
        return new ReferenceCase(family, name, graph, inputs, false);
    }

    @Override
    public List<CaseResult> run(List<Engine> engines) {
        Weights weights = Generated.weights(graph);
        List<Expectation> expectations = inputs.stream()
                .map(shape -> Expectation.of(graph, weights, shape))
                .toList();
        return engines.stream()
                .map(engine -> run(engine, weights, expectations))
                .toList();
    }

    private CaseResult run(Engine engine, Weights weights, List<Expectation> expectations) {
        List<Check> checks = new ArrayList<>();
        try (Predictor predictor = engine.load(graph, weights, THREADS)) {
            for (Expectation expectation : expectations) {
                checks.addAll(expectation.checkOutputs(predictor));
                if (attention) {
                    checks.addAll(expectation.checkAttention(predictor));
                }
            }
        } catch (RuntimeException e) {
            return CaseResult.failed(name, engine.name(), e);
        }
        return CaseResult.of(name, engine.name(), checks);
    }

    @Override
    public String toString() {
        return name;
    }
}
