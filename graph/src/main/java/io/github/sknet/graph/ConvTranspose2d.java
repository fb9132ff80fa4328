package io.github.sknet.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * A transposed convolution of (N, in, H, W) to (N, out, H′, W′), the gradient of a convolution by its input, with a weight of shape
 * (in, out / groups, kernel height, kernel width). Pixel (y, x) of the input adds to the outputs (y·stride − top + ky·dilation,
 * x·stride − left + kx·dilation); H′ = (H − 1)·stride − top − bottom + dilation·(kernel − 1) + 1 + output padding.
 *
 * @param inChannels in
 * @param outChannels out
 * @param window kernel, stride, dilation, and the padding that is cut off the result
 * @param outputPadding rows and columns that the result is longer below and on the right; less than the stride or the dilation
 * @param groups output channels of a group see the input channels of the same group only; divides in and out
 * @param bias whether a bias of shape (out) is added
 * @param weightInit how the weight starts
 * @param biasInit how the bias starts
 */
public record ConvTranspose2d(
        int inChannels,
        int outChannels,
        Window window,
        Size outputPadding,
        int groups,
        boolean bias,
        Init weightInit,
        Init biasInit)
        implements Op {

    public ConvTranspose2d {
        Inputs.positive("ConvTranspose2d", "inChannels", inChannels);
        Inputs.positive("ConvTranspose2d", "outChannels", outChannels);
        Inputs.positive("ConvTranspose2d", "groups", groups);
        if (inChannels % groups != 0 || outChannels % groups != 0) {
            throw new IllegalArgumentException("ConvTranspose2d: groups=" + groups + " must divide inChannels="
                    + inChannels + " and outChannels=" + outChannels);
        }
        boolean less = outputPadding.height()
                        < Math.max(window.stride().height(), window.dilation().height())
                && outputPadding.width()
                        < Math.max(window.stride().width(), window.dilation().width());
        if (!outputPadding.atLeast(0) || !less) {
            throw new IllegalArgumentException(
                    "ConvTranspose2d: the output padding is at least 0 and less than the stride or the dilation, not "
                            + outputPadding + " with a window of " + window);
        }
        Inputs.weight(
                "ConvTranspose2d",
                inChannels,
                outChannels / groups,
                window.kernel().height(),
                window.kernel().width());
        Inputs.biasInit("ConvTranspose2d", biasInit);
    }

    /** One group, a bias, PyTorch's initialisation and no output padding. */
    public static ConvTranspose2d of(int inChannels, int outChannels, Window window) {
        return new ConvTranspose2d(
                inChannels, outChannels, window, Size.square(0), 1, true, Init.torchDefault(), Init.torchDefault());
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape in = Inputs.singleMap(this, inputs);
        Inputs.channels(this, in, inChannels);
        long height = extent(
                in.height(),
                window.kernel().height(),
                window.stride().height(),
                window.padding().rows(),
                window.dilation().height(),
                outputPadding.height());
        long width = extent(
                in.width(),
                window.kernel().width(),
                window.stride().width(),
                window.padding().columns(),
                window.dilation().width(),
                outputPadding.width());
        if (height < 1 || width < 1 || height > Integer.MAX_VALUE || width > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    this + " makes " + height + "×" + width + " pixels of an input of " + in);
        }
        return Shape.map(outChannels, (int) height, (int) width);
    }

    private static long extent(int in, int kernel, int stride, int padding, int dilation, int more) {
        return (in - 1L) * stride - padding + (long) dilation * (kernel - 1) + 1 + more;
    }

    @Override
    public List<ParameterSpec> parameters() {
        int fanIn = outChannels / groups * window.taps();
        int fanOut = inChannels * window.taps();
        List<Integer> shape = List.of(
                inChannels,
                outChannels / groups,
                window.kernel().height(),
                window.kernel().width());
        List<ParameterSpec> specs = new ArrayList<>();
        specs.add(ParameterSpec.weight(shape, weightInit, fanIn, fanOut));
        if (bias) {
            specs.add(ParameterSpec.bias(outChannels, biasInit, fanIn));
        }
        return specs;
    }

    /** Each input meets each tap of each of its group's outputs; what is cut off counts, as in the libraries that say it. */
    @Override
    public long macs(Shape output) {
        long stride = (long) window.stride().height() * window.stride().width();
        return Math.multiplyExact(output.elements(), (long) inChannels / groups * window.taps()) / stride;
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitConvTranspose2d(node, this);
    }

    @Override
    public String toString() {
        return "ConvTranspose2d(" + inChannels + "→" + outChannels + ", " + window
                + (outputPadding.equals(Size.square(0)) ? "" : ", output padding " + outputPadding)
                + (groups > 1 ? ", groups " + groups : "") + (bias ? ", bias" : "") + ")";
    }
}
