package io.github.sknet.conformance.comparison;

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
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.Softmax;
import io.github.sknet.graph.SpaceToDepth;
import java.util.HashMap;
import java.util.Map;

/**
 * The number of roundings one after the other that an engine may make on the way to an output: the terms of the sums along the
 * longest path.
 */
public final class Roundings implements OpVisitor<Long> {

    /** What one operation on a value rounds: a product, a quotient, an exponential. */
    private static final long FEW = 4;

    /** What is lost where values are normalised that are larger than their deviation. */
    private static final long FAR_FROM_THE_MEAN = 32;

    /** Half the distance from 1 to the next float. */
    private static final double UNIT_ROUNDOFF = 0x1p-24;

    private static final double DEVIATIONS = 4;

    /** However deep a network is. */
    private static final double LARGEST = 1e-5;

    private final Map<String, Shape> shapes;

    private Roundings(Map<String, Shape> shapes) {
        this.shapes = shapes;
    }

    /**
     * The error that passes, relative to a value's largest magnitude, by node name: errors of n roundings add up as a random
     * walk does, to √n; never more than 1e-5.
     *
     * @param height of the input in pixels
     * @param width of the input in pixels
     */
    public static Map<String, Double> tolerances(Graph graph, int height, int width) {
        Roundings roundings = new Roundings(graph.shapes(height, width));
        Map<String, Long> path = new HashMap<>();
        Map<String, Double> tolerances = new HashMap<>();
        for (Node node : graph.nodes()) {
            long before = node.inputs().stream().mapToLong(path::get).max().orElse(0);
            long after = before + node.accept(roundings);
            path.put(node.name(), after);
            tolerances.put(node.name(), Math.min(LARGEST, UNIT_ROUNDOFF * DEVIATIONS * Math.sqrt(after)));
        }
        return tolerances;
    }

    private Shape input(Node node) {
        return shapes.get(node.inputs().get(0));
    }

    @Override
    public Long visitInput(Node node, Input op) {
        return 0L;
    }

    @Override
    public Long visitConv2d(Node node, Conv2d op) {
        return FEW + (long) op.inChannels() / op.groups() * op.window().taps();
    }

    @Override
    public Long visitConvTranspose2d(Node node, ConvTranspose2d op) {
        return FEW + (long) op.inChannels() / op.groups() * op.window().taps();
    }

    @Override
    public Long visitBatchNorm(Node node, BatchNorm op) {
        return FEW;
    }

    @Override
    public Long visitActivation(Node node, Activation op) {
        return op.function() == Activation.Function.RELU ? 0 : FEW;
    }

    @Override
    public Long visitPRelu(Node node, PRelu op) {
        return 1L;
    }

    @Override
    public Long visitChannelAffine(Node node, ChannelAffine op) {
        return FEW;
    }

    @Override
    public Long visitLayerNorm(Node node, LayerNorm op) {
        return FAR_FROM_THE_MEAN + 2 * (long) op.channels();
    }

    @Override
    public Long visitGroupNorm(Node node, GroupNorm op) {
        return FAR_FROM_THE_MEAN + 2 * input(node).elements() / op.groups();
    }

    @Override
    public Long visitLocalResponseNorm(Node node, LocalResponseNorm op) {
        return FEW + op.size();
    }

    @Override
    public Long visitSoftmax(Node node, Softmax op) {
        return FEW + input(node).channels();
    }

    @Override
    public Long visitAdd(Node node, Add op) {
        return (long) node.inputs().size();
    }

    @Override
    public Long visitConcat(Node node, Concat op) {
        return 0L;
    }

    @Override
    public Long visitSlice(Node node, Slice op) {
        return 0L;
    }

    @Override
    public Long visitChannelPermute(Node node, ChannelPermute op) {
        return 0L;
    }

    @Override
    public Long visitMultiply(Node node, Multiply op) {
        return 1L;
    }

    @Override
    public Long visitMaxPool(Node node, MaxPool op) {
        return 0L;
    }

    @Override
    public Long visitAveragePool(Node node, AveragePool op) {
        return FEW + op.window().taps();
    }

    @Override
    public Long visitGlobalAveragePool(Node node, GlobalAveragePool op) {
        return FEW + input(node).pixels();
    }

    @Override
    public Long visitGlobalMaxPool(Node node, GlobalMaxPool op) {
        return 0L;
    }

    @Override
    public Long visitChannelPool(Node node, ChannelPool op) {
        return op.kind() == ChannelPool.Kind.MEAN ? FEW + input(node).channels() : 0L;
    }

    @Override
    public Long visitPad(Node node, Pad op) {
        return 0L;
    }

    @Override
    public Long visitDepthToSpace(Node node, DepthToSpace op) {
        return 0L;
    }

    @Override
    public Long visitSpaceToDepth(Node node, SpaceToDepth op) {
        return 0L;
    }

    @Override
    public Long visitFlatten(Node node, Flatten op) {
        return 0L;
    }

    @Override
    public Long visitLinear(Node node, Linear op) {
        return FEW + op.inPerGroup();
    }

    /** A coordinate is rounded in proportion to itself. */
    @Override
    public Long visitResize(Node node, Resize op) {
        long extent = Math.max(input(node).height(), input(node).width());
        return op.mode().isNearest() ? 0 : FEW + extent * extent;
    }

    @Override
    public Long visitDropout(Node node, Dropout op) {
        return 0L;
    }

    @Override
    public Long visitDropPath(Node node, DropPath op) {
        return 0L;
    }

    @Override
    public Long visitFuse(Node node, Fuse op) {
        return FEW + node.inputs().size() * input(node).pixels();
    }

    @Override
    public Long visitSelect(Node node, Select op) {
        return FEW + 2 * (long) op.branches();
    }
}
