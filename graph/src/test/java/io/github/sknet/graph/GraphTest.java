package io.github.sknet.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphTest {

    private static Shape shapeAfter(Op op, int height, int width) {
        GraphBuilder b = new GraphBuilder(6);
        b.output("y", b.add("op", op, b.input()));
        return b.build().shapes(height, width).get("op");
    }

    @ParameterizedTest
    @CsvSource({
        // kernel, stride, padding, dilation, in, out: PyTorch's Conv2d.
        "3, 1, 1, 1, 7, 7",
        "3, 2, 1, 1, 7, 4",
        "3, 2, 1, 1, 8, 4",
        "7, 2, 3, 1, 224, 112",
        "3, 1, 2, 2, 5, 5",
        "5, 3, 0, 1, 11, 3",
        "1, 2, 0, 1, 7, 4",
        "4, 1, 0, 1, 4, 1"
    })
    void convolutionSizes(int kernel, int stride, int padding, int dilation, int in, int out) {
        Window window = Window.of(kernel).stride(stride).padding(padding).dilation(dilation);
        assertEquals(Shape.map(2, out, out), shapeAfter(Conv2d.of(6, 2, window), in, in));
    }

    @ParameterizedTest
    @CsvSource({
        // kernel, stride, padding, ceil, in, out: PyTorch's MaxPool2d, by hand from its documentation.
        "3, 2, 0, false, 112, 55",
        "3, 2, 0, true, 112, 56",
        "3, 2, 1, false, 112, 56",
        "3, 2, 1, true, 112, 57",
        "2, 2, 0, true, 5, 3",
        "2, 2, 0, false, 5, 2",
        "3, 2, 0, true, 7, 3",
        // A last window that would start in the right padding is left out.
        "2, 2, 1, true, 3, 2",
        "1, 2, 0, true, 4, 2",
        "3, 3, 1, true, 4, 2"
    })
    void poolingSizesWithCeilMode(int kernel, int stride, int padding, boolean ceil, int in, int out) {
        Window window = Window.of(kernel).stride(stride).padding(padding);
        assertEquals(Shape.map(6, out, out), shapeAfter(new MaxPool(window, ceil), in, in));
        assertEquals(Shape.map(6, out, out), shapeAfter(new AveragePool(window, ceil, false), in, in));
    }

    /** Taps of a dilated window at −1 and 2 of two pixels: there is no largest value. */
    @Test
    void aPoolingWindowThatWouldSeePaddingAloneIsRefused() {
        MaxPool pool = new MaxPool(Window.of(2).padding(1).dilation(3), false);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> pool.outputShape(List.of(Shape.map(1, 2, 2))))
                .getMessage();
        assertTrue(message.contains("padding alone") && message.contains("(N, 1, 2, 2)"), message);
        assertEquals(Shape.map(1, 3, 3), pool.outputShape(List.of(Shape.map(1, 4, 4))));
    }

    @Test
    void rectangularWindows() {
        Conv2d op = Conv2d.of(6, 3, Window.of(1, 7).samePadding());
        assertEquals(Shape.map(3, 5, 9), shapeAfter(op, 5, 9));
        assertEquals(List.of(3, 6, 1, 7), op.parameters().get(0).shape());
        assertEquals(Shape.map(3, 5, 3), shapeAfter(Conv2d.of(6, 3, Window.of(1, 7)), 5, 9));
    }

    @Test
    void channelsOfSliceConcatAndPermute() {
        GraphBuilder b = new GraphBuilder(6);
        Node first = b.add("first", new Slice(0, 2), b.input());
        Node rest = b.add("rest", new Slice(2, 6), b.input());
        Node joined = b.add("joined", new Concat(), rest, first);
        b.output("y", b.add("permuted", ChannelPermute.transpose(6, 3), joined));
        Map<String, Shape> shapes = b.build().shapes(4, 4);
        assertEquals(Shape.map(2, 4, 4), shapes.get("first"));
        assertEquals(Shape.map(4, 4, 4), shapes.get("rest"));
        assertEquals(Shape.map(6, 4, 4), shapes.get("permuted"));
    }

    @Test
    void resizeTakesTheOthersSizeAndVectorsToo() {
        GraphBuilder b = new GraphBuilder(6);
        Node small = b.add("small", new MaxPool(Window.of(2).stride(2), false), b.input());
        Node pooled = b.add("pooled", new GlobalAveragePool(), small);
        Node linear = b.add("linear", Linear.of(6, 3), pooled);
        b.output("map", b.add("enlarged", new Resize(Resize.Mode.BILINEAR), small, b.input()));
        b.output("vector", b.add("spread", new Resize(Resize.Mode.NEAREST), linear, small));
        Map<String, Shape> shapes = b.build().shapes(9, 6);
        assertEquals(Shape.map(6, 9, 6), shapes.get("enlarged"));
        assertEquals(Shape.vector(3), shapes.get("linear"));
        assertEquals(Shape.map(3, 4, 3), shapes.get("spread"));
    }

    @Test
    void tooSmallAnInputIsExplained() {
        GraphBuilder b = new GraphBuilder(6);
        b.output("y", b.add("wide", Conv2d.of(6, 2, Window.of(5)), b.input()));
        Graph graph = b.build();
        assertEquals(
                "For an input of (N, 6, 4, 9), node 'wide': An input of (N, 6, 4, 9) is too small for a window of 5×5",
                assertThrows(IllegalArgumentException.class, () -> graph.shapes(4, 9))
                        .getMessage());
    }

    @Test
    void permutationsAreChecked() {
        assertEquals(List.of(0, 3, 1, 4, 2, 5), ChannelPermute.transpose(6, 2).order());
        assertEquals(List.of(0, 2, 4, 1, 3, 5), ChannelPermute.transpose(6, 3).order());
        // The two undo each other.
        List<Integer> two = ChannelPermute.transpose(6, 2).order();
        List<Integer> three = ChannelPermute.transpose(6, 3).order();
        for (int c = 0; c < 6; c++) {
            assertEquals(c, two.get(three.get(c)));
        }
        // java.util.Random is specified, so this order is the same on every machine.
        assertEquals(ChannelPermute.randomWithinGroups(8, 2, 42), ChannelPermute.randomWithinGroups(8, 2, 42));
        assertThrows(IllegalArgumentException.class, () -> ChannelPermute.transpose(6, 4));
        assertThrows(IllegalArgumentException.class, () -> ChannelPermute.randomWithinGroups(6, 0, 1));
    }

    /** Two heads that share a convolution, on two scales. */
    private static Graph shared() {
        GraphBuilder b = new GraphBuilder(6);
        Node small = b.add("small", new MaxPool(Window.of(2).stride(2), false), b.input());
        Conv2d head = Conv2d.of(6, 2, Window.of(3).padding(1)).withBias(Init.constant(0));
        Node large = b.add("head", head, b.input());
        b.feature("C0", b.input());
        b.feature("C1", small);
        b.output("large", large);
        b.output("small", b.addSharing("head_again", large, small));
        return b.build();
    }

    @Test
    void sharedParametersAppearAndCountOnce() {
        Graph graph = shared();
        assertEquals(
                List.of("head.weight", "head.bias"),
                List.copyOf(graph.parameters().keySet()));
        Summary summary = Summary.of(graph, 8, 8);
        assertEquals(2 * 6 * 9 + 2, summary.parameters());
        // Computed twice, on 64 and on 16 pixels.
        assertEquals(2 * 6 * 9 * (64 + 16), summary.macs());
        assertEquals(2 * (64 + 16), summary.activations());
        assertEquals("head", graph.node("head_again").parametersOf());
    }

    @Test
    void withOutputsKeepsOnlyWhatIsNeeded() {
        Graph part = shared().withOutputs(Map.of("y", "head"));
        assertEquals(
                List.of("input", "head"), part.nodes().stream().map(Node::name).toList());
        assertEquals(Map.of("y", "head"), part.outputs());
        assertEquals(Map.of("C0", "input"), part.features());
        assertTrue(names(shared()).contains("small"));
        assertFalse(names(part).contains("small"));
    }

    @Test
    void withOutputsKeepsAParameterWhoseOwnerIsGone() {
        Graph part = shared().withOutputs(Map.of("y", "head_again"));
        assertFalse(names(part).contains("head"));
        assertEquals(
                List.of("head.weight", "head.bias"),
                List.copyOf(part.parameters().keySet()));
        assertEquals(2 * 6 * 9 + 2, Summary.of(part, 8, 8).parameters());
    }

    @Test
    void withOutputsOfNoNode() {
        assertEquals(
                "The graph has no node 'tail'",
                assertThrows(IllegalArgumentException.class, () -> shared().withOutputs(Map.of("y", "tail")))
                        .getMessage());
    }

    @Test
    void mapOpsChangesOperationsAndNothingElse() {
        Graph graph = shared();
        Graph changed =
                graph.mapOps(op -> op instanceof MaxPool pool ? new AveragePool(pool.window(), false, true) : op);
        assertEquals(
                new AveragePool(Window.of(2).stride(2), false, true),
                changed.node("small").op());
        assertEquals(graph.node("head_again"), changed.node("head_again"));
        assertEquals(graph.outputs(), changed.outputs());
        assertEquals(graph.features(), changed.features());
    }

    @Test
    void consumersReadANode() {
        Graph graph = shared();
        assertEquals(
                List.of("small", "head"),
                graph.consumers().get("input").stream().map(Node::name).toList());
        assertEquals(List.of(), graph.consumers().get("head"));
    }

    @Test
    void multiplyAccumulatesByHand() {
        GraphBuilder b = new GraphBuilder(8);
        Node x = b.add(
                "grouped", Conv2d.of(8, 16, Window.of(3).padding(1).stride(2)).withGroups(4), b.input());
        x = b.add("depthwise", Conv2d.of(16, 16, Window.of(1, 5).samePadding()).withGroups(16), x);
        x = b.add("pool", new GlobalAveragePool(), x);
        b.output("y", b.add("fc", Linear.of(16, 10), x));
        Summary summary = Summary.of(b.build(), 8, 6);
        List<Long> macs = summary.rows().stream().map(Summary.Row::macs).toList();
        // 4×3 pixels · 16 outputs · 2 inputs a group · 9 taps; 5 taps; 16·10.
        assertEquals(List.of(0L, 12L * 16 * 2 * 9, 12L * 16 * 5, 0L, 160L), macs);
        assertEquals(12 * 16 * 2 * 9 + 12 * 16 * 5 + 160, summary.macs());
        assertEquals(16 * 2 * 9 + 16 * 5 + 170, summary.parameters());
        assertEquals(2 * 12 * 16, summary.activations());
    }

    @Test
    void runningStatisticsAreSavedButNotCounted() {
        GraphBuilder b = new GraphBuilder(8);
        b.output("y", b.add("bn", BatchNorm.of(8), b.input()));
        Graph graph = b.build();
        assertEquals(
                List.of("bn.weight", "bn.bias", "bn.running_mean", "bn.running_var"),
                List.copyOf(graph.parameters().keySet()));
        assertEquals(16, Summary.of(graph, 4, 4).parameters());
    }

    @Test
    void scopesNestLikeModules() {
        GraphBuilder b = new GraphBuilder(3);
        GraphBuilder block = b.scope("layer1").scope("0");
        Node conv = block.add("conv1", Conv2d.of(b.inputChannels(), 4, Window.of(1)), b.input());
        b.output("y", conv);
        assertEquals("layer1.0.conv1", conv.name());
        assertTrue(b.build().parameters().containsKey("layer1.0.conv1.weight"));
    }

    @Test
    void receptiveFieldsFollowTheSmallestAndTheLargestKernel() {
        GraphBuilder b = new GraphBuilder(4);
        Node x = b.add("stem", Conv2d.of(4, 4, Window.of(3).padding(1).stride(2)), b.input());
        Node three = b.add("three", Conv2d.of(4, 4, Window.of(3).padding(1)), x);
        Node wide = b.add("wide", Conv2d.of(4, 4, Window.of(1, 7).samePadding()), x);
        Node pooled = b.add("fuse", new Fuse(), three, wide);
        Node logits = b.add("logits", Linear.of(4, 8), pooled);
        Node chosen = b.add("select", Select.of(2), three, wide, logits);
        b.output("y", b.add("sum", new Add(), chosen, x));
        Map<String, ReceptiveField> fields = ReceptiveField.of(b.build());
        // The stem sees 3 pixels at stride 2; three more taps add 2·2 or 6·2 pixels.
        assertEquals(new ReceptiveField(new Size(3, 7), new Size(7, 15), Size.square(2)), fields.get("sum"));
        assertFalse(fields.containsKey("logits"));
    }

    /** Logits that a pixel's surroundings make belong to what the selection sees. */
    @Test
    void receptiveFieldsOfSelectionsByPixelReachAsFarAsTheLogits() {
        GraphBuilder b = new GraphBuilder(4);
        Node three = b.add("three", Conv2d.of(4, 4, Window.of(3).padding(1)), b.input());
        Node logits = b.add("logits", Conv2d.of(4, 2, Window.of(7).padding(3)), three);
        Select byPixel = new Select(2, Select.Gate.SIGMOID, Select.Extent.PIXEL);
        b.output("y", b.add("select", byPixel, b.input(), three, logits));
        Size nine = Size.square(9);
        assertEquals(
                new ReceptiveField(nine, nine, Size.square(1)),
                ReceptiveField.of(b.build()).get("select"));
    }

    @Test
    void printsItselfAsATable() {
        String table = shared().toString();
        List<String> lines = table.lines().toList();
        assertEquals(shared().nodes().size() + 2, lines.size(), table);
        assertTrue(lines.get(0).matches("node +operation +parameters +inputs"), table);
        assertTrue(lines.stream().anyMatch(line -> line.matches("head_again +Conv2d.* of head +.*")), table);
        assertTrue(lines.get(lines.size() - 1).contains("outputs: "), table);
    }

    private static Set<String> names(Graph graph) {
        return graph.nodes().stream().map(Node::name).collect(Collectors.toSet());
    }
}
