package io.github.sknet.graph.blocks;

import io.github.sknet.graph.Add;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import java.util.List;
import java.util.Optional;

/**
 * The selective kernel convolution in general (Li et al., Selective Kernel Networks, CVPR 2019, §3.1): a map
 * (N, in, H, W) goes through M branches of different kernels, and each channel of the output (N, out, H / stride,
 * W / stride) takes its own mixture of them.
 *
 * <p>Three presets differ where their sources do: {@link #seed}, {@link #paper} and {@link #timm}. Only {@code paper}
 * gives the paper's networks.
 *
 * @param inChannels in; divisible by M where each branch sees a slice of the input
 * @param outChannels out, the channels of every branch
 * @param stride of every branch
 * @param split the branches
 * @param attention how they are mixed; empty for their plain sum, the paper's ablation (§4.3)
 * @param refinement what becomes of the mixture
 * @param dialect the names of the parts, and how their weights start
 */
public record SelectiveKernel(
        int inChannels,
        int outChannels,
        int stride,
        Split split,
        Optional<Attention> attention,
        Refinement refinement,
        Dialect dialect)
        implements Block {

    public SelectiveKernel {
        int branches = split.branches().size();
        if (split.sliced() && inChannels % branches != 0) {
            throw new IllegalArgumentException(
                    "A split input needs channels that divide by the number of branches, not " + inChannels
                            + " channels and " + branches + " branches");
        }
    }

    /**
     * The seed article's block: kernels 3, 5, 7 … as they are, biases everywhere, d = max(⌊C / r⌋, L), nothing after the
     * first fully connected layer, M second layers.
     *
     * @param channels C, in and out
     * @param branches M
     * @param groups G
     * @param r reduction ratio
     * @param minimum L, the least d
     */
    public static SelectiveKernel seed(int channels, int branches, int groups, int r, int stride, int minimum) {
        return new SelectiveKernel(
                channels,
                channels,
                stride,
                Split.of(Branch.growing(branches, groups)).withBias(true),
                Optional.of(Attention.seed(Attention.width(channels, r, minimum))),
                Refinement.NONE,
                Dialect.SEED);
    }

    /**
     * The paper's block: 3×3 kernels with dilation 1, 2 …, no biases, d = max(⌊C / r⌋, L), BatchNorm and ReLU after the
     * first fully connected layer, one second layer. The paper names no module paths; timm's are used.
     *
     * @param channels C, in and out
     * @param branches M; 2 in the paper's networks
     * @param groups G; 32 in the paper's networks
     * @param r reduction ratio; 16 in the paper's networks
     * @param minimum L, the least d; 32 in the paper's networks
     */
    public static SelectiveKernel paper(int channels, int branches, int groups, int r, int stride, int minimum) {
        return new SelectiveKernel(
                channels,
                channels,
                stride,
                Split.of(Branch.dilated(branches, groups)),
                Optional.of(Attention.paper(Attention.width(channels, r, minimum))),
                Refinement.NONE,
                Dialect.TIMM);
    }

    /**
     * timm's {@code SelectiveKernel} with kernels [3, 5] and {@code keep_3x3} (timm/models/layers/selective_kernel.py).
     *
     * @param groups at most {@code outChannels} are used, as timm does
     * @param dilation of the first branch; the second has twice as much
     * @param splitInput whether each branch sees half the input
     * @param width d; timm: {@link Attention#divisibleWidth}
     */
    public static SelectiveKernel timm(
            int inChannels, int outChannels, int stride, int dilation, int groups, boolean splitInput, int width) {
        int used = Math.min(outChannels, groups);
        return new SelectiveKernel(
                inChannels,
                outChannels,
                stride,
                Split.of(List.of(Branch.square(3, dilation, used), Branch.square(3, 2 * dilation, used)))
                        .withSliced(splitInput),
                Optional.of(Attention.paper(width)),
                Refinement.NONE,
                Dialect.TIMM);
    }

    /** The same block with other kernels. */
    public SelectiveKernel withBranches(List<Branch> branches) {
        return with(split.withBranches(branches), attention, refinement);
    }

    /** The same block with a split or a whole input. */
    public SelectiveKernel withSplitInput(boolean splitInput) {
        return with(split.withSliced(splitInput), attention, refinement);
    }

    /** The same block with other layers between Fuse and Select. */
    public SelectiveKernel withAttention(Attention attention) {
        return with(split, Optional.of(attention), refinement);
    }

    /** The same branches, summed. */
    public SelectiveKernel withPlainSum() {
        return with(split, Optional.empty(), refinement);
    }

    /** The same block with channel attention of the given width on its result. */
    public SelectiveKernel withChannelAttention(int width) {
        return with(split, attention, refinement.withChannelAttention(width));
    }

    /** The same block with its result's channels in another order. */
    public SelectiveKernel withShuffle(Shuffle shuffle) {
        return with(split, attention, refinement.withShuffle(shuffle));
    }

    private SelectiveKernel with(Split split, Optional<Attention> attention, Refinement refinement) {
        return new SelectiveKernel(inChannels, outChannels, stride, split, attention, refinement, dialect);
    }

    @Override
    public Node build(GraphBuilder scope, Node input) {
        List<Node> maps = split.build(scope, this, input);
        Node joined = attention.isPresent()
                ? attention.get().build(scope, dialect, outChannels, maps)
                : buildSum(scope, maps);
        return refinement.build(scope, outChannels, joined);
    }

    private static Node buildSum(GraphBuilder scope, List<Node> maps) {
        return maps.size() == 1 ? maps.get(0) : scope.add("sum", new Add(), maps);
    }
}
