package io.github.sknet.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.Plan;
import io.github.sknet.runtime.Session;
import io.github.sknet.runtime.kernels.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Convolutions of odd shapes, the same for every kind of kernels. */
final class ConvolutionSweep {

    private static final int[] CHANNELS = {1, 2, 3, 5, 8, 13, 16, 24, 31, 32, 48, 64, 70};
    private static final int[] GROUPS = {1, 2, 3, 4, 7, 8, 16, 17, 32};
    private static final int[][] KERNELS = {{1, 1}, {3, 3}, {1, 7}, {7, 1}, {5, 5}, {2, 3}, {4, 1}};

    private ConvolutionSweep() {}

    /** Convolutions drawn with a fixed seed: dense, grouped, depthwise, strided, dilated, rectangular, padded oddly. */
    static List<Conv2d> convolutions(int count) {
        Random random = new Random(20190315);
        List<Conv2d> convolutions = new ArrayList<>();
        while (convolutions.size() < count) {
            int groups = pick(random, GROUPS);
            boolean grouped = random.nextBoolean();
            int in = grouped ? groups * (1 + random.nextInt(6)) : pick(random, CHANNELS);
            int out = grouped
                    ? groups * (random.nextBoolean() ? in / groups : 1 + random.nextInt(9))
                    : pick(random, CHANNELS);
            int[] kernel = KERNELS[random.nextInt(KERNELS.length)];
            Window window = new Window(
                    new Size(kernel[0], kernel[1]),
                    new Size(1 + random.nextInt(3), 1 + random.nextInt(2)),
                    new Size(random.nextInt(4), random.nextInt(4)),
                    new Size(1 + random.nextInt(2), 1 + random.nextInt(3)));
            Conv2d conv = Conv2d.of(in, out, window).withGroups(grouped ? groups : 1);
            convolutions.add(random.nextBoolean() ? conv.withBias(Init.constant(0)) : conv);
        }
        return convolutions;
    }

    /** Dense 3×3 convolutions of stride 1 with many channels, which have a quicker way than their definition. */
    static List<Conv2d> threeByThree(int count) {
        Random random = new Random(20151030);
        List<Conv2d> convolutions = new ArrayList<>();
        while (convolutions.size() < count) {
            Window window = new Window(
                    new Size(3, 3),
                    new Size(1, 1),
                    new Size(random.nextInt(4), random.nextInt(4)),
                    new Size(1 + random.nextInt(3), 1 + random.nextInt(3)));
            Conv2d conv = Conv2d.of(32 * (1 + random.nextInt(4)), 24 + random.nextInt(90), window);
            convolutions.add(random.nextBoolean() ? conv.withBias(Init.constant(0)) : conv);
        }
        return convolutions;
    }

    /** Computes one convolution with the given kernels and in double precision, at a size that fits it. */
    static void check(Conv2d conv, Kernels kernels, long seed) {
        Random random = new Random(seed);
        Window window = conv.window();
        int height = Math.max(
                        1,
                        window.dilation().height() * (window.kernel().height() - 1)
                                + 1
                                - window.padding().height())
                + random.nextInt(12);
        int width = Math.max(
                        1,
                        window.dilation().width() * (window.kernel().width() - 1)
                                + 1
                                - window.padding().width())
                + random.nextInt(12);
        GraphBuilder builder = new GraphBuilder(conv.inChannels());
        builder.output("y", builder.add("conv", conv, builder.input()));
        Graph graph = builder.build();
        Tensor weight = random(
                random,
                conv.outChannels(),
                conv.inChannels() / conv.groups(),
                window.kernel().height(),
                window.kernel().width());
        Tensor bias = random(random, conv.outChannels());
        Weights weights = new Weights(
                conv.bias() ? Map.of("conv.weight", weight, "conv.bias", bias) : Map.of("conv.weight", weight));
        Tensor input = random(random, 2, conv.inChannels(), height, width);
        double[] expected = NaiveConvolution.compute(conv, input, weight.values(), conv.bias() ? bias.values() : null);
        Session session = Plan.compile(graph, weights, height, width, kernels).session();
        float[] actual = session.predict(input.values(), false).output().values();
        assertEquals(expected.length, actual.length, "values of " + conv);
        double tolerance = 2e-7 * (2 + conv.inChannels() / conv.groups() * window.taps());
        for (int i = 0; i < actual.length; i++) {
            assertEquals(expected[i], actual[i], tolerance, conv + " at " + height + "×" + width + ", value " + i);
        }
    }

    private static int pick(Random random, int[] values) {
        return values[random.nextInt(values.length)];
    }

    private static Tensor random(Random random, Integer... shape) {
        Tensor tensor = Tensor.zeros(List.of(shape));
        for (int i = 0; i < tensor.values().length; i++) {
            tensor.values()[i] = 2 * random.nextFloat() - 1;
        }
        return tensor;
    }
}
