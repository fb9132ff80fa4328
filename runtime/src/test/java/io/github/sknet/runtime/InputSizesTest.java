package io.github.sknet.runtime;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.kernels.ScalarKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes that no plan can be made for are refused with a sentence, before anything is allocated for them. */
class InputSizesTest {

    /** A map of few channels: its pixels are padded to whole vectors. */
    private static final Graph NARROW = graph(1, 1);

    private static Graph graph(int padding, int channels) {
        GraphBuilder builder = new GraphBuilder(channels);
        Conv2d conv = Conv2d.of(channels, 1, Window.of(3).padding(padding));
        builder.output("y", builder.add("conv", conv, builder.input()));
        return builder.build();
    }

    private static String refusal(Graph graph, int height, int width) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> Plan.compile(graph, Weights.initial(graph, 1), height, width, new ScalarKernels()))
                .getMessage();
    }

    @ParameterizedTest
    @CsvSource({
        "2147483647, 2147483647",
        "2147483647, 1",
        "65536, 65536",
        "46341, 46341",
        "32768, 32768",
        "30000, 30000",
        "1, 1073741824"
    })
    void whatNoArrayHoldsIsTooLarge(int height, int width) {
        String message = refusal(NARROW, height, width);
        assertTrue(message.contains(height + "×" + width) && message.contains("too large"), message);
    }

    @Test
    void manyChannelsDoNotHideIt() {
        String message = refusal(graph(1, 64), 65536, 65536);
        assertTrue(message.contains("65536×65536") && message.contains("too large"), message);
    }

    /** More than the largest number of values is no shape at all. */
    @Test
    void whatCannotBeCountedIsRefusedByTheShape() {
        String message = refusal(graph(1, 64), Integer.MAX_VALUE, Integer.MAX_VALUE);
        assertTrue(message.contains("2147483647") && message.contains("than can be counted"), message);
    }
}
