package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.conformance.cases.RegisteredModels;
import io.github.sknet.conformance.comparison.CaseResult;
import io.github.sknet.conformance.comparison.Check;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.models.Architecture;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every registered network gives the same outputs and attention in every engine. */
class EnginesAgreeTest {

    private static final double TOLERANCE = 1e-5;

    private static final List<Engine> ENGINES = Stream.of("java", "java-scalar", "onnx", "torch")
            .map(Engines::named)
            .toList();

    /** The registered networks, and heads that are not the default. */
    static Stream<ReferenceCase> networks() {
        return Stream.concat(
                RegisteredModels.cases(),
                Stream.of("fcos_sk_small", "semantic_fpn_sk_small", "deeplab_sk_small")
                        .map(name -> Architecture.of(name, 5, 3).withOption("selectiveHead", "true"))
                        .map(RegisteredModels::of));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void agree(ReferenceCase network) {
        List<CaseResult> results = network.run(ENGINES);
        results.forEach(result -> assertTrue(result.ok(), result.engine() + ": " + result.verdict()));
        for (int i = 0; i < results.get(0).checks().size(); i++) {
            int index = i;
            // No further from one another than both together are from what they are held against.
            double apart = results.stream()
                    .mapToDouble(result -> -result.checks().get(index).error())
                    .sorted()
                    .limit(2)
                    .map(error -> -error)
                    .sum();
            Check check = results.get(0).checks().get(index);
            assertTrue(apart <= TOLERANCE, check.what() + ": engines may be apart by " + apart);
        }
    }

    @Test
    void thereIsNoOtherEngine() {
        assertEquals(
                ENGINES.stream().map(Engine::name).sorted().toList(),
                Engines.all().stream().map(Engine::name).sorted().toList());
    }
}
