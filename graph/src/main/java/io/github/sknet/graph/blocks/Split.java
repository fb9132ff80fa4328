package io.github.sknet.graph.blocks;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Slice;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The paper's <em>Split</em> (Selective Kernel Networks, §3.1): a map goes through M branches of different kernels, each a
 * convolution, BatchNorm and ReLU.
 *
 * @param branches the M kernels
 * @param sliced true where branch m sees the m-th of M equal slices of the input's channels, false for all of it
 * @param bias whether the convolutions have a bias (which the BatchNorm after them makes idle)
 */
public record Split(List<Branch> branches, boolean sliced, boolean bias) {

    public Split {
        branches = List.copyOf(branches);
        if (branches.isEmpty()) {
            throw new IllegalArgumentException("A selective kernel needs at least one branch");
        }
    }

    /** Branches that each see the whole input, without bias. */
    public static Split of(List<Branch> branches) {
        return new Split(branches, false, false);
    }

    public Split withBranches(List<Branch> branches) {
        return new Split(branches, sliced, bias);
    }

    public Split withSliced(boolean sliced) {
        return new Split(branches, sliced, bias);
    }

    public Split withBias(boolean bias) {
        return new Split(branches, sliced, bias);
    }

    /** The channels that a branch sees of an input. */
    int width(int inChannels) {
        return sliced ? inChannels / branches.size() : inChannels;
    }

    /** The M maps (N, out, H / stride, W / stride). */
    List<Node> build(GraphBuilder scope, SelectiveKernel block, Node input) {
        return IntStream.range(0, branches.size())
                .mapToObj(m -> buildBranch(scope, block, m, sliced ? buildSlice(scope, block, m, input) : input))
                .toList();
    }

    private Node buildSlice(GraphBuilder scope, SelectiveKernel block, int m, Node input) {
        int width = width(block.inChannels());
        return scope.add("split." + m, new Slice(m * width, (m + 1) * width), input);
    }

    private Node buildBranch(GraphBuilder scope, SelectiveKernel block, int m, Node input) {
        Branch branch = branches.get(m);
        Dialect dialect = block.dialect();
        Conv2d convolution = Conv2d.of(width(block.inChannels()), block.outChannels(), branch.window(block.stride()))
                .withGroups(branch.groups())
                .withWeightInit(dialect.weightInit);
        if (bias) {
            convolution = convolution.withBias(Init.torchDefault());
        }
        Node convolved = scope.add(dialect.branches.convolution(m), convolution, input);
        Node normalised = scope.add(dialect.branches.norm(m), BatchNorm.of(block.outChannels()), convolved);
        return scope.add(dialect.branches.activation(m), Activation.relu(), normalised);
    }
}
