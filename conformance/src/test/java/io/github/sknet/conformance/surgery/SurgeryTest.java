package io.github.sknet.conformance.surgery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.conformance.numbers.Generated;
import io.github.sknet.conformance.reference.DoubleTensor;
import io.github.sknet.conformance.reference.Reference;
import io.github.sknet.conformance.reference.ReferenceEngine;
import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.surgery.Gate;
import io.github.sknet.graph.surgery.Insertion;
import io.github.sknet.graph.surgery.KernelShape;
import io.github.sknet.graph.surgery.MeasuredNorms;
import io.github.sknet.graph.surgery.NodePattern;
import io.github.sknet.graph.surgery.Operated;
import io.github.sknet.graph.surgery.Surgery;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What surgery promises, in double precision: what is left of a difference there is rounding. */
class SurgeryTest {

    private static final Size SIZE = new Size(11, 13);
    private static final double ROUNDING = 1e-12;

    /** The convolution {@code conv} in the middle of a network, with BatchNorm and ReLU behind it if so wished. */
    private static Graph network(Conv2d convolution, boolean normalised) {
        GraphBuilder b = new GraphBuilder(3);
        Node stem = b.add("stem", Conv2d.of(3, convolution.inChannels(), Window.of(1)), b.input());
        Node node = b.add("conv", convolution, stem);
        if (normalised) {
            node = b.add("relu", Activation.relu(), b.add("bn", BatchNorm.of(convolution.outChannels()), node));
        }
        b.feature("C2", node);
        b.output("output", b.add("last", Conv2d.of(convolution.outChannels(), 5, Window.of(1)), node));
        return b.build();
    }

    private static DoubleTensor compute(Graph graph, Weights weights) {
        Tensor image = Generated.tensor("image", List.of(2, 3, SIZE.height(), SIZE.width()));
        return Reference.compute(graph, weights, image)
                .outputs()
                .values()
                .iterator()
                .next();
    }

    private static double difference(Graph graph, Weights weights, Operated operated) {
        double[] before = compute(graph, weights).values();
        double[] after = compute(operated.graph(), operated.weights()).values();
        assertEquals(before.length, after.length);
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < before.length; i++) {
            largest = Math.max(largest, Math.abs(before[i]));
            difference = Math.max(difference, Math.abs(before[i] - after[i]));
        }
        return difference / largest;
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 3, 3, 5, true",
        "1, 1, 1, 3, 3, 5, false",
        "2, 1, 1, 3, 5, 3x7, true",
        "2, 0, 1, 3, 3, 7, false",
        "1, 1, 4, 3, 3, 5, true",
        "2, 1, 8, 3, 3, 5, true",
        "1, 2, 1, 3d2, 3d2, 5, true",
        "1, 0, 1, 1, 1, 3d2, true",
        "1, 1, 2, 1x3, 3, 1x5, true",
        "2, 0, 1, 2, 2, 4, false"
    })
    void computesTheSame(
            int stride,
            int padding,
            int groups,
            KernelShape old,
            KernelShape first,
            KernelShape second,
            boolean normalised) {
        Window window = new Window(old.taps(), Size.square(stride), Size.square(padding), old.dilation());
        Conv2d convolution = Conv2d.of(8, 8, window).withGroups(groups);
        Graph graph = network(normalised ? convolution : convolution.withBias(Init.torchDefault()), normalised);
        Weights weights = Generated.weights(graph);

        Operated operated = Surgery.exact(List.of(first, second))
                .where(new NodePattern("conv"))
                .apply(graph, weights, 1);

        assertEquals(1, operated.graph().selections().size());
        assertTrue(difference(graph, weights, operated) < ROUNDING);
        assertEquals(1, operated.kept());
        assertTrue(
                operated.fresh().stream().allMatch(name -> name.startsWith("conv.attn.")),
                operated.fresh().toString());
        assertEquals(
                operated.graph().selections().get(0).name(),
                operated.graph().features().get("C2"),
                "a feature is what took its node's place");
    }

    @Test
    void branchesMayBeThreeAndTheGateNarrow() {
        Graph graph = network(Conv2d.of(8, 8, Window.of(3).padding(1)), true);
        Weights weights = Generated.weights(graph);
        Operated operated = Surgery.exact(List.of(KernelShape.square(3), KernelShape.square(5), KernelShape.square(7)))
                .withGate(new Gate(4, 2))
                .apply(graph, weights, 1);
        assertTrue(difference(graph, weights, operated) < ROUNDING);
        assertEquals(
                List.of(2, 8, 1, 1),
                operated.weights().get("conv.attn.fc_reduce.weight").shape());
        assertEquals("conv", operated.changes().get(0).node());
        assertEquals("3×3 | 5×5 | 7×7, d 2", operated.changes().get(0).became());
    }

    /** A head's convolution that is applied to two maps: what takes its place is shared as well. */
    @Test
    void whatWasSharedIsShared() {
        GraphBuilder b = new GraphBuilder(3);
        Conv2d convolution = Conv2d.of(3, 3, Window.of(3).padding(1));
        Node first = b.sharingScope("first").add("conv", convolution, b.input());
        Node second = b.sharingScope("second").add("conv", convolution, first);
        b.output("output", b.add("sum", new Add(), first, second));
        Graph graph = b.build();
        Weights weights = Generated.weights(graph);
        Operated operated = Surgery.exact(List.of()).apply(graph, weights, 1);
        assertTrue(difference(graph, weights, operated) < ROUNDING);
        assertEquals(2, operated.graph().selections().size());
        assertEquals(
                1,
                operated.graph().parameters().keySet().stream()
                        .filter(name -> name.endsWith("fc_reduce.weight"))
                        .count());
    }

    @Test
    void atEqualCostItSaysWhatIsKept() {
        Graph graph = network(Conv2d.of(8, 8, Window.of(3).padding(1)), true);
        Weights weights = Generated.weights(graph);
        Operated operated = Surgery.equalCost(List.of()).apply(graph, weights, 1);
        assertEquals(
                "3×3 | 3×3 dilation 2, groups 2, d 32",
                operated.changes().get(0).became());
        assertEquals(0.5, operated.kept(), "half of the inputs are not seen");
        assertTrue(difference(graph, weights, operated) > 1e-3);
    }

    @Test
    void refusesWhatCannotBeExact() {
        Graph graph = network(Conv2d.of(8, 8, Window.of(5).padding(2)), true);
        Weights weights = Generated.weights(graph);
        Surgery surgery = Surgery.exact(List.of(KernelShape.square(3), KernelShape.square(5)));
        String message = assertThrows(IllegalArgumentException.class, () -> surgery.apply(graph, weights, 1))
                .getMessage();
        assertTrue(message.startsWith("conv (Conv2d(8→8, 5×5"), message);
        assertTrue(message.contains("3×3 does not hold"), message);
        Surgery none = surgery.where(new NodePattern("layer*"));
        message = assertThrows(IllegalArgumentException.class, () -> none.apply(graph, weights, 1))
                .getMessage();
        assertTrue(message.contains("stem, conv, last"), message);
    }

    /** What is selected already is left as it is. */
    /** The input is no node that a block can be put behind, and so none to choose from. */
    @Test
    void saysWhatABlockCanBePutBehind() {
        Graph graph = network(Conv2d.of(8, 8, Window.of(3).padding(1)), true);
        Insertion insertion = Insertion.squeezeExcitation(new NodePattern("input"), 4);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> insertion.apply(graph, Generated.weights(graph), 1))
                .getMessage();
        assertTrue(message.endsWith("the network has stem, conv, bn, relu, last"), message);
    }

    /** As one whose map is flattened. */
    @Test
    void aNetworkOfOneSizeStaysOne() {
        GraphBuilder b = new GraphBuilder(3, SIZE);
        Node conv = b.add("conv", Conv2d.of(3, 8, Window.of(3).padding(1)), b.input());
        b.output("output", conv);
        Graph graph = b.build();
        Weights weights = Generated.weights(graph);
        Operated replaced = Surgery.exact(List.of()).apply(graph, weights, 1);
        Operated inserted =
                Insertion.squeezeExcitation(new NodePattern("conv"), 4).apply(graph, weights, 1);
        assertEquals(graph.input(), replaced.graph().input());
        assertEquals(graph.input(), inserted.graph().input());
    }

    @Test
    void branchesOfASelectionAreNotTouched() {
        Graph graph = network(Conv2d.of(8, 8, Window.of(3).padding(1)), true);
        Operated once = Surgery.exact(List.of()).apply(graph, Generated.weights(graph), 1);
        assertThrows(
                IllegalArgumentException.class, () -> Surgery.exact(List.of()).apply(once.graph(), once.weights(), 1));
    }

    @Test
    void aBlockBehindANodeStartsAsTheIdentity() {
        Graph graph = network(Conv2d.of(8, 8, Window.of(3).padding(1)), true);
        Weights weights = Generated.weights(graph);
        Insertion insertion = Insertion.selectiveKernel(
                new NodePattern("relu"),
                List.of(KernelShape.square(3), KernelShape.square(5)),
                Optional.empty(),
                Gate.PAPER);
        Operated operated = insertion.apply(graph, weights, 1);
        assertTrue(difference(graph, weights, operated) < ROUNDING);
        assertEquals("relu.sk.add", operated.graph().features().get("C2"));
        assertFalse(operated.graph().selections().isEmpty());
        Insertion channels = Insertion.squeezeExcitation(new NodePattern("{relu,stem}"), 4);
        assertTrue(difference(graph, weights, channels.apply(graph, weights, 1)) < ROUNDING);
    }

    @Test
    void aMeasuredNormNormalisesAndKeepsTheNumbers() {
        Graph graph = network(Conv2d.of(8, 8, Window.of(3).padding(1)).withBias(Init.torchDefault()), false);
        Weights weights = Generated.weights(graph);
        List<Tensor> images =
                List.of(Generated.tensor("a", List.of(2, 3, 9, 9)), Generated.tensor("b", List.of(3, 3, 9, 9)));
        Operated operated =
                MeasuredNorms.behind(graph, weights, new NodePattern("conv"), images, new ReferenceEngine(), 1);
        // The statistics are floats.
        assertTrue(difference(graph, weights, operated) < 1e-6);
        float[] variance = operated.weights().get("conv.bn.running_var").values();
        assertTrue(variance[0] > 0.01 && variance[0] != 1, "measured: " + variance[0]);
        Operated selective =
                Surgery.exact(List.of()).where(new NodePattern("conv")).apply(operated.graph(), operated.weights(), 1);
        assertTrue(difference(graph, weights, selective) < 1e-6);
        assertTrue(selective.weights().tensors().containsKey("conv.paths.1.bn.running_var"));
    }
}
