package io.github.sknet.graph.blocks;

import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import java.util.List;
import java.util.Optional;

/**
 * {@code SKAttention} of xmu-xiaoma666/External-Attention-pytorch (model/attention/SKAttention.py), which people paste behind a
 * block of a detector or a U-Net; with its argument names, order and defaults, parameter names and numbers: a map
 * (N, channel, H, W) becomes a map of the same shape.
 *
 * <p>It differs from the paper's block: kernels as large as they say, in one group where nothing is said, biases everywhere, and
 * nothing after the first fully connected layer. With the defaults it has 138 million parameters at 1,280 channels: more groups
 * make it smaller.
 *
 * <p>Deviation: even kernels are refused, where that code fails when it adds maps of different sizes.
 *
 * @param channel the channels, in and out; 512 if not given
 * @param kernels the height and width of each branch's kernel, odd; 1, 3, 5 and 7 if not given
 * @param reduction d = max(L, ⌊channel / reduction⌋); 16 if not given
 * @param group the groups of every convolution; divides channel; 1 if not given
 * @param L the least d; 32 if not given
 */
public record SKAttention(int channel, List<Integer> kernels, int reduction, int group, int L) implements Block {

    public SKAttention {
        kernels = List.copyOf(kernels);
    }

    public SKAttention() {
        this(512);
    }

    public SKAttention(int channel) {
        this(channel, List.of(1, 3, 5, 7));
    }

    public SKAttention(int channel, List<Integer> kernels) {
        this(channel, kernels, 16);
    }

    public SKAttention(int channel, List<Integer> kernels, int reduction) {
        this(channel, kernels, reduction, 1);
    }

    public SKAttention(int channel, List<Integer> kernels, int reduction, int group) {
        this(channel, kernels, reduction, group, 32);
    }

    /** The same block in the general description. */
    public SelectiveKernel selectiveKernel() {
        List<Branch> branches =
                kernels.stream().map(kernel -> Branch.square(kernel, 1, group)).toList();
        return new SelectiveKernel(
                channel,
                channel,
                1,
                Split.of(branches).withBias(true),
                Optional.of(Attention.seed(Attention.width(channel, reduction, L))),
                Refinement.NONE,
                Dialect.EXTERNAL_ATTENTION);
    }

    @Override
    public int inChannels() {
        return channel;
    }

    @Override
    public int outChannels() {
        return channel;
    }

    @Override
    public Node build(GraphBuilder scope, Node input) {
        return selectiveKernel().build(scope, input);
    }
}
