package io.github.sknet.graph.blocks;

import io.github.sknet.graph.ChannelPool;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Multiply;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Window;

/**
 * The large selective kernel (Li et al., Large Selective Kernel Network for Remote Sensing Object Detection, ICCV 2023, §3.3): a
 * depthwise 5×5 convolution, and a depthwise 7×7 one of dilation 3 on its result, which together see 23×23 pixels; each
 * pixel of the output takes its own mixture of the two, by sigmoids of their mean and largest over the channels. What comes of
 * it is multiplied with the input: a map (N, C, H, W) becomes a map of the same shape.
 *
 * <p>Parameters are named and start as in {@code LSKblock} of zcablii/LSKNet (mmrotate/models/backbones/lsknet.py).
 *
 * @param channels C, in and out; even
 */
public record LargeSelectiveKernel(int channels) implements Block {

    public LargeSelectiveKernel {
        if (channels < 2 || channels % 2 != 0) {
            throw new IllegalArgumentException(
                    "A large selective kernel needs an even number of channels, not " + channels);
        }
    }

    @Override
    public int inChannels() {
        return channels;
    }

    @Override
    public int outChannels() {
        return channels;
    }

    @Override
    public Node build(GraphBuilder scope, Node input) {
        int half = channels / 2;
        Window large = Window.of(7).dilation(3).samePadding();
        Node small = scope.add("conv0", depthwise(channels, Window.of(5).samePadding()), input);
        Node wide = scope.add("conv_spatial", depthwise(channels, large), small);
        Node first = scope.add("conv1", convolution(channels, half, Window.of(1)), small);
        Node second = scope.add("conv2", convolution(channels, half, Window.of(1)), wide);
        Node selected = scope.add(
                "select",
                new Select(2, Select.Gate.SIGMOID, Select.Extent.PIXEL),
                first,
                second,
                buildLogits(scope, first, second));
        Node weight = scope.add("conv", convolution(half, channels, Window.of(1)), selected);
        return scope.add("scale", new Multiply(), input, weight);
    }

    private static Node buildLogits(GraphBuilder scope, Node first, Node second) {
        Node both = scope.add("both", new Concat(), first, second);
        Node mean = scope.add("avg_attn", new ChannelPool(ChannelPool.Kind.MEAN), both);
        Node largest = scope.add("max_attn", new ChannelPool(ChannelPool.Kind.LARGEST), both);
        Node pooled = scope.add("agg", new Concat(), mean, largest);
        return scope.add("conv_squeeze", convolution(2, 2, Window.of(7).samePadding()), pooled);
    }

    /** A convolution with bias, from a normal distribution with variance 2 / (taps · out), as LSKNet's convolutions start. */
    public static Conv2d convolution(int in, int out, Window window) {
        return start(Conv2d.of(in, out, window));
    }

    /** A convolution of each channel alone, with bias, which starts alike: with variance 2 / taps. */
    public static Conv2d depthwise(int channels, Window window) {
        return start(Conv2d.of(channels, channels, window).withGroups(channels));
    }

    private static Conv2d start(Conv2d op) {
        double fanOut = (double) op.window().taps() * op.outChannels() / op.groups();
        return op.withWeightInit(Init.normal((float) Math.sqrt(2 / fanOut))).withBias(Init.constant(0));
    }
}
