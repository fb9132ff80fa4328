package io.github.sknet.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.AveragePool;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.DropPath;
import io.github.sknet.graph.Dropout;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Op;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.blocks.Block;
import io.github.sknet.graph.blocks.SelectiveKernel;
import io.github.sknet.graph.blocks.Shuffle;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What ONNX Runtime computes from an export, against every operation's definition in double precision. */
class OnnxEngineTest {

    private static final double TOLERANCE = 1e-5;

    private static Graph graph(int channels, BiFunction<GraphBuilder, Node, Node> body) {
        GraphBuilder b = new GraphBuilder(channels);
        b.output("result", body.apply(b, b.input()));
        return b.build();
    }

    private static Arguments single(String name, Op op) {
        return Arguments.of(name, graph(8, (b, x) -> b.add("op", op, x)));
    }

    private static Arguments block(String name, Block block) {
        return Arguments.of(name, graph(8, (b, x) -> block.build(b.scope("sk"), x)));
    }

    static Stream<Arguments> operations() {
        Window rectangular = new Window(new Size(3, 5), new Size(2, 1), new Size(1, 2), new Size(1, 2));
        return Stream.of(
                single("conv", Conv2d.of(8, 6, rectangular)),
                single(
                        "grouped conv with bias",
                        biased(Conv2d.of(8, 12, Window.of(3).padding(1))).withGroups(4)),
                single("batch norm alone", BatchNorm.of(8)),
                single("relu", Activation.relu()),
                single("sigmoid", Activation.sigmoid()),
                single("slice", new Slice(2, 7)),
                single("transpose", ChannelPermute.transpose(8, 4)),
                single("random order", ChannelPermute.randomWithinGroups(8, 2, 3)),
                single("max pool", new MaxPool(Window.of(3).stride(2).padding(1), false)),
                single("max pool, rounding up", new MaxPool(Window.of(3).stride(2), true)),
                single("max pool, dilated", new MaxPool(Window.of(3).dilation(2).padding(1), false)),
                single(
                        "max pool whose last window would see nothing",
                        new MaxPool(Window.of(2).stride(3).padding(1), true)),
                single("global average", new GlobalAveragePool()),
                single("dropout", new Dropout(0.5f)),
                single("drop path", new DropPath(0.5f)),
                Arguments.of(
                        "linear after pooling",
                        graph(8, (b, x) -> b.add("fc", Linear.of(8, 5), b.add("pool", new GlobalAveragePool(), x)))),
                Arguments.of(
                        "sum of three",
                        graph(8, (b, x) -> b.add("sum", new Add(), x, b.add("relu", Activation.relu(), x), x))),
                Arguments.of(
                        "concatenation",
                        graph(8, (b, x) -> b.add("cat", new Concat(), x, b.add("part", new Slice(0, 3), x)))));
    }

    private static Conv2d biased(Conv2d convolution) {
        return convolution.withBias(io.github.sknet.graph.Init.torchDefault());
    }

    static Stream<Arguments> averagePools() {
        return Stream.of(
                        Window.of(2).stride(2),
                        Window.of(3).stride(2).padding(1),
                        Window.of(3).stride(3).padding(1))
                .flatMap(window -> Stream.of(true, false)
                        .flatMap(ceil -> Stream.of(true, false)
                                .map(counted -> single(
                                        "average pool " + window + " ceil=" + ceil + " counted=" + counted,
                                        new AveragePool(window, ceil, counted)))));
    }

    static Stream<Arguments> resizes() {
        return Stream.of(Resize.Mode.values())
                .flatMap(mode -> Stream.of(
                        Arguments.of("enlarge " + mode, graph(8, (b, x) -> {
                            Node small = b.add("pool", new MaxPool(Window.of(3).stride(2), false), x);
                            return b.add("resize", new Resize(mode), small, x);
                        })),
                        Arguments.of("shrink " + mode, graph(8, (b, x) -> {
                            Node small = b.add("pool", new MaxPool(Window.of(3).stride(2), false), x);
                            return b.add("resize", new Resize(mode), x, small);
                        })),
                        Arguments.of("spread a vector " + mode, graph(8, (b, x) -> {
                            Node vector = b.add("pool", new GlobalAveragePool(), x);
                            return b.add("resize", new Resize(mode), vector, x);
                        }))));
    }

    static Stream<Arguments> blocks() {
        return Stream.concat(
                IntStream.rangeClosed(1, 4)
                        .mapToObj(m -> block("seed, M = " + m, SelectiveKernel.seed(8, m, 4, 2, 1, 4))),
                Stream.of(
                        block("paper", SelectiveKernel.paper(8, 2, 4, 2, 2, 4)),
                        block("paper, M = 3", SelectiveKernel.paper(8, 3, 4, 2, 1, 4)),
                        block("timm, split input", SelectiveKernel.timm(8, 8, 1, 1, 2, true, 4)),
                        block(
                                "plain sum",
                                SelectiveKernel.paper(8, 2, 4, 2, 1, 4).withPlainSum()),
                        block(
                                "channel attention and shuffle",
                                SelectiveKernel.paper(8, 2, 4, 2, 1, 4)
                                        .withChannelAttention(2)
                                        .withShuffle(Shuffle.transpose(4)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"operations", "averagePools", "resizes", "blocks"})
    void agreesWithTheDefinition(String name, Graph graph) {
        Weights weights = Networks.randomWeights(graph);
        try (Predictor onnx = new OnnxEngine().load(graph, weights, 1);
                Predictor reference = new ReferenceNetwork().load(graph, weights, 1)) {
            for (Tensor input : List.of(
                    Networks.randomInput(1, 8, 9, 12),
                    Networks.randomInput(3, 8, 10, 7),
                    Networks.randomInput(1, 8, 11, 11))) {
                Prediction expected = reference.predict(input, true);
                Prediction found = onnx.predict(input, true);
                Networks.assertClose(expected.outputs(), found.outputs(), TOLERANCE);
                Networks.assertClose(expected.attention(), found.attention(), TOLERANCE);
                assertEquals(found.outputs(), onnx.predict(input, false).outputs(), "with and without attention");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void stackedBranchesGiveTheSameNumbers(String name, Graph graph) {
        Weights weights = Networks.randomWeights(graph);
        Tensor input = Networks.randomInput(2, 8, 9, 7);
        try (Predictor stacked = new OnnxPredictor(graph, weights, 1, OnnxOptions.Selection.STACKED);
                Predictor reference = new ReferenceNetwork().load(graph, weights, 1)) {
            Prediction expected = reference.predict(input, true);
            Prediction found = stacked.predict(input, true);
            Networks.assertClose(expected.outputs(), found.outputs(), TOLERANCE);
            Networks.assertClose(expected.attention(), found.attention(), TOLERANCE);
        }
    }

    @Test
    void isFoundByName() {
        assertTrue(Engines.named("onnx") instanceof OnnxEngine);
    }

    @Test
    void attentionIsGivenOnRequestOnlyAndSumsToOne() {
        Graph graph = Models.named("sknet_tiny").build();
        try (Predictor predictor = new OnnxEngine().load(graph, Networks.randomWeights(graph), 2)) {
            Tensor input = Networks.randomInput(2, 1, 28, 28);
            assertTrue(predictor.predict(input, false).attention().isEmpty());
            Prediction prediction = predictor.predict(input, true);
            assertEquals(List.of("logits"), List.copyOf(prediction.outputs().keySet()));
            assertEquals(3, prediction.attention().size());
            Tensor attention = prediction.attention().values().iterator().next();
            assertEquals(List.of(2, 2, 32), attention.shape());
            for (int c = 0; c < 32; c++) {
                assertEquals(1, attention.values()[c] + attention.values()[32 + c], 1e-6);
            }
        }
    }

    @Test
    void severalThreadsGetTheSameNumbers() throws Exception {
        Graph graph = Models.named("sknet_tiny").build();
        try (Predictor predictor = new OnnxEngine().load(graph, Networks.randomWeights(graph), 1)) {
            Tensor input = Networks.randomInput(1, 1, 28, 28);
            Tensor alone = predictor.predict(input, false).output();
            ExecutorService pool = Executors.newFixedThreadPool(4);
            try {
                Callable<Tensor> task = () -> predictor.predict(input, true).output();
                for (Future<Tensor> result : pool.invokeAll(java.util.Collections.nCopies(40, task))) {
                    assertEquals(alone, result.get());
                }
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void badInputIsNamed() {
        Graph graph = graph(3, (b, x) -> b.add("conv", Conv2d.of(3, 4, Window.of(5)), x));
        Predictor predictor = new OnnxEngine().load(graph, Networks.randomWeights(graph), 1);
        assertMessage("(N, 3, H, W)", () -> predictor.predict(Networks.randomInput(1, 4, 8, 8), false));
        assertMessage("(N, 3, H, W)", () -> predictor.predict(Tensor.of(new float[3], 1, 3), false));
        assertMessage("too small", () -> predictor.predict(Networks.randomInput(1, 3, 8, 4), false));
        assertMessage("threads", () -> new OnnxEngine().load(graph, Networks.randomWeights(graph), 0));
        predictor.close();
        predictor.close();
        assertThrows(IllegalStateException.class, () -> predictor.predict(Networks.randomInput(1, 3, 8, 8), false));
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable action) {
        String message = assertThrows(IllegalArgumentException.class, action).getMessage();
        assertTrue(message.contains(part), message);
    }
}
