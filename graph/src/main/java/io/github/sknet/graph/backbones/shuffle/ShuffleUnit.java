package io.github.sknet.graph.backbones.shuffle;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.blocks.Attention;
import io.github.sknet.graph.blocks.Block;
import io.github.sknet.graph.blocks.SelectiveKernel;
import io.github.sknet.graph.blocks.SqueezeExcitation;

/**
 * A unit of ShuffleNetV2 (Ma et al. 2018, figure 3 c and d): one half of the channels passes by, the other is convolved,
 * and the two are interleaved. Where the channels change, both halves are convolved from the whole input.
 *
 * @param in the input's channels
 * @param out the output's channels, even
 * @param stride of the depthwise convolutions
 * @param dilation of the depthwise convolutions
 * @param plugin what is plugged in
 */
record ShuffleUnit(int in, int out, int stride, int dilation, Plugin plugin) implements Block {

    /** r and L of the paper, for selective kernels and Squeeze-and-Excitation alike. */
    private static final int REDUCTION = 16;

    private static final int MINIMUM_WIDTH = 32;

    @Override
    public int inChannels() {
        return in;
    }

    @Override
    public int outChannels() {
        return out;
    }

    @Override
    public Node build(GraphBuilder scope, Node input) {
        int half = out / 2;
        Node passing;
        Node convolved;
        if (in == out) {
            passing = scope.add("split.0", new Slice(0, half), input);
            convolved = buildBranch(scope.scope("branch2"), half, scope.add("split.1", new Slice(half, out), input));
        } else {
            passing = buildShortcut(scope.scope("branch1"), half, input);
            convolved = buildBranch(scope.scope("branch2"), in, input);
        }
        Node joined = scope.add("concat", new Concat(), passing, convolved);
        if (plugin == Plugin.SQUEEZE_EXCITATION) {
            int width = Attention.width(out, REDUCTION, MINIMUM_WIDTH);
            joined = new SqueezeExcitation(out, width).build(scope.scope("se"), joined);
        }
        return scope.add("shuffle", ChannelPermute.transpose(out, 2), joined);
    }

    private Node buildShortcut(GraphBuilder branch, int half, Node input) {
        Node x = branch.add("1", BatchNorm.of(in), branch.add("0", depthwise(in), input));
        x = branch.add("3", BatchNorm.of(half), branch.add("2", Conv2d.of(in, half, Window.of(1)), x));
        return branch.add("4", Activation.relu(), x);
    }

    private Node buildBranch(GraphBuilder branch, int channels, Node input) {
        int half = out / 2;
        Node x = branch.add("1", BatchNorm.of(half), branch.add("0", Conv2d.of(channels, half, Window.of(1)), input));
        x = branch.add("2", Activation.relu(), x);
        if (plugin == Plugin.SELECTIVE_KERNEL) {
            x = selectiveKernel(half).build(branch.scope("3"), x);
        } else {
            x = branch.add("4", BatchNorm.of(half), branch.add("3", depthwise(half), x));
        }
        x = branch.add("6", BatchNorm.of(half), branch.add("5", Conv2d.of(half, half, Window.of(1)), x));
        return branch.add("7", Activation.relu(), x);
    }

    private Conv2d depthwise(int channels) {
        Window window = Window.of(3).dilation(dilation).samePadding().stride(stride);
        return Conv2d.of(channels, channels, window).withGroups(channels);
    }

    private SelectiveKernel selectiveKernel(int channels) {
        int width = Attention.width(channels, REDUCTION, MINIMUM_WIDTH);
        return SelectiveKernel.timm(channels, channels, stride, dilation, channels, false, width);
    }
}
