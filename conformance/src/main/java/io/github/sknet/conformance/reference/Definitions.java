package io.github.sknet.conformance.reference;

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
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The operations' definitions, in inference mode: each says its output's value for sample n, channel c, row y and column x.
 */
final class Definitions implements OpVisitor<Value> {

    private final Weights weights;
    private final Value given;
    private final Map<String, Shape> shapes;
    private final Map<String, Value> values = new HashMap<>();
    private final Map<String, DoubleTensor> attention = new LinkedHashMap<>();

    Definitions(Graph graph, Weights weights, Tensor input) {
        this.weights = weights;
        this.shapes = graph.shapes(input.size(2), input.size(3));
        this.given = Value.of(shapes.get(graph.input().name()), input);
    }

    /** Computes a node, after those it reads. */
    void compute(Node node) {
        values.put(node.name(), node.accept(this));
    }

    Value value(String node) {
        return values.get(node);
    }

    /** By the name of the selection, in the order of computation, each (N, M, C) or (N, M, H, W). */
    Map<String, DoubleTensor> attention() {
        return attention;
    }

    private Shape shape(Node node) {
        return shapes.get(node.name());
    }

    private Value each(Node node, Value.Definition definition) {
        return Value.of(shape(node), given.batch(), definition);
    }

    private List<Value> inputs(Node node) {
        return node.inputs().stream().map(values::get).toList();
    }

    private Value input(Node node) {
        return values.get(node.inputs().get(0));
    }

    private float[] parameter(Node node, String suffix) {
        return weights.get(node.parameterName(suffix)).values();
    }

    /** A bias, or zeros where there is none. */
    private float[] bias(Node node, boolean present, int channels) {
        return present ? parameter(node, "bias") : new float[channels];
    }

    @Override
    public Value visitInput(Node node, Input op) {
        return given;
    }

    @Override
    public Value visitConv2d(Node node, Conv2d op) {
        float[] bias = bias(node, op.bias(), op.outChannels());
        return WindowDefinitions.convolution(op, input(node), parameter(node, "weight"), bias, shape(node));
    }

    @Override
    public Value visitConvTranspose2d(Node node, ConvTranspose2d op) {
        float[] bias = bias(node, op.bias(), op.outChannels());
        return WindowDefinitions.transposed(op, input(node), parameter(node, "weight"), bias, shape(node));
    }

    /** γ·(x − mean)/√(var + ε) + β, with the running statistics. */
    @Override
    public Value visitBatchNorm(Node node, BatchNorm op) {
        Value in = input(node);
        float[] gamma = parameter(node, "weight");
        float[] beta = parameter(node, "bias");
        float[] mean = parameter(node, "running_mean");
        float[] variance = parameter(node, "running_var");
        return each(
                node,
                (n, c, y, x) ->
                        gamma[c] * (in.at(n, c, y, x) - mean[c]) / Math.sqrt(variance[c] + (double) op.epsilon())
                                + beta[c]);
    }

    @Override
    public Value visitActivation(Node node, Activation op) {
        Value in = input(node);
        return each(node, (n, c, y, x) -> FunctionDefinitions.apply(op, in.at(n, c, y, x)));
    }

    @Override
    public Value visitPRelu(Node node, PRelu op) {
        Value in = input(node);
        float[] slope = parameter(node, "weight");
        return each(node, (n, c, y, x) -> in.at(n, c, y, x) * (in.at(n, c, y, x) >= 0 ? 1 : slope[c]));
    }

    @Override
    public Value visitChannelAffine(Node node, ChannelAffine op) {
        Value in = input(node);
        float[] weight = parameter(node, op.weightSuffix());
        float[] bias = bias(node, op.bias(), op.channels());
        return each(node, (n, c, y, x) -> weight[c] * in.at(n, c, y, x) + bias[c]);
    }

    @Override
    public Value visitLayerNorm(Node node, LayerNorm op) {
        return NormDefinitions.layer(op, input(node), parameter(node, "weight"), parameter(node, "bias"));
    }

    @Override
    public Value visitGroupNorm(Node node, GroupNorm op) {
        return NormDefinitions.group(op, input(node), parameter(node, "weight"), parameter(node, "bias"));
    }

    @Override
    public Value visitLocalResponseNorm(Node node, LocalResponseNorm op) {
        return NormDefinitions.localResponse(op, input(node));
    }

    @Override
    public Value visitSoftmax(Node node, Softmax op) {
        return NormDefinitions.softmax(input(node));
    }

    @Override
    public Value visitAdd(Node node, Add op) {
        List<Value> in = inputs(node);
        return each(node, (n, c, y, x) -> {
            double sum = 0;
            for (Value value : in) {
                sum += value.repeated(n, c, y, x);
            }
            return sum;
        });
    }

    @Override
    public Value visitConcat(Node node, Concat op) {
        List<Value> in = inputs(node);
        return each(node, (n, c, y, x) -> {
            int channel = c;
            int i = 0;
            while (channel >= in.get(i).shape().channels()) {
                channel -= in.get(i).shape().channels();
                i++;
            }
            return in.get(i).at(n, channel, y, x);
        });
    }

    @Override
    public Value visitSlice(Node node, Slice op) {
        Value in = input(node);
        return each(node, (n, c, y, x) -> in.at(n, op.from() + c, y, x));
    }

    @Override
    public Value visitChannelPermute(Node node, ChannelPermute op) {
        Value in = input(node);
        return each(node, (n, c, y, x) -> in.at(n, op.order().get(c), y, x));
    }

    @Override
    public Value visitMultiply(Node node, Multiply op) {
        Value value = inputs(node).get(0);
        Value factors = inputs(node).get(1);
        return each(node, (n, c, y, x) -> value.at(n, c, y, x) * factors.repeated(n, c, y, x));
    }

    @Override
    public Value visitMaxPool(Node node, MaxPool op) {
        return WindowDefinitions.maximum(op, input(node), shape(node));
    }

    @Override
    public Value visitAveragePool(Node node, AveragePool op) {
        return WindowDefinitions.mean(op, input(node), shape(node));
    }

    @Override
    public Value visitGlobalAveragePool(Node node, GlobalAveragePool op) {
        Value in = input(node);
        return each(node, (n, c, y, x) -> in.mean(n, c));
    }

    @Override
    public Value visitGlobalMaxPool(Node node, GlobalMaxPool op) {
        Value in = input(node);
        return each(node, (n, c, y, x) -> in.largest(n, c));
    }

    @Override
    public Value visitChannelPool(Node node, ChannelPool op) {
        Value in = input(node);
        return each(node, (n, c, y, x) -> switch (op.kind()) {
            case MEAN -> in.meanChannel(n, y, x);
            case LARGEST -> NormDefinitions.largestChannel(in, n, y, x);
        });
    }

    @Override
    public Value visitPad(Node node, Pad op) {
        return MoveDefinitions.pad(op, input(node), shape(node));
    }

    @Override
    public Value visitDepthToSpace(Node node, DepthToSpace op) {
        return MoveDefinitions.depthToSpace(op, input(node), shape(node));
    }

    @Override
    public Value visitSpaceToDepth(Node node, SpaceToDepth op) {
        return MoveDefinitions.spaceToDepth(op, input(node), shape(node));
    }

    @Override
    public Value visitFlatten(Node node, Flatten op) {
        return MoveDefinitions.flatten(input(node), shape(node));
    }

    @Override
    public Value visitLinear(Node node, Linear op) {
        Value in = input(node);
        float[] weight = parameter(node, "weight");
        float[] bias = bias(node, op.bias(), op.outFeatures());
        return each(node, (n, c, y, x) -> {
            int first = c / (op.outFeatures() / op.groups()) * op.inPerGroup();
            double sum = bias[c];
            for (int i = 0; i < op.inPerGroup(); i++) {
                sum += weight[c * op.inPerGroup() + i] * in.at(n, first + i);
            }
            return sum;
        });
    }

    @Override
    public Value visitResize(Node node, Resize op) {
        return ResizeDefinitions.resize(op, input(node), shape(node));
    }

    /** Identity in inference. */
    @Override
    public Value visitDropout(Node node, Dropout op) {
        return input(node);
    }

    /** Identity in inference. */
    @Override
    public Value visitDropPath(Node node, DropPath op) {
        return input(node);
    }

    /** The mean over all pixels of the branches' sum. */
    @Override
    public Value visitFuse(Node node, Fuse op) {
        List<Value> branches = inputs(node);
        return each(node, (n, c, y, x) -> {
            double sum = 0;
            for (Value branch : branches) {
                sum += branch.mean(n, c);
            }
            return sum;
        });
    }

    @Override
    public Value visitSelect(Node node, Select op) {
        SelectionDefinition definition = new SelectionDefinition(op);
        DoubleTensor shares = definition.shares(op.logits(inputs(node)), shape(node));
        attention.put(node.name(), shares);
        return definition.mixture(op.maps(inputs(node)), shares);
    }
}
