package io.github.sknet.graph.blocks;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Fuse;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The selective kernel convolution in general (Li et al., Selective Kernel Networks, CVPR 2019, §3.1): a map
 * (N, in, H, W) goes through M branches of different kernels, and each channel of the output (N, out, H / stride,
 * W / stride) takes its own mixture of them.
 *
 * <ul>
 *   <li><b>Split</b>: each branch is convolution, BatchNorm, ReLU; of the whole input or of a slice of it.
 *   <li><b>Fuse</b>: s = mean over the pixels of the branches' sum, then two layers to M logit vectors.
 *   <li><b>Select</b>: softmax across the branches for each channel, weighted sum; or the plain sum.
 *   <li>Beyond the paper: channel attention on the result, then a shuffle of its channels.
 * </ul>
 *
 * <p>Three presets differ where their sources do: {@link #seed}, {@link #paper} and {@link #timm}. Only {@code paper}
 * gives the paper's networks.
 *
 * @param inChannels in; divisible by M where the input is split
 * @param outChannels out, the channels of every branch
 * @param branches the M kernels
 * @param stride of every branch
 * @param splitInput true where branch m sees the m-th of M equal slices of the input's channels, false for all of it
 * @param convBias whether the branches' convolutions have a bias (which the BatchNorm after them makes idle)
 * @param selection how branches are joined
 * @param attention the layers between Fuse and Select; present if and only if the selection is {@code SOFTMAX}
 * @param channelAttention the width of a {@link SqueezeExcitation} on the result; empty for none
 * @param shuffle the order of the result's channels
 * @param paths the names of the parts, and the initialisation that goes with them
 */
public record SelectiveKernel(
        int inChannels,
        int outChannels,
        List<Branch> branches,
        int stride,
        boolean splitInput,
        boolean convBias,
        Selection selection,
        Optional<Attention> attention,
        Optional<Integer> channelAttention,
        Shuffle shuffle,
        ModulePaths paths)
        implements Block {

    /** How branches are joined. */
    public enum Selection {
        /** Each channel's mixture, softmax across the branches: the paper's Select. */
        SOFTMAX,
        /** The plain sum, the paper's ablation (§4.3): no attention. */
        SUM
    }

    public SelectiveKernel {
        branches = List.copyOf(branches);
        if (branches.isEmpty()) {
            throw new IllegalArgumentException("A selective kernel needs at least one branch");
        }
        if (splitInput && inChannels % branches.size() != 0) {
            throw new IllegalArgumentException(
                    "A split input needs channels that divide by the number of branches, not " + inChannels
                            + " channels and " + branches.size() + " branches");
        }
        if (attention.isPresent() != (selection == Selection.SOFTMAX)) {
            throw new IllegalArgumentException("SOFTMAX selection needs an attention and SUM takes none, not "
                    + selection + " with attention=" + attention);
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
                Branch.growing(branches, groups),
                stride,
                false,
                true,
                Selection.SOFTMAX,
                Optional.of(Attention.seed(Attention.width(channels, r, minimum))),
                Optional.empty(),
                Shuffle.none(),
                ModulePaths.SEED);
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
                Branch.dilated(branches, groups),
                stride,
                false,
                false,
                Selection.SOFTMAX,
                Optional.of(Attention.paper(Attention.width(channels, r, minimum))),
                Optional.empty(),
                Shuffle.none(),
                ModulePaths.TIMM);
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
                List.of(Branch.square(3, dilation, used), Branch.square(3, 2 * dilation, used)),
                stride,
                splitInput,
                false,
                Selection.SOFTMAX,
                Optional.of(Attention.paper(width)),
                Optional.empty(),
                Shuffle.none(),
                ModulePaths.TIMM);
    }

    /** The same block with other kernels. */
    public SelectiveKernel withBranches(List<Branch> branches) {
        return new SelectiveKernel(
                inChannels,
                outChannels,
                branches,
                stride,
                splitInput,
                convBias,
                selection,
                attention,
                channelAttention,
                shuffle,
                paths);
    }

    /** The same block with a split or a whole input. */
    public SelectiveKernel withSplitInput(boolean splitInput) {
        return new SelectiveKernel(
                inChannels,
                outChannels,
                branches,
                stride,
                splitInput,
                convBias,
                selection,
                attention,
                channelAttention,
                shuffle,
                paths);
    }

    /** The same block with other layers between Fuse and Select. */
    public SelectiveKernel withAttention(Attention attention) {
        return new SelectiveKernel(
                inChannels,
                outChannels,
                branches,
                stride,
                splitInput,
                convBias,
                Selection.SOFTMAX,
                Optional.of(attention),
                channelAttention,
                shuffle,
                paths);
    }

    /** The same branches, summed. */
    public SelectiveKernel withPlainSum() {
        return new SelectiveKernel(
                inChannels,
                outChannels,
                branches,
                stride,
                splitInput,
                convBias,
                Selection.SUM,
                Optional.empty(),
                channelAttention,
                shuffle,
                paths);
    }

    /** The same block with channel attention of the given width on its result. */
    public SelectiveKernel withChannelAttention(int width) {
        return new SelectiveKernel(
                inChannels,
                outChannels,
                branches,
                stride,
                splitInput,
                convBias,
                selection,
                attention,
                Optional.of(width),
                shuffle,
                paths);
    }

    /** The same block with its result's channels in another order. */
    public SelectiveKernel withShuffle(Shuffle shuffle) {
        return new SelectiveKernel(
                inChannels,
                outChannels,
                branches,
                stride,
                splitInput,
                convBias,
                selection,
                attention,
                channelAttention,
                shuffle,
                paths);
    }

    @Override
    public Node build(GraphBuilder scope, Node input) {
        List<Node> maps = new ArrayList<>();
        for (int m = 0; m < branches.size(); m++) {
            maps.add(buildBranch(scope, m, splitInput ? buildSlice(scope, m, input) : input));
        }
        Node joined = attention.isPresent() ? buildSelect(scope, maps, attention.get()) : buildSum(scope, maps);
        if (channelAttention.isPresent()) {
            joined = new SqueezeExcitation(outChannels, channelAttention.get()).build(scope.scope("se"), joined);
        }
        var permutation = shuffle.permutation(outChannels);
        return permutation.isPresent() ? scope.add("shuffle", permutation.get(), joined) : joined;
    }

    private Node buildSlice(GraphBuilder scope, int m, Node input) {
        int width = inChannels / branches.size();
        return scope.add("split." + m, new Slice(m * width, (m + 1) * width), input);
    }

    private Node buildBranch(GraphBuilder scope, int m, Node input) {
        int in = splitInput ? inChannels / branches.size() : inChannels;
        Branch branch = branches.get(m);
        Conv2d convolution = Conv2d.of(in, outChannels, branch.window(stride)).withGroups(branch.groups());
        if (paths == ModulePaths.SEED) {
            convolution = convolution.withWeightInit(Init.torchDefault());
        }
        if (convBias) {
            convolution = convolution.withBias(Init.torchDefault());
        }
        Node convolved = scope.add(paths.convolution(m), convolution, input);
        Node normalised = scope.add(paths.norm(m), BatchNorm.of(outChannels), convolved);
        return scope.add(paths.activation(m), Activation.relu(), normalised);
    }

    private Node buildSum(GraphBuilder scope, List<Node> maps) {
        return maps.size() == 1 ? maps.get(0) : scope.add("sum", new Add(), maps);
    }

    private Node buildSelect(GraphBuilder scope, List<Node> maps, Attention attention) {
        Node z = buildReduce(scope, scope.add("fuse", new Fuse(), maps), attention);
        List<Node> inputs = new ArrayList<>(maps);
        inputs.addAll(attention.joint() ? buildJointLogits(scope, z, attention) : buildLogits(scope, z, attention));
        return scope.add(paths.select, new Select(branches.size()), inputs);
    }

    private Node buildReduce(GraphBuilder scope, Node pooled, Attention attention) {
        Node z = scope.add(paths.reduce, layer(outChannels, attention.width(), attention), pooled);
        if (attention.batchNorm()) {
            z = scope.add(paths.reduceNorm, BatchNorm.of(attention.width()), z);
        }
        return attention.relu() ? scope.add(paths.reduceActivation, Activation.relu(), z) : z;
    }

    private List<Node> buildLogits(GraphBuilder scope, Node z, Attention attention) {
        List<Node> logits = new ArrayList<>();
        for (int m = 0; m < branches.size(); m++) {
            logits.add(scope.add(paths.expand(m), layer(attention.width(), outChannels, attention), z));
        }
        return logits;
    }

    private List<Node> buildJointLogits(GraphBuilder scope, Node z, Attention attention) {
        int count = branches.size();
        String name = paths.expand.contains("%d") ? "fcs" : paths.expand;
        Node all = scope.add(name, layer(attention.width(), count * outChannels, attention), z);
        if (count == 1) {
            return List.of(all);
        }
        List<Node> logits = new ArrayList<>();
        for (int m = 0; m < count; m++) {
            logits.add(scope.add(name + "_split." + m, new Slice(m * outChannels, (m + 1) * outChannels), all));
        }
        return logits;
    }

    private Linear layer(int in, int out, Attention attention) {
        boolean seed = paths == ModulePaths.SEED;
        return new Linear(
                in,
                out,
                attention.bias(),
                paths.storage,
                seed ? Init.torchDefault() : Init.kaimingFanOut(),
                seed ? Init.torchDefault() : Init.constant(0));
    }
}
