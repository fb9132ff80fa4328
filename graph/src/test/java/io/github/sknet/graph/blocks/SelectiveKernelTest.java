package io.github.sknet.graph.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Add;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Fuse;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.Summary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectiveKernelTest {

    /** 16 channels, two kernels, four groups, d = 8. */
    private static final SelectiveKernel PAPER = SelectiveKernel.paper(16, 2, 4, 2, 1, 4);

    @Test
    void seedPresetHasBiasesAndLargerKernels() {
        Graph graph = SelectiveKernel.seed(16, 3, 4, 2, 1, 4).graph();
        for (int m = 0; m < 3; m++) {
            Conv2d convolution = (Conv2d) graph.node("convs." + m + ".0").op();
            assertEquals(Size.square(3 + 2 * m), convolution.window().kernel());
            assertEquals(Size.square(1), convolution.window().dilation());
            assertEquals(4, convolution.groups());
            assertTrue(convolution.bias());
            assertTrue(((Linear) graph.node("fcs." + m).op()).bias());
        }
        assertFalse(names(graph).contains("fc_bn"), "nothing follows the seed's first fully connected layer");
        assertFalse(names(graph).contains("fc_act"));
    }

    @Test
    void paperPresetHasDilationNormAndOneSecondLayer() {
        Graph graph = SelectiveKernel.paper(16, 3, 4, 2, 1, 4).graph();
        for (int m = 0; m < 3; m++) {
            Conv2d convolution = (Conv2d) graph.node("paths." + m + ".conv").op();
            assertEquals(Size.square(3), convolution.window().kernel());
            assertEquals(Size.square(1 + m), convolution.window().dilation());
            assertEquals(Padding.square(1 + m), convolution.window().padding());
            assertFalse(convolution.bias());
        }
        assertEquals(BatchNorm.of(8), graph.node("attn.bn").op());
        Linear second = (Linear) graph.node("attn.fc_select").op();
        assertEquals(3 * 16, second.outFeatures());
        assertFalse(second.bias());
        assertEquals(
                List.of(48, 8, 1, 1),
                graph.parameters().get("attn.fc_select.weight").shape());
    }

    @Test
    void timmPresetUsesNoMoreGroupsThanChannels() {
        Graph graph = SelectiveKernel.timm(8, 4, 1, 1, 32, false, 4).graph();
        assertEquals(4, ((Conv2d) graph.node("paths.0.conv").op()).groups());
        assertEquals(
                Size.square(2),
                ((Conv2d) graph.node("paths.1.conv").op()).window().dilation());
    }

    @ParameterizedTest
    @CsvSource({
        // channels, ratio, divisor, d: timm.models.layers.make_divisible(channels * ratio, divisor)
        "64, 0.125, 16, 16",
        "512, 0.125, 16, 64",
        "64, 0.0625, 8, 8",
        "128, 0.0625, 32, 32",
        "1024, 0.0625, 32, 64",
        "88, 0.125, 8, 16",
        "75, 0.125, 8, 16"
    })
    void divisibleWidthIsTimms(int channels, double ratio, int divisor, int width) {
        assertEquals(width, Attention.divisibleWidth(channels, ratio, divisor));
    }

    @Test
    void selectReadsAllBranchesThenTheLogits() {
        Graph graph = SelectiveKernel.paper(16, 2, 4, 2, 1, 4).graph();
        Node select = graph.node("attn.select");
        assertEquals(Select.of(2), select.op());
        assertEquals(List.of("paths.0.act", "paths.1.act", "attn.fc_select"), select.inputs());
        assertEquals(List.of(select), graph.selections());
        Node fuse = graph.node("fuse");
        assertEquals(new Fuse(), fuse.op());
        assertEquals(List.of("paths.0.act", "paths.1.act"), fuse.inputs());
    }

    @Test
    void rectangularKernelsKeepTheSize() {
        SelectiveKernel block = PAPER.withBranches(List.of(Branch.rectangle(1, 7, 4), Branch.rectangle(7, 1, 4)));
        Graph graph = block.graph();
        assertEquals(
                List.of(16, 4, 1, 7),
                graph.parameters().get("paths.0.conv.weight").shape());
        assertEquals(
                List.of(16, 4, 7, 1),
                graph.parameters().get("paths.1.conv.weight").shape());
        assertEquals(
                Padding.symmetric(new Size(0, 3)),
                ((Conv2d) graph.node("paths.0.conv").op()).window().padding());
        assertEquals(Shape.map(16, 5, 9), graph.shapes(5, 9).get("attn.select"));
        // Two kernels of 7 taps on 4 of 16 channels, 45 pixels; 16·8 and 8·32 in the attention.
        assertEquals(
                2 * 7 * 4 * 16 * 45 + 16 * 8 + 8 * 32, Summary.of(graph, 5, 9).macs());
    }

    @Test
    void fourBranchesOfDifferentGroups() {
        List<Branch> branches = List.of(
                Branch.square(1, 1, 1), Branch.square(3, 1, 4), Branch.square(5, 1, 16), Branch.square(3, 3, 16));
        Graph graph = PAPER.withBranches(branches).graph();
        assertEquals(Select.of(4), graph.node("attn.select").op());
        assertEquals(
                List.of(16, 16, 1, 1),
                graph.parameters().get("paths.0.conv.weight").shape());
        assertEquals(
                List.of(16, 1, 5, 5),
                graph.parameters().get("paths.2.conv.weight").shape());
        assertEquals(16, ((Conv2d) graph.node("paths.2.conv").op()).groups(), "as many as channels");
        assertEquals(64, ((Linear) graph.node("attn.fc_select").op()).outFeatures());
    }

    @Test
    void splitInputGivesEachBranchItsSlice() {
        Graph graph = PAPER.withSplitInput(true).graph();
        assertEquals(new Slice(0, 8), graph.node("split.0").op());
        assertEquals(new Slice(8, 16), graph.node("split.1").op());
        assertEquals(List.of("split.1"), graph.node("paths.1.conv").inputs());
        assertEquals(
                List.of(16, 2, 3, 3),
                graph.parameters().get("paths.1.conv.weight").shape());
        assertEquals(Shape.map(16, 6, 6), graph.shapes(6, 6).get("attn.select"));
    }

    @Test
    void splitDownToOneChannelEach() {
        List<Branch> branches = List.of(
                Branch.square(1, 1, 1), Branch.square(3, 1, 1), Branch.rectangle(1, 7, 1), Branch.rectangle(7, 1, 1));
        SelectiveKernel block =
                SelectiveKernel.paper(4, 4, 1, 2, 1, 4).withBranches(branches).withSplitInput(true);
        assertEquals(
                List.of(4, 1, 1, 7),
                block.graph().parameters().get("paths.2.conv.weight").shape());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void strideShrinksTheMap(int stride) {
        Graph graph = SelectiveKernel.paper(16, 2, 4, 2, stride, 4).graph();
        Shape out = graph.shapes(9, 11).get("attn.select");
        assertEquals(Shape.map(16, (9 + stride - 1) / stride, (11 + stride - 1) / stride), out);
    }

    @Test
    void transposedShuffleInterleavesTheGroups() {
        Graph graph = PAPER.withShuffle(Shuffle.transpose(4)).graph();
        List<Integer> order = ((ChannelPermute) graph.node("shuffle").op()).order();
        // Output channel 1 is the first channel of the second group of four.
        assertEquals(List.of(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15), order);
    }

    @Test
    void randomShuffleStaysWithinGroupsAndIsTheSameForTheSameSeed() {
        ChannelPermute first = shuffled(7);
        assertEquals(first, shuffled(7));
        assertFalse(first.equals(shuffled(8)));
        for (int group = 0; group < 4; group++) {
            List<Integer> channels = new ArrayList<>(first.order().subList(4 * group, 4 * group + 4));
            Collections.sort(channels);
            assertEquals(List.of(4 * group, 4 * group + 1, 4 * group + 2, 4 * group + 3), channels);
        }
    }

    private static ChannelPermute shuffled(long seed) {
        Graph graph = PAPER.withShuffle(Shuffle.randomWithinGroups(4, seed)).graph();
        return (ChannelPermute) graph.node("shuffle").op();
    }

    @Test
    void channelAttentionWeighsTheSelection() {
        Graph graph = PAPER.withChannelAttention(5).graph();
        assertEquals(List.of("attn.select", "se.gate"), graph.node("se.scale").inputs());
        assertEquals(
                List.of(5, 16, 1, 1), graph.parameters().get("se.fc1.weight").shape());
        assertEquals("se.scale", graph.outputs().get("output"));
    }

    @Test
    void plainSumHasNoAttention() {
        Graph graph = PAPER.withPlainSum().graph();
        assertEquals(new Add(), graph.node("sum").op());
        assertTrue(graph.selections().isEmpty());
        assertFalse(names(graph).contains("fuse"));
        assertEquals(PAPER, PAPER.withPlainSum().withAttention(Attention.paper(8)));
    }

    @Test
    void oneBranchIsStillSelectedFrom() {
        Graph graph = SelectiveKernel.paper(16, 1, 4, 2, 1, 4).graph();
        assertEquals(
                List.of("paths.0.act", "attn.fc_select"),
                graph.node("attn.select").inputs());
        assertEquals(
                "paths.0.act",
                PAPER.withBranches(Branch.dilated(1, 4))
                        .withPlainSum()
                        .graph()
                        .outputs()
                        .get("output"));
    }

    @Test
    void separateAndJointSecondLayersFitBothNamings() {
        Attention separate = new Attention(8, true, true, false, false);
        Graph timm = PAPER.withAttention(separate).graph();
        assertTrue(timm.parameters().containsKey("attn.fc_select.1.bias"));
        assertEquals(
                List.of("attn.fc_select.0", "attn.fc_select.1"),
                timm.node("attn.select.logits").inputs());
        assertFalse(names(timm).contains("attn.act"));
        Graph seed = SelectiveKernel.seed(16, 2, 4, 2, 1, 4)
                .withAttention(Attention.paper(8))
                .graph();
        assertEquals(List.of(32, 8), seed.parameters().get("fcs.weight").shape());
        assertTrue(seed.parameters().containsKey("fc_bn.running_var"));
    }

    @Test
    void badDescriptionsAreExplained() {
        assertEquals(
                "A branch's kernel must be odd (or its dilation even) so that all branches give maps of one size, "
                        + "not kernel=4, dilation=1",
                message(() -> Branch.square(4, 1, 1)));
        assertEquals(
                "A split input needs channels that divide by the number of branches, not 16 channels and 3 branches",
                message(() -> SelectiveKernel.paper(16, 3, 4, 2, 1, 4).withSplitInput(true)));
        assertEquals("A selective kernel needs at least one branch", message(() -> PAPER.withBranches(List.of())));
        assertEquals("The attention's width d must be at least 1, not 0", message(() -> Attention.paper(0)));
        assertEquals(
                "ChannelPermute: groups=3 must divide channels=16",
                message(() -> PAPER.withShuffle(Shuffle.transpose(3)).graph()));
        assertEquals(
                "Linear: outFeatures must be at least 1, not 0",
                message(() -> PAPER.withChannelAttention(0).graph()));
    }

    private static String message(Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }

    private static Set<String> names(Graph graph) {
        return graph.nodes().stream().map(Node::name).collect(Collectors.toSet());
    }
}
