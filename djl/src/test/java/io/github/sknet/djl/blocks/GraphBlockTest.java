package io.github.sknet.djl.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.sknet.conformance.ConformanceSuite;
import io.github.sknet.conformance.comparison.CaseResult;
import io.github.sknet.conformance.comparison.ConformanceCase;
import io.github.sknet.conformance.fixtures.FixtureCase;
import io.github.sknet.graph.blocks.SKConv;
import io.github.sknet.graph.blocks.SKUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Blocks on DJL's PyTorch against the shared suite; fixtures hold gradients and statistics in training, too. */
class GraphBlockTest {

    private static final String REFUSAL = "DJL's arrays have no operation for the node '";

    static Stream<ConformanceCase> fixtures() {
        return ConformanceSuite.cases().filter(FixtureCase.class::isInstance);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void agreesWithTheFixtures(ConformanceCase fixture) {
        fixture.verify(new DjlBlockEngine());
    }

    /** Each is right or is refused; nothing is wrong. */
    @Test
    void agreesWithTheDefinitionsOfOperationsOrRefusesThem() {
        Set<String> refused = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        int right = 0;
        for (ConformanceCase each : ConformanceSuite.cases()
                .filter(each -> !(each instanceof FixtureCase))
                .toList()) {
            CaseResult result = each.run(List.of(new DjlBlockEngine())).get(0);
            String failure = result.failure().orElse("");
            if (failure.startsWith(REFUSAL)) {
                refused.add(failure.substring(failure.indexOf(": ") + 2));
            } else if (result.ok()) {
                right++;
            } else {
                wrong.add(result.name() + ": " + result.verdict());
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(
                Set.of(
                        "a transposed convolution",
                        "local response normalisation",
                        "padding that differs between two sides",
                        "padding that gradients go through",
                        "pooling that is dilated",
                        "resizing"),
                refused);
        assertTrue(right > 100, right + " cases");
    }

    @Test
    void blocksHaveTheArticlesParameters() {
        assertEquals(
                List.copyOf(new SKConv(16, 32, 2, 8, 2).graph().parameters().keySet()),
                new SKConvBlock(16, 32, 2, 8, 2).getDirectParameters().keys());
        assertEquals(
                List.copyOf(new SKUnit(16, 32, 32, 2, 8, 2, null, 2, 32)
                        .graph()
                        .parameters()
                        .keySet()),
                new SKUnitBlock(16, 32, 32, 2, 8, 2, null, 2, 32)
                        .getDirectParameters()
                        .keys());
    }

    @Test
    void shapesAreToldAndWrongOnesRefused() {
        SKConvBlock block = new SKConvBlock(16, 32, 2, 8, 2, 2, 32);
        assertEquals(new Shape(5, 16, 7, 4), block.getOutputShapes(new Shape[] {new Shape(5, 16, 13, 8)})[0]);
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            assertEquals(
                    "The block takes an array (N, 16, H, W), not (5, 3, 13, 8)",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> block.initialize(manager, DataType.FLOAT32, new Shape(5, 3, 13, 8)))
                            .getMessage());
        }
        assertEquals(
                "The block is not initialised: it has no parameter convs.0.0.weight",
                assertThrows(IllegalStateException.class, block::weights).getMessage());
    }
}
