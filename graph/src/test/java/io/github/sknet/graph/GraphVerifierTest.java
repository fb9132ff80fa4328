package io.github.sknet.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each mistake that a graph can have, and the sentence that names it. */
class GraphVerifierTest {

    private static final Node INPUT = node("input", new Input(4));

    private static Node node(String name, Op op, String... inputs) {
        return new Node(name, op, List.of(inputs), name);
    }

    private static String mistake(Map<String, String> outputs, Node... nodes) {
        return assertThrows(IllegalArgumentException.class, () -> new Graph(List.of(nodes), outputs, Map.of()))
                .getMessage();
    }

    @Test
    void emptyGraph() {
        assertEquals("A graph needs at least an input", mistake(Map.of("y", "a")));
    }

    @Test
    void firstNodeIsNoInput() {
        assertEquals(
                "A graph has one input and it comes first, but node 'a' is Activation(RELU)",
                mistake(Map.of("y", "a"), node("a", Activation.relu())));
    }

    @Test
    void secondInput() {
        assertEquals(
                "A graph has one input and it comes first, but node 'more' is Input(4)",
                mistake(Map.of("y", "more"), INPUT, node("more", new Input(4))));
    }

    @Test
    void twoNodesOfOneName() {
        assertEquals(
                "Two nodes are named 'a'",
                mistake(
                        Map.of("y", "a"),
                        INPUT,
                        node("a", Activation.relu(), "input"),
                        node("a", Activation.relu(), "input")));
    }

    @Test
    void nodeReadsALaterOne() {
        assertEquals(
                "Node 'a' reads 'b', which no earlier node computes",
                mistake(Map.of("y", "b"), INPUT, node("a", Activation.relu(), "b"), node("b", Activation.relu(), "a")));
    }

    @Test
    void noOutput() {
        assertEquals("A graph needs at least one output", mistake(Map.of(), INPUT));
    }

    @Test
    void outputOfNoNode() {
        assertEquals("The graph has no node 'b'", mistake(Map.of("y", "b"), INPUT));
    }

    @Test
    void featureOfNoNode() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new Graph(List.of(INPUT), Map.of("y", "input"), Map.of("C2", "layer1")))
                .getMessage();
        assertEquals("The graph has no node 'layer1'", message);
    }

    @Test
    void uselessNode() {
        assertEquals(
                "Node 'b' contributes to no output",
                mistake(
                        Map.of("y", "a"),
                        INPUT,
                        node("a", Activation.relu(), "input"),
                        node("b", Activation.relu(), "input")));
    }

    @Test
    void sharedParametersOfDifferentOperations() {
        Conv2d owner = Conv2d.of(4, 4, Window.of(1));
        Node other = new Node("b", owner.withGroups(2), List.of("a"), "a");
        assertEquals(
                "Node 'b' shares the parameters of 'a' but is Conv2d(4→4, 1×1, groups 2), not Conv2d(4→4, 1×1)",
                mistake(Map.of("y", "b"), INPUT, node("a", owner, "input"), other));
    }

    /** As a layer scale is kept. */
    @Test
    void aParameterOfTheNodesOwnNameHasNothingBelowIt() {
        ChannelAffine scale = new ChannelAffine(4, false, 1);
        assertEquals(
                List.of("block.gamma"),
                List.copyOf(node("block.gamma", scale, "input").parameters().keySet()));
        for (String name : List.of("block.gamma.conv", "block.gamma.a.b")) {
            assertEquals(
                    "The parameters of '" + name + "' lie below 'block.gamma', which is a parameter itself",
                    mistake(
                            Map.of("y", name),
                            INPUT,
                            node("block.gamma", scale, "input"),
                            node(name, BatchNorm.of(4), "block.gamma")));
        }
        Node sharing = new Node("norm", BatchNorm.of(4), List.of("block.gamma"), "block.gamma");
        String message = mistake(Map.of("y", "norm"), INPUT, node("block.gamma", scale, "input"), sharing);
        assertEquals(
                "Node 'norm' shares the parameters of 'block.gamma'", message.substring(0, message.indexOf(" but")));
    }

    @Test
    void wrongChannels() {
        assertEquals(
                "For an input of (N, 4, 1024, 1024), node 'a': BatchNorm(5, ε 1.0E-5) takes 5 channels, not (N, 4, 1024, 1024)",
                mistake(Map.of("y", "a"), INPUT, node("a", BatchNorm.of(5), "input")));
    }

    @Test
    void mapWhereAVectorBelongs() {
        String message = mistake(Map.of("y", "a"), INPUT, node("a", Linear.of(4, 2), "input"));
        assertEquals("takes a vector (N, C), not (N, 4, 1024, 1024)", message.substring(message.indexOf("takes")));
    }

    @Test
    void vectorWhereAMapBelongs() {
        assertEquals(
                "For an input of (N, 4, 1024, 1024), node 'b': Conv2d(4→2, 1×1) takes a feature map (N, C, H, W), "
                        + "not (N, 4)",
                mistake(
                        Map.of("y", "b"),
                        INPUT,
                        node("a", new GlobalAveragePool(), "input"),
                        node("b", Conv2d.of(4, 2, Window.of(1)), "a")));
    }

    @Test
    void differentShapesInASum() {
        assertEquals(
                "For an input of (N, 4, 1024, 1024), node 'b': Add[] takes inputs of one shape, those after the first also "
                        + "of one channel or one pixel, not (N, 4, 1024, 1024) and (N, 4, 512, 512)",
                mistake(
                        Map.of("y", "b"),
                        INPUT,
                        node("a", new MaxPool(Window.of(2).stride(2), false), "input"),
                        node("b", new Add(), "input", "a")));
    }

    @Test
    void wrongNumberOfInputs() {
        assertEquals(
                "For an input of (N, 4, 1024, 1024), node 'a': Add takes at least two inputs, not 1",
                mistake(Map.of("y", "a"), INPUT, node("a", new Add(), "input")));
        assertEquals(
                "For an input of (N, 4, 1024, 1024), node 'a': Select(2 branches, softmax by channel) takes that many maps "
                        + "and then one value of logits, not 2 input(s)",
                mistake(Map.of("y", "a"), INPUT, node("a", Select.of(2), "input", "input")));
        assertEquals(
                "For an input of (N, 4, 1024, 1024), node 'a': Concat takes at least two inputs, not 1",
                mistake(Map.of("y", "a"), INPUT, node("a", new Concat(), "input")));
    }

    @Test
    void sliceBeyondTheChannels() {
        assertEquals(
                "For an input of (N, 4, 1024, 1024), node 'a': Slice[from=2, to=5] reaches beyond the channels of "
                        + "(N, 4, 1024, 1024)",
                mistake(Map.of("y", "a"), INPUT, node("a", new Slice(2, 5), "input")));
    }

    @Test
    void operationsThatCannotBe() {
        assertEquals("Conv2d: outChannels must be at least 1, not 0", bad(() -> Conv2d.of(4, 0, Window.of(1))));
        assertEquals("Slice: needs 0 ≤ from < to, not from=2, to=2", bad(() -> new Slice(2, 2)));
        assertEquals("ChannelPermute: not a permutation of 0 … 2", bad(() -> new ChannelPermute(List.of(0, 2, 2))));
        assertEquals(
                "MaxPool: the padding may be at most half the kernel, not 3×3 padding 2",
                bad(() -> new MaxPool(Window.of(3).padding(2), false)));
        assertEquals(
                "AveragePool: takes no dilation, not 2",
                bad(() -> new AveragePool(Window.of(3).dilation(2), false, false)));
        assertEquals("Dropout: the probability must be in [0, 1), not 1.0", bad(() -> new Dropout(1)));
        assertEquals("DropPath: the probability must be in [0, 1), not NaN", bad(() -> new DropPath(Float.NaN)));
        assertEquals(
                "BatchNorm: epsilon must be positive and momentum in [0, 1], not epsilon=1.0E-5, momentum=2.0",
                bad(() -> BatchNorm.of(4).withMomentum(2)));
        assertEquals(
                "A window needs kernel, stride and dilation of at least 1, not kernel=3, "
                        + "stride=0, padding=0, dilation=1",
                bad(() -> Window.of(3).stride(0)));
        assertEquals("Select: branches must be at least 1, not 0", bad(() -> Select.of(0)));
        assertEquals("A node needs a name", bad(() -> node(" ", new Add())));
    }

    private static String bad(Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }
}
