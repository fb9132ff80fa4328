package io.github.sknet.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.AveragePool;
import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.ChannelScale;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Op;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.kernels.ScalarKernels;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** The operations besides convolution, on numbers small enough to check by hand. */
class OperationsTest {

    /** One channel, 3×3. */
    private static final float[] SQUARE = {1, 2, 3, 4, 5, 6, 7, 8, 9};

    private static float[] run(float[] input, int channels, int size, BiFunction<GraphBuilder, Node, Node> network) {
        GraphBuilder builder = new GraphBuilder(channels);
        builder.output("y", network.apply(builder, builder.input()));
        Plan plan = Plan.compile(builder.build(), new Weights(Map.of()), size, size, new ScalarKernels());
        return plan.session().predict(input, false).output().values();
    }

    private static float[] run(Op op) {
        return run(SQUARE, 1, 3, (b, x) -> b.add("op", op, x));
    }

    @Test
    void maxPoolNeverTakesPadding() {
        float[] negative = {-1, -2, -3, -4, -5, -6, -7, -8, -9};
        float[] pooled = run(
                negative,
                1,
                3,
                (b, x) -> b.add("pool", new MaxPool(Window.of(3).stride(2).padding(1), false), x));
        assertArrayEquals(new float[] {-1, -2, -4, -5}, pooled);
    }

    @Test
    void maxPoolRoundsUpWhereAsked() {
        assertArrayEquals(new float[] {5, 6, 8, 9}, run(new MaxPool(Window.of(2).stride(2), true)));
        assertArrayEquals(new float[] {5}, run(new MaxPool(Window.of(2).stride(2), false)));
    }

    @Test
    void averagePoolCountsPaddingOnlyWhereAsked() {
        Window window = Window.of(2).stride(2).padding(1);
        assertArrayEquals(new float[] {0.25f, 1.25f, 2.75f, 7}, run(new AveragePool(window, false, true)), 1e-6f);
        assertArrayEquals(new float[] {1, 2.5f, 5.5f, 7}, run(new AveragePool(window, false, false)), 1e-6f);
        assertArrayEquals(
                new float[] {3, 4.5f, 7.5f, 9}, run(new AveragePool(Window.of(2).stride(2), true, true)), 1e-6f);
    }

    @Test
    void resizeFollowsHalfPixelCentres() {
        float[] two = {1, 2, 3, 4};
        BiFunction<GraphBuilder, Node, Node> halved = (b, x) -> b.add(
                "up",
                new Resize(Resize.Mode.BILINEAR),
                b.add("pool", new MaxPool(Window.of(2).stride(2), false), x),
                x);
        float[] source = {1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4};
        float[] expected = {1, 1.25f, 1.75f, 2, 1.5f, 1.75f, 2.25f, 2.5f, 2.5f, 2.75f, 3.25f, 3.5f, 3, 3.25f, 3.75f, 4};
        assertArrayEquals(expected, run(source, 1, 4, halved), 1e-6f);
        assertArrayEquals(
                source,
                run(
                        source,
                        1,
                        4,
                        (b, x) -> b.add(
                                "up",
                                new Resize(Resize.Mode.NEAREST),
                                b.add("pool", new MaxPool(Window.of(2).stride(2), false), x),
                                x)));
        assertArrayEquals(two, run(two, 1, 2, (b, x) -> b.add("same", new Resize(Resize.Mode.BILINEAR), x, x)));
    }

    @Test
    void channelMovesCompose() {
        float[] channels = {10, 20, 30, 40};
        float[] moved = run(channels, 4, 1, (b, x) -> {
            Node swapped = b.add("permute", new ChannelPermute(List.of(2, 3, 0, 1)), x);
            Node joined = b.add("concat", new Concat(), swapped, x);
            return b.add("slice", new Slice(1, 6), joined);
        });
        assertArrayEquals(new float[] {40, 10, 20, 10, 20}, moved);
    }

    @Test
    void nothingThatIsNeededLaterIsOverwritten() {
        float[] sums = run(new float[] {1, -2, 3, -4}, 1, 2, (b, x) -> {
            Node positive = b.add("relu1", Activation.relu(), x);
            Node sum = b.add("sum1", new Add(), positive, x);
            Node clamped = b.add("relu2", Activation.relu(), sum);
            Node later = b.add("sum2", new Add(), clamped, sum, positive);
            return b.add("sum3", new Add(), later, positive, later);
        });
        assertArrayEquals(new float[] {11, -4, 33, -8}, sums);
    }

    @Test
    void sumsScalesAndSigmoids() {
        float[] two = {1, -2, 3, -4, 0, 0, 0, 0};
        assertArrayEquals(
                new float[] {3, 0, 9, 0, 0, 0, 0, 0},
                run(two, 2, 2, (b, x) -> b.add("relu", Activation.relu(), b.add("sum", new Add(), x, x, x))));
        assertArrayEquals(
                new float[] {-0.5f, 1, -1.5f, 2, 0, 0, 0, 0},
                run(
                        two,
                        2,
                        2,
                        (b, x) -> b.add("scale", new ChannelScale(), x, b.add("mean", new GlobalAveragePool(), x))));
        assertArrayEquals(
                new float[] {0.73105858f, 0.11920292f, 0.95257413f, 0.01798621f, 0.5f, 0.5f, 0.5f, 0.5f},
                run(two, 2, 2, (b, x) -> b.add("sigmoid", Activation.sigmoid(), x)),
                1e-6f);
    }
}
