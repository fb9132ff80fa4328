package io.github.sknet.graph.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.graph.Fuse;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.blocks.Block;
import io.github.sknet.graph.blocks.Branch;
import io.github.sknet.graph.blocks.SKAttention;
import io.github.sknet.graph.blocks.SelectiveKernel;
import io.github.sknet.graph.models.Models;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionUnitTest {

    @Test
    void residualNetworksHaveThePapersNames() {
        List<SelectionUnit> units = SelectionUnit.of(Models.named("sknet50").build());
        assertEquals(
                List.of(
                        "SK_2_1", "SK_2_2", "SK_2_3", "SK_3_1", "SK_3_2", "SK_3_3", "SK_3_4", "SK_4_1", "SK_4_2",
                        "SK_4_3", "SK_4_4", "SK_4_5", "SK_4_6", "SK_5_1", "SK_5_2", "SK_5_3"),
                units.stream().map(SelectionUnit::name).toList());
        assertEquals("layer1.0.conv2.attn.select", units.get(0).node());
        for (SelectionUnit unit : units) {
            assertEquals(List.of(new Kernel("3x3", 3, 3), new Kernel("3x3 d2", 5, 5)), unit.kernels());
        }
    }

    @Test
    void theSeedArticlesNetworksHaveThemToo() {
        List<SelectionUnit> units = SelectionUnit.of(Models.named("sknet_tiny").build());
        assertEquals(
                List.of("SK_2_1", "SK_3_1", "SK_4_1"),
                units.stream().map(SelectionUnit::name).toList());
        for (SelectionUnit unit : units) {
            assertEquals(List.of(new Kernel("3x3", 3, 3), new Kernel("5x5", 5, 5)), unit.kernels());
        }
    }

    @Test
    void otherNetworksHaveTheNamesOfTheirNodes() {
        List<SelectionUnit> units =
                SelectionUnit.of(Models.named("shufflenetv2_x1_0_sk").build());
        assertEquals(
                units.stream().map(SelectionUnit::node).toList(),
                units.stream().map(SelectionUnit::name).toList());
    }

    /** Of split attention the kernels are alike; of a large selective kernel the first is what both branches rest on. */
    @Test
    void kernelsBehindSlicesAndMixturesOfChannelsAreFound() {
        for (SelectionUnit unit : SelectionUnit.of(Models.named("resnest14d").build())) {
            assertEquals(List.of(new Kernel("3x3 #1", 3, 3), new Kernel("3x3 #2", 3, 3)), unit.kernels());
        }
        for (SelectionUnit unit : SelectionUnit.of(Models.named("lsknet_t").build())) {
            assertEquals(List.of(new Kernel("1x1", 1, 1), new Kernel("7x7 d3", 19, 19)), unit.kernels());
        }
        assertEquals(
                List.of("1x1", "3x3", "5x5", "7x7"),
                unitOf(new SKAttention(8)).kernels().stream().map(Kernel::name).toList());
    }

    @Test
    void kernelsAreNamedByShapeAndDilation() {
        List<Branch> branches = List.of(
                Branch.rectangle(1, 7, 1),
                new Branch(Size.square(3), new Size(1, 2), 1),
                Branch.square(5, 1, 1),
                Branch.square(3, 3, 1),
                Branch.square(5, 1, 1));
        SelectionUnit unit = unitOf(SelectiveKernel.paper(8, 2, 1, 2, 1, 4).withBranches(branches));
        assertEquals(
                List.of(
                        new Kernel("1x7", 1, 7),
                        new Kernel("3x3 d1x2", 3, 5),
                        new Kernel("5x5 #1", 5, 5),
                        new Kernel("3x3 d3", 7, 7),
                        new Kernel("5x5 #2", 5, 5)),
                unit.kernels());
        assertEquals(0, unit.smallest());
        assertEquals(3, unit.largest());
        assertEquals(0.5 - 0.1, unit.preference(List.of(0.1, 0.1, 0.2, 0.5, 0.1)), 1e-15);
    }

    @Test
    void amongEqualKernelsTheFirstIsSmallestAndTheLastLargest() {
        SelectionUnit unit = unitOf(SelectiveKernel.paper(8, 2, 1, 2, 1, 4)
                .withBranches(List.of(Branch.square(3, 1, 1), Branch.square(3, 1, 1), Branch.square(3, 1, 1))));
        assertEquals(0, unit.smallest());
        assertEquals(2, unit.largest());
    }

    @Test
    void aBranchWithoutAConvolutionIsNamedByItsNumber() {
        GraphBuilder b = new GraphBuilder(4);
        Node pooled = b.add("pool", new MaxPool(Window.of(3).padding(1), false), b.input());
        Node s = b.add("fuse", new Fuse(), pooled, b.input());
        Node logits = b.add("fc", Linear.of(4, 8), s);
        b.output("y", b.add("select", Select.of(2), pooled, b.input(), logits));
        Graph graph = b.build();
        assertEquals(
                List.of(new Kernel("branch 1", 0, 0), new Kernel("branch 2", 0, 0)),
                SelectionUnit.of(graph).get(0).kernels());
    }

    private static SelectionUnit unitOf(Block block) {
        return SelectionUnit.of(block.graph()).get(0);
    }
}
