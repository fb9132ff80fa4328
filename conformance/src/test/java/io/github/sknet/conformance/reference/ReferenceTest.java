package io.github.sknet.conformance.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.AveragePool;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Fuse;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Multiply;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Op;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Every definition on numbers small enough to check by hand. */
class ReferenceTest {

    private static final double EXACT = 1e-12;

    /** One channel, 3×3. */
    private static final float[] SQUARE = {1, 2, 3, 4, 5, 6, 7, 8, 9};

    private static Graph graph(int channels, BiFunction<GraphBuilder, Node, Node> network) {
        GraphBuilder builder = new GraphBuilder(channels);
        builder.output("y", network.apply(builder, builder.input()));
        return builder.build();
    }

    private static double[] run(
            float[] input,
            int channels,
            int size,
            Map<String, Tensor> weights,
            BiFunction<GraphBuilder, Node, Node> network) {
        Tensor map = Tensor.of(input, 1, channels, size, size);
        return Reference.compute(graph(channels, network), new Weights(weights), map)
                .outputs()
                .get("y")
                .values();
    }

    private static double[] run(float[] input, int channels, int size, BiFunction<GraphBuilder, Node, Node> network) {
        return run(input, channels, size, Map.of(), network);
    }

    private static double[] run(Op op) {
        return run(SQUARE, 1, 3, (b, x) -> b.add("op", op, x));
    }

    private static double[] convolve(Conv2d op, float[] weight, float... bias) {
        Tensor kernel = new Tensor(op.parameters().get(0).shape(), weight);
        Map<String, Tensor> weights = op.bias()
                ? Map.of("conv.weight", kernel, "conv.bias", Tensor.of(bias, bias.length))
                : Map.of("conv.weight", kernel);
        int size = op.inChannels() == 1 ? 3 : 1;
        float[] input = op.inChannels() == 1 ? SQUARE : new float[] {10, 20, 30, 40};
        return run(input, op.inChannels(), size, weights, (b, x) -> b.add("conv", op, x));
    }

    @Test
    void convolutionsSlideTheirKernel() {
        float[] kernel = {1, 2, 3, 4};
        assertArrayEquals(new double[] {37, 47, 67, 77}, convolve(Conv2d.of(1, 1, Window.of(2)), kernel), EXACT);
        assertArrayEquals(
                new double[] {37.5},
                convolve(Conv2d.of(1, 1, Window.of(2).stride(2)).withBias(Init.constant(0)), kernel, 0.5f),
                EXACT);
        assertArrayEquals(
                new double[] {1 + 6 + 21 + 36},
                convolve(Conv2d.of(1, 1, Window.of(2).dilation(2)), kernel),
                EXACT);
        // Zeros around: rows of 1, columns of 0.
        Window padded = new Window(new Size(2, 2), new Size(2, 1), new Size(1, 0), Size.square(1));
        assertArrayEquals(
                new double[] {11, 18, 4 + 10 + 21 + 32, 5 + 12 + 24 + 36},
                convolve(Conv2d.of(1, 1, padded), kernel),
                EXACT);
    }

    @Test
    void groupsSeeTheirOwnChannelsOnly() {
        float[] kernel = {1, 2, 3, 4};
        Conv2d grouped = Conv2d.of(4, 2, Window.of(1)).withGroups(2);
        assertArrayEquals(new double[] {10 + 40, 90 + 160}, convolve(grouped, kernel), EXACT);
        Conv2d depthwise = Conv2d.of(4, 4, Window.of(1)).withGroups(4);
        assertArrayEquals(new double[] {10, 40, 90, 160}, convolve(depthwise, kernel), EXACT);
    }

    @Test
    void linearLayersMultiplyAndNormsScale() {
        Map<String, Tensor> linear = Map.of(
                "fc.weight", Tensor.of(new float[] {1, 2, 3, 4}, 2, 2), "fc.bias", Tensor.of(new float[] {5, 6}, 2));
        assertArrayEquals(
                new double[] {1 * 10 + 2 * 20 + 5, 3 * 10 + 4 * 20 + 6},
                run(
                        new float[] {10, 20},
                        2,
                        1,
                        linear,
                        (b, x) -> b.add("fc", Linear.of(2, 2), b.add("vector", new GlobalAveragePool(), x))),
                EXACT);
        Map<String, Tensor> norm = Map.of(
                "bn.weight", Tensor.of(new float[] {3}, 1),
                "bn.bias", Tensor.of(new float[] {7}, 1),
                "bn.running_mean", Tensor.of(new float[] {2}, 1),
                "bn.running_var", Tensor.of(new float[] {3.5f}, 1));
        // √(3.5 + 0.5) = 2.
        BatchNorm op = new BatchNorm(1, 0.5f, 0.1f, 1);
        assertArrayEquals(
                new double[] {7 + 3 * (10 - 2) / 2.0},
                run(new float[] {10}, 1, 1, norm, (b, x) -> b.add("bn", op, x)),
                EXACT);
    }

    @Test
    void maxPoolNeverTakesPaddingAndRoundsUpWhereAsked() {
        float[] negative = {-1, -2, -3, -4, -5, -6, -7, -8, -9};
        MaxPool padded = new MaxPool(Window.of(3).stride(2).padding(1), false);
        assertArrayEquals(new double[] {-1, -2, -4, -5}, run(negative, 1, 3, (b, x) -> b.add("pool", padded, x)));
        assertArrayEquals(
                new double[] {5, 6, 8, 9}, run(new MaxPool(Window.of(2).stride(2), true)));
        assertArrayEquals(new double[] {5}, run(new MaxPool(Window.of(2).stride(2), false)));
        assertArrayEquals(new double[] {9}, run(new MaxPool(Window.of(2).dilation(2), false)));
    }

    @Test
    void averagePoolCountsPaddingOnlyWhereAskedAndNothingBeyondIt() {
        Window window = Window.of(2).stride(2).padding(1);
        assertArrayEquals(new double[] {0.25, 1.25, 2.75, 7}, run(new AveragePool(window, false, true)), EXACT);
        assertArrayEquals(new double[] {1, 2.5, 5.5, 7}, run(new AveragePool(window, false, false)), EXACT);
        Window beyond = Window.of(2).stride(2);
        assertArrayEquals(new double[] {3, 4.5, 7.5, 9}, run(new AveragePool(beyond, true, true)), EXACT);
        assertArrayEquals(new double[] {5}, run(new GlobalAveragePool()), EXACT);
    }

    @Test
    void resizeFollowsHalfPixelCentres() {
        float[] source = {1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4};
        double[] bilinear = {1, 1.25, 1.75, 2, 1.5, 1.75, 2.25, 2.5, 2.5, 2.75, 3.25, 3.5, 3, 3.25, 3.75, 4};
        assertArrayEquals(bilinear, run(source, 1, 4, halvedAndBack(Resize.Mode.BILINEAR)), EXACT);
        double[] nearest = {1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4};
        assertArrayEquals(nearest, run(source, 1, 4, halvedAndBack(Resize.Mode.NEAREST)));
        float[] two = {1, 2, 3, 4};
        assertArrayEquals(
                new double[] {1, 2, 3, 4},
                run(two, 1, 2, (b, x) -> b.add("same", new Resize(Resize.Mode.BILINEAR), x, x)));
    }

    private static BiFunction<GraphBuilder, Node, Node> halvedAndBack(Resize.Mode mode) {
        MaxPool halving = new MaxPool(Window.of(2).stride(2), false);
        return (b, x) -> b.add("up", new Resize(mode), b.add("pool", halving, x), x);
    }

    @Test
    void channelMovesCompose() {
        float[] channels = {10, 20, 30, 40};
        double[] moved = run(channels, 4, 1, (b, x) -> {
            Node swapped = b.add("permute", new ChannelPermute(List.of(2, 3, 0, 1)), x);
            Node joined = b.add("concat", new Concat(), swapped, x);
            return b.add("slice", new Slice(1, 6), joined);
        });
        assertArrayEquals(new double[] {40, 10, 20, 10, 20}, moved);
    }

    @Test
    void sumsScalesAndFunctions() {
        float[] two = {1, -2, 3, -4, 0, 0, 0, 0};
        assertArrayEquals(
                new double[] {3, 0, 9, 0, 0, 0, 0, 0},
                run(two, 2, 2, (b, x) -> b.add("relu", Activation.relu(), b.add("sum", new Add(), x, x, x))));
        BiFunction<GraphBuilder, Node, Node> scaled =
                (b, x) -> b.add("scale", new Multiply(), x, b.add("mean", new GlobalAveragePool(), x));
        assertArrayEquals(new double[] {-0.5, 1, -1.5, 2, 0, 0, 0, 0}, run(two, 2, 2, scaled), EXACT);
        assertArrayEquals(
                new double[] {0.73105857863, 0.119202922022, 0.952574126822, 0.0179862099621, 0.5, 0.5, 0.5, 0.5},
                run(two, 2, 2, (b, x) -> b.add("sigmoid", Activation.sigmoid(), x)),
                1e-10);
    }

    @Test
    void selectionMixesByTheSoftmaxAcrossBranches() {
        GraphBuilder b = new GraphBuilder(2);
        Node other = b.add("other", new ChannelPermute(List.of(1, 0)), b.input());
        // Logits 1, 3 and, the other way round, 3, 1.
        Node fused = b.add("fuse", new Fuse(), b.input());
        Node swapped = b.add("swapped", new Fuse(), other);
        Node logits = b.add("logits", new Concat(), fused, swapped);
        b.output("y", b.add("select", Select.of(2), b.input(), other, logits));
        b.output("both", b.add("both", new Fuse(), b.input(), other));
        Reference answer =
                Reference.compute(b.build(), new Weights(Map.of()), Tensor.of(new float[] {1, 3}, 1, 2, 1, 1));
        double small = 1 / (1 + Math.exp(2));
        double large = 1 - small;
        assertEquals(List.of(1, 2, 2), answer.attention().get("select").shape());
        assertArrayEquals(
                new double[] {small, large, large, small},
                answer.attention().get("select").values(),
                EXACT);
        assertArrayEquals(
                new double[] {small * 1 + large * 3, large * 3 + small * 1},
                answer.outputs().get("y").values(),
                EXACT);
        assertArrayEquals(new double[] {4, 4}, answer.outputs().get("both").values(), EXACT);
    }

    /** Two pixels, three branches of one channel: 1 and 2, 10 and 20, 100 and 200. */
    @Test
    void selectionsByPixelHaveAShareForEachPixel() {
        float ln2 = (float) Math.log(2);
        double[] softmax = mixedByPixel(Select.Gate.SOFTMAX, 0, 0, ln2, 0, 0, 2 * ln2);
        // At the first pixel in proportions 1 : 2 : 1, at the second 1 : 1 : 4.
        assertArrayEquals(new double[] {(1 + 20 + 100) / 4.0, (2 + 20 + 800) / 6.0}, softmax, 1e-5);
        double[] sigmoid = mixedByPixel(Select.Gate.SIGMOID, 0, ln2, ln2, 0, -ln2, 0);
        assertArrayEquals(new double[] {0.5 + 20 / 3.0 + 100 / 3.0, 4 / 3.0 + 10 + 100}, sigmoid, 1e-5);
    }

    private static double[] mixedByPixel(Select.Gate gate, float... logits) {
        GraphBuilder b = new GraphBuilder(6);
        List<Node> inputs = new ArrayList<>();
        for (int m = 0; m < 3; m++) {
            inputs.add(b.add("branch" + m, new Slice(m, m + 1), b.input()));
        }
        inputs.add(b.add("logits", new Slice(3, 6), b.input()));
        b.output("y", b.add("select", new Select(3, gate, Select.Extent.PIXEL), inputs));
        float[] input = {1, 2, 10, 20, 100, 200, 0, 0, 0, 0, 0, 0};
        System.arraycopy(logits, 0, input, 6, 6);
        Reference answer = Reference.compute(b.build(), new Weights(Map.of()), Tensor.of(input, 1, 6, 1, 2));
        assertEquals(List.of(1, 3, 1, 2), answer.attention().get("select").shape());
        return answer.outputs().get("y").values();
    }

    @Test
    void theEngineRoundsToFloats() {
        Graph graph = graph(1, (b, x) -> b.add("sigmoid", Activation.sigmoid(), x));
        Tensor output = new ReferenceEngine()
                .load(graph, new Weights(Map.of()), 1)
                .predict(Tensor.of(new float[] {1}, 1, 1, 1, 1), false)
                .output();
        assertArrayEquals(new float[] {0.7310586f}, output.values());
    }
}
