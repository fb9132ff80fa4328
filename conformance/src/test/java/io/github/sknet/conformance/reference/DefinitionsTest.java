package io.github.sknet.conformance.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.ChannelPool;
import io.github.sknet.graph.ConvTranspose2d;
import io.github.sknet.graph.DepthToSpace;
import io.github.sknet.graph.Extent;
import io.github.sknet.graph.Flatten;
import io.github.sknet.graph.GlobalMaxPool;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.GroupNorm;
import io.github.sknet.graph.LayerNorm;
import io.github.sknet.graph.LocalResponseNorm;
import io.github.sknet.graph.Op;
import io.github.sknet.graph.PRelu;
import io.github.sknet.graph.Pad;
import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Softmax;
import io.github.sknet.graph.SpaceToDepth;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The definitions of single operations against numbers that were worked out by hand, or are in tables. */
class DefinitionsTest {

    private static final double EXACT = 1e-6;

    private static double[] run(Op op, int channels, int height, int width, Map<String, Tensor> weights, float... x) {
        GraphBuilder b = new GraphBuilder(channels, new Size(height, width));
        b.output("y", b.add("op", op, b.input()));
        Tensor input = Tensor.of(x, 1, channels, height, width);
        return Reference.compute(b.build(), new Weights(weights), input)
                .outputs()
                .get("y")
                .values();
    }

    private static double[] run(Op op, int channels, int height, int width, float... x) {
        return run(op, channels, height, width, Map.of(), x);
    }

    private static double of(Activation function, float x) {
        return run(function, 1, 1, 1, x)[0];
    }

    private static double of(Activation.Function function, float x) {
        return of(new Activation(function), x);
    }

    /** Abramowitz and Stegun, table 7.1. */
    @Test
    void theErrorFunctionIsThatOfTheTables() {
        assertEquals(0.5204998778, FunctionDefinitions.erf(0.5), 1e-10);
        assertEquals(0.8427007929, FunctionDefinitions.erf(1), 1e-10);
        assertEquals(0.9953222650, FunctionDefinitions.erf(2), 1e-10);
        assertEquals(-0.9953222650, FunctionDefinitions.erf(-2), 1e-10);
        assertEquals(1, FunctionDefinitions.erf(7), 0);
    }

    @Test
    void functionsAreThoseOfTheirPapers() {
        assertEquals(-0.2, of(Activation.leakyRelu(0.1f), -2), EXACT);
        assertEquals(Math.exp(-2) - 1, of(Activation.Function.ELU, -2), EXACT);
        assertEquals(-1.5201664686, of(Activation.Function.SELU, -2), EXACT);
        assertEquals(2.1014020443, of(Activation.Function.SELU, 2), EXACT);
        assertEquals(2.1269280110, of(Activation.Function.SOFTPLUS, 2), EXACT);
        assertEquals(-2 / 3.0, of(Activation.Function.SOFTSIGN, -2), EXACT);
        assertEquals(1.7615941559, of(Activation.Function.SILU, 2), EXACT);
        assertEquals(5 / 6.0, of(Activation.Function.HARD_SIGMOID, 2), EXACT);
        assertEquals(10 / 6.0, of(Activation.Function.HARD_SWISH, 2), EXACT);
        assertEquals(-1 / 3.0, of(Activation.Function.HARD_SWISH, -1), EXACT);
        assertEquals(1.9544997361, of(Activation.Function.GELU, 2), EXACT);
        assertEquals(1.9545976940, of(Activation.Function.GELU_TANH, 2), EXACT);
        assertEquals(1.9439589595, of(Activation.Function.MISH, 2), EXACT);
        assertEquals(6, of(Activation.clip(0, 6), 7), 0);
        assertEquals(7, of(Activation.linear(3, 1), 2), 0);
    }

    @Test
    void eachChannelHasItsSlope() {
        Map<String, Tensor> slopes = Map.of("op.weight", Tensor.of(new float[] {0.5f, 2}, 2));
        assertArrayEquals(new double[] {-1, 2, -4, 2}, run(new PRelu(2), 2, 1, 2, slopes, -2, 2, -2, 2), EXACT);
    }

    /** Pixels 1 and 2 spread the kernel 1, 2, 3; where both do, they add. */
    @Test
    void transposedConvolutionsSpreadTheirKernel() {
        Map<String, Tensor> weights = Map.of(
                "op.weight", Tensor.of(new float[] {1, 2, 3}, 1, 1, 1, 3), "op.bias", Tensor.of(new float[] {10}, 1));
        Window strided = Window.of(1, 3).stride(2);
        assertArrayEquals(
                new double[] {11, 12, 13 + 2, 14, 16},
                run(ConvTranspose2d.of(1, 1, strided), 1, 1, 2, weights, 1, 2),
                EXACT);
        Window cut = strided.padding(new Padding(0, 1, 0, 0));
        assertArrayEquals(
                new double[] {12, 15, 14, 16}, run(ConvTranspose2d.of(1, 1, cut), 1, 1, 2, weights, 1, 2), EXACT);
    }

    @Test
    void mapsAreSurrounded() {
        Padding padding = new Padding(0, 2, 0, 1);
        assertArrayEquals(
                new double[] {7, 7, 1, 2, 3, 7}, run(new Pad(padding, Pad.Mode.CONSTANT, 7), 1, 1, 3, 1, 2, 3));
        assertArrayEquals(
                new double[] {3, 2, 1, 2, 3, 2}, run(new Pad(padding, Pad.Mode.REFLECT, 0), 1, 1, 3, 1, 2, 3));
        assertArrayEquals(
                new double[] {1, 1, 1, 2, 3, 3}, run(new Pad(padding, Pad.Mode.REPLICATE, 0), 1, 1, 3, 1, 2, 3));
    }

    @Test
    void channelsBecomePixelsAndBack() {
        float[] channels = {0, 1, 2, 3, 4, 5, 6, 7};
        assertArrayEquals(
                new double[] {0, 1, 2, 3, 4, 5, 6, 7},
                run(new DepthToSpace(2, DepthToSpace.Order.CRD), 8, 1, 1, channels));
        assertArrayEquals(
                new double[] {0, 2, 4, 6, 1, 3, 5, 7},
                run(new DepthToSpace(2, DepthToSpace.Order.DCR), 8, 1, 1, channels));
        assertArrayEquals(
                new double[] {0, 4, 1, 5, 2, 6, 3, 7},
                run(new SpaceToDepth(2, DepthToSpace.Order.DCR), 2, 2, 2, channels));
        assertArrayEquals(
                new double[] {0, 1, 2, 3, 4, 5, 6, 7},
                run(new SpaceToDepth(2, DepthToSpace.Order.CRD), 2, 2, 2, channels));
        assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5, 6, 7}, run(new Flatten(), 2, 2, 2, channels));
    }

    @Test
    void valuesAreNormalisedByOthers() {
        Map<String, Tensor> weights =
                Map.of("op.weight", Tensor.of(new float[] {2, 2}, 2), "op.bias", Tensor.of(new float[] {5, 5}, 2));
        // Of 1 and 3 the mean is 2 and the variance 1; √(1 + 3) = 2.
        assertArrayEquals(new double[] {4, 6}, run(new LayerNorm(2, 3), 2, 1, 1, weights, 1, 3), EXACT);
        assertArrayEquals(
                new double[] {4, 6, 4, 6}, run(new GroupNorm(2, 2, 3), 2, 1, 2, weights, 1, 3, 11, 13), EXACT);
        assertArrayEquals(new double[] {4, 6, 4, 6}, run(new GroupNorm(1, 2, 3), 2, 1, 2, weights, 1, 3, 1, 3), EXACT);
        // 3 / (1 + 6/3 · (1 + 9 + 4))¹.
        assertArrayEquals(
                new double[] {1 / 21.0, 3 / 29.0, 2 / 27.0},
                run(new LocalResponseNorm(3, 6, 1, 1), 3, 1, 1, 1, 3, 2),
                EXACT);
        double sum = Math.exp(1) + Math.exp(3);
        assertArrayEquals(
                new double[] {Math.exp(1) / sum, Math.exp(3) / sum}, run(new Softmax(), 2, 1, 1, 1, 3), EXACT);
    }

    @Test
    void channelsAndPixelsArePooled() {
        float[] values = {1, 2, 5, 4};
        assertArrayEquals(new double[] {3, 3}, run(new ChannelPool(ChannelPool.Kind.MEAN), 2, 1, 2, values));
        assertArrayEquals(new double[] {5, 4}, run(new ChannelPool(ChannelPool.Kind.LARGEST), 2, 1, 2, values));
        assertArrayEquals(new double[] {2, 5}, run(new GlobalMaxPool(), 2, 1, 2, values));
    }

    /** The examples of ONNX's Resize, along one axis. */
    @Test
    void coordinatesAreThoseOfOnnx() {
        float[] values = {1, 2, 3, 4};
        Extent three = new Extent.Fixed(new Size(1, 3));
        assertArrayEquals(
                new double[] {1, 2.5, 4},
                run(new Resize(Resize.Mode.BILINEAR, Resize.Coordinates.ALIGN_CORNERS, three), 1, 1, 4, values));
        assertArrayEquals(
                new double[] {1 + 1 / 6.0, 2.5, 3 + 5 / 6.0},
                run(new Resize(Resize.Mode.BILINEAR, Resize.Coordinates.HALF_PIXEL, three), 1, 1, 4, values),
                EXACT);
        assertArrayEquals(
                new double[] {1, 2 + 1 / 3.0, 3 + 2 / 3.0},
                run(new Resize(Resize.Mode.BILINEAR, Resize.Coordinates.ASYMMETRIC, three), 1, 1, 4, values),
                EXACT);
        Extent one = new Extent.Scale(1, 0.25f);
        assertArrayEquals(
                new double[] {2.5},
                run(new Resize(Resize.Mode.BILINEAR, Resize.Coordinates.HALF_PIXEL, one), 1, 1, 4, values));
        assertArrayEquals(
                new double[] {1},
                run(new Resize(Resize.Mode.BILINEAR, Resize.Coordinates.PYTORCH_HALF_PIXEL, one), 1, 1, 4, values));
        // Place 1.5.
        double[] rounded = {2, 3, 2, 3};
        for (Resize.Mode mode : Resize.Mode.values()) {
            if (mode.isNearest()) {
                assertArrayEquals(
                        new double[] {rounded[mode.ordinal()]},
                        run(new Resize(mode, Resize.Coordinates.HALF_PIXEL, one), 1, 1, 4, values),
                        mode.name());
            }
        }
    }
}
