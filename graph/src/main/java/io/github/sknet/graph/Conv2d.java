package io.github.sknet.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * A convolution (cross-correlation) of (N, in, H, W) to (N, out, H′, W′) with a weight of shape
 * (out, in / groups, kernel height, kernel width); depthwise where groups = in.
 *
 * @param inChannels in
 * @param outChannels out
 * @param window kernel, stride, zero padding and dilation
 * @param groups output channels of a group see the input channels of the same group only; divides in and out
 * @param bias whether a bias of shape (out) is added
 * @param weightInit how the weight starts
 * @param biasInit how the bias starts
 */
public record Conv2d(
        int inChannels, int outChannels, Window window, int groups, boolean bias, Init weightInit, Init biasInit)
        implements Op {

    public Conv2d {
        Inputs.positive("Conv2d", "inChannels", inChannels);
        Inputs.positive("Conv2d", "outChannels", outChannels);
        Inputs.positive("Conv2d", "groups", groups);
        if (inChannels % groups != 0 || outChannels % groups != 0) {
            throw new IllegalArgumentException("Conv2d: groups=" + groups + " must divide inChannels=" + inChannels
                    + " and outChannels=" + outChannels);
        }
        Inputs.weight(
                "Conv2d",
                outChannels,
                inChannels / groups,
                window.kernel().height(),
                window.kernel().width());
        Inputs.biasInit("Conv2d", biasInit);
    }

    /** One group, no bias, He initialisation: a convolution that a BatchNorm follows. */
    public static Conv2d of(int inChannels, int outChannels, Window window) {
        return new Conv2d(inChannels, outChannels, window, 1, false, Init.kaimingFanOut(), Init.constant(0));
    }

    public Conv2d withGroups(int groups) {
        return new Conv2d(inChannels, outChannels, window, groups, bias, weightInit, biasInit);
    }

    /** With a bias, starting as given. */
    public Conv2d withBias(Init init) {
        return new Conv2d(inChannels, outChannels, window, groups, true, weightInit, init);
    }

    public Conv2d withWeightInit(Init init) {
        return new Conv2d(inChannels, outChannels, window, groups, bias, init, biasInit);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape in = Inputs.singleMap(this, inputs);
        Inputs.channels(this, in, inChannels);
        Size out = window.outputSize(in, false);
        return Shape.map(outChannels, out.height(), out.width());
    }

    @Override
    public List<ParameterSpec> parameters() {
        int fanIn = inChannels / groups * window.taps();
        int fanOut = outChannels * window.taps();
        List<Integer> shape = List.of(
                outChannels,
                inChannels / groups,
                window.kernel().height(),
                window.kernel().width());
        List<ParameterSpec> specs = new ArrayList<>();
        specs.add(ParameterSpec.weight(shape, weightInit, fanIn, fanOut));
        if (bias) {
            specs.add(ParameterSpec.bias(outChannels, biasInit, fanIn));
        }
        return specs;
    }

    @Override
    public long macs(Shape output) {
        return Math.multiplyExact(output.elements(), (long) inChannels / groups * window.taps());
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitConv2d(node, this);
    }

    @Override
    public String toString() {
        return "Conv2d(" + inChannels + "→" + outChannels + ", " + window + (groups > 1 ? ", groups " + groups : "")
                + (bias ? ", bias" : "") + ")";
    }
}
