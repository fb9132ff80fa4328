package io.github.sknet.graph.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.ParameterList;
import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Summary;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SKAttention, split attention and the large selective kernel against the code that they come from. */
class OtherBlocksTest {

    @Test
    void skAttentionHasItsArgumentsAndDefaults() {
        assertEquals(
                List.of("channel", "kernels", "reduction", "group", "L"),
                Arrays.stream(SKAttention.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
        assertEquals(new SKAttention(512, List.of(1, 3, 5, 7), 16, 1, 32), new SKAttention());
        assertEquals(new SKAttention(64, List.of(1, 3, 5, 7), 16, 1, 32), new SKAttention(64));
        assertEquals(new SKAttention(64, List.of(3, 5), 8, 1, 32), new SKAttention(64, List.of(3, 5), 8));
        assertEquals(new SKAttention(64, List.of(3, 5), 8, 4, 32), new SKAttention(64, List.of(3, 5), 8, 4));
    }

    @Test
    void skAttentionHasItsParameters() {
        Graph graph = new SKAttention(16, List.of(1, 3, 5, 7), 4, 1, 8).graph();
        assertEquals(ParameterList.of("skattention-k1357"), ParameterList.of(graph));
        assertEquals(22_408, Summary.of(graph, 9, 9).parameters());
        assertEquals(22_110_240, Summary.of(new SKAttention().graph(), 9, 9).parameters());
        assertEquals(
                138_158_160, Summary.of(new SKAttention(1280).graph(), 9, 9).parameters());
    }

    @Test
    void skAttentionRefusesEvenKernels() {
        String message = assertThrows(IllegalArgumentException.class, () -> new SKAttention(8, List.of(3, 4)).graph())
                .getMessage();
        assertEquals(
                "A branch's kernel must be odd (or its dilation even) so that all branches give maps of one size, not"
                        + " kernel=4, dilation=1",
                message);
    }

    /** The fully connected layers see (K, R, C / K), the maps are (R, K, C / K). */
    @Test
    void splitAttentionBringsItsLogitsIntoTheOrderOfItsMaps() {
        Graph graph = new SplitAttention(8, 2, 2, 1).graph();
        assertEquals(
                new ChannelPermute(List.of(0, 1, 2, 3, 8, 9, 10, 11, 4, 5, 6, 7, 12, 13, 14, 15)),
                graph.node("logits").op());
        assertEquals(List.of(16, 2, 3, 3), graph.parameters().get("conv.weight").shape());
        assertEquals(List.of(32, 4, 1, 1), graph.parameters().get("fc1.weight").shape());
        assertEquals(List.of(16, 16, 1, 1), graph.parameters().get("fc2.weight").shape());
    }

    @Test
    void withoutSplitsThereIsASigmoid() {
        Graph graph = new SplitAttention(8, 1, 2, 1).graph();
        assertEquals(
                new Select(1, Select.Gate.SIGMOID, Select.Extent.CHANNEL),
                graph.node("rsoftmax").op());
        assertEquals(List.of("act0", "fc2"), graph.node("rsoftmax").inputs());
    }

    @Test
    void blocksKeepTheShapeOfTheMap() {
        for (Block block : List.of(new SKAttention(8), new SplitAttention(8, 4, 2, 2), new LargeSelectiveKernel(8))) {
            Graph graph = block.graph();
            assertEquals(
                    Shape.map(8, 7, 12), graph.shapes(7, 12).get(graph.outputs().get("output")));
        }
    }

    @Test
    void badArgumentsAreExplained() {
        assertEquals(
                "A large selective kernel needs an even number of channels, not 7",
                assertThrows(IllegalArgumentException.class, () -> new LargeSelectiveKernel(7))
                        .getMessage());
        assertEquals(
                "Split attention needs a radix and a cardinality of at least 1, not radix=0, cardinality=1",
                assertThrows(IllegalArgumentException.class, () -> new SplitAttention(8, 0, 1, 1))
                        .getMessage());
    }
}
