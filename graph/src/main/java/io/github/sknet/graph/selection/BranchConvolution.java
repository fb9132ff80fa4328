package io.github.sknet.graph.selection;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.AveragePool;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.ChannelAffine;
import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.ChannelPool;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.ConvTranspose2d;
import io.github.sknet.graph.DepthToSpace;
import io.github.sknet.graph.DropPath;
import io.github.sknet.graph.Dropout;
import io.github.sknet.graph.Flatten;
import io.github.sknet.graph.Fuse;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.GlobalMaxPool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GroupNorm;
import io.github.sknet.graph.Input;
import io.github.sknet.graph.LayerNorm;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.LocalResponseNorm;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Multiply;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.OpVisitor;
import io.github.sknet.graph.PRelu;
import io.github.sknet.graph.Pad;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.Softmax;
import io.github.sknet.graph.SpaceToDepth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Walks from a branch's end back to its convolution, through what keeps every pixel in its place: also through a 1×1 convolution
 * that mixes the channels of another, which nobody else reads.
 */
public final class BranchConvolution implements OpVisitor<Optional<Conv2d>> {
    private final Graph graph;
    private final Map<String, List<Node>> consumers;

    private BranchConvolution(Graph graph) {
        this.graph = graph;
        this.consumers = graph.consumers();
    }

    /** The convolution that a branch ends in; empty where there is none or several. */
    public static Optional<Conv2d> find(Graph graph, String end) {
        return graph.node(end).accept(new BranchConvolution(graph));
    }

    private Optional<Conv2d> before(Node node) {
        return graph.node(node.inputs().get(0)).accept(this);
    }

    @Override
    public Optional<Conv2d> visitConv2d(Node node, Conv2d op) {
        Node before = graph.node(node.inputs().get(0));
        boolean mixes = op.window().taps() == 1
                && before.op() instanceof Conv2d
                && consumers.get(before.name()).size() == 1;
        return mixes ? before(node) : Optional.of(op);
    }

    @Override
    public Optional<Conv2d> visitBatchNorm(Node node, BatchNorm op) {
        return before(node);
    }

    @Override
    public Optional<Conv2d> visitActivation(Node node, Activation op) {
        return before(node);
    }

    @Override
    public Optional<Conv2d> visitChannelPermute(Node node, ChannelPermute op) {
        return before(node);
    }

    @Override
    public Optional<Conv2d> visitMultiply(Node node, Multiply op) {
        return before(node);
    }

    @Override
    public Optional<Conv2d> visitPRelu(Node node, PRelu op) {
        return before(node);
    }

    @Override
    public Optional<Conv2d> visitChannelAffine(Node node, ChannelAffine op) {
        return before(node);
    }

    @Override
    public Optional<Conv2d> visitLayerNorm(Node node, LayerNorm op) {
        return before(node);
    }

    @Override
    public Optional<Conv2d> visitGroupNorm(Node node, GroupNorm op) {
        return before(node);
    }

    @Override
    public Optional<Conv2d> visitLocalResponseNorm(Node node, LocalResponseNorm op) {
        return before(node);
    }

    @Override
    public Optional<Conv2d> visitDropout(Node node, Dropout op) {
        return before(node);
    }

    @Override
    public Optional<Conv2d> visitDropPath(Node node, DropPath op) {
        return before(node);
    }

    @Override
    public Optional<Conv2d> visitInput(Node node, Input op) {
        return Optional.empty();
    }

    @Override
    public Optional<Conv2d> visitConvTranspose2d(Node node, ConvTranspose2d op) {
        return Optional.empty();
    }

    @Override
    public Optional<Conv2d> visitSoftmax(Node node, Softmax op) {
        return Optional.empty();
    }

    @Override
    public Optional<Conv2d> visitGlobalMaxPool(Node node, GlobalMaxPool op) {
        return Optional.empty();
    }

    @Override
    public Optional<Conv2d> visitChannelPool(Node node, ChannelPool op) {
        return Optional.empty();
    }

    @Override
    public Optional<Conv2d> visitPad(Node node, Pad op) {
        return Optional.empty();
    }

    @Override
    public Optional<Conv2d> visitDepthToSpace(Node node, DepthToSpace op) {
        return Optional.empty();
    }

    @Override
    public Optional<Conv2d> visitSpaceToDepth(Node node, SpaceToDepth op) {
        return Optional.empty();
    }

    @Override
    public Optional<Conv2d> visitFlatten(Node node, Flatten op) {
        return Optional.empty();
    }

    @Override
    public Optional<Conv2d> visitAdd(Node node, Add op) {
        return Optional.empty();
    }

    @Override
    public Optional<Conv2d> visitConcat(Node node, Concat op) {
        return Optional.empty();
    }

    @Override
    public Optional<Conv2d> visitSlice(Node node, Slice op) {
        return before(node);
    }

    @Override
    public Optional<Conv2d> visitMaxPool(Node node, MaxPool op) {
        return Optional.empty();
    }

    @Override
    public Optional<Conv2d> visitAveragePool(Node node, AveragePool op) {
        return Optional.empty();
    }

    @Override
    public Optional<Conv2d> visitGlobalAveragePool(Node node, GlobalAveragePool op) {
        return Optional.empty();
    }

    @Override
    public Optional<Conv2d> visitLinear(Node node, Linear op) {
        return Optional.empty();
    }

    @Override
    public Optional<Conv2d> visitResize(Node node, Resize op) {
        return Optional.empty();
    }

    @Override
    public Optional<Conv2d> visitFuse(Node node, Fuse op) {
        return Optional.empty();
    }

    @Override
    public Optional<Conv2d> visitSelect(Node node, Select op) {
        return Optional.empty();
    }
}
