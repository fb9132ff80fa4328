package io.github.sknet.runtime.program;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.AveragePool;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.ChannelScale;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.DropPath;
import io.github.sknet.graph.Dropout;
import io.github.sknet.graph.Fuse;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Input;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.OpVisitor;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.weights.BatchNormAffine;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.kernels.ValueFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Writes a graph down as a program, node by node. Channel moves become routes that reach through other routes. */
public final class Lowering implements OpVisitor<Value> {

    private final Weights weights;
    private final Map<String, Shape> shapes;
    private final Map<String, Value> values = new HashMap<>();
    private final Map<Value, List<Operation.Channel>> routes = new HashMap<>();
    private final Map<String, Attention> attention = new LinkedHashMap<>();
    private final List<Operation> operations = new ArrayList<>();

    private Lowering(Weights weights, Map<String, Shape> shapes) {
        this.weights = weights;
        this.shapes = shapes;
    }

    /**
     * The program of a graph for inputs of one size.
     *
     * @throws IllegalArgumentException when the size does not fit the graph
     */
    public static Program lower(Graph graph, Weights weights, int height, int width) {
        Lowering lowering = new Lowering(weights, graph.shapes(height, width));
        for (Node node : graph.nodes()) {
            lowering.values.put(node.name(), node.accept(lowering));
        }
        Map<String, Value> outputs = new LinkedHashMap<>();
        graph.outputs().forEach((name, node) -> outputs.put(name, lowering.value(node)));
        return new Program(lowering.value(graph.input().name()), lowering.operations, outputs, lowering.attention);
    }

    private Value value(String node) {
        return values.get(node);
    }

    private Value input(Node node, int index) {
        return value(node.inputs().get(index));
    }

    private List<Value> inputs(Node node) {
        return node.inputs().stream().map(this::value).toList();
    }

    private Value output(Node node) {
        return new Value(node.name(), shapes.get(node.name()));
    }

    private float[] parameter(Node node, String suffix) {
        return weights.get(node.parameterName(suffix)).values();
    }

    private Value emit(Operation operation) {
        operations.add(operation);
        return operation.output();
    }

    @Override
    public Value visitInput(Node node, Input op) {
        return output(node);
    }

    @Override
    public Value visitConv2d(Node node, Conv2d op) {
        return convolve(node, op.window(), op.groups(), filter(node, op.outChannels(), op.bias()));
    }

    @Override
    public Value visitLinear(Node node, Linear op) {
        return convolve(node, Window.of(1), 1, filter(node, op.outFeatures(), op.bias()));
    }

    private Filter filter(Node node, int outputs, boolean bias) {
        double[] biases = new double[outputs];
        if (bias) {
            float[] given = parameter(node, "bias");
            Arrays.setAll(biases, c -> given[c]);
        }
        return Filter.of(parameter(node, "weight"), biases);
    }

    private Value convolve(Node node, Window window, int groups, Filter filter) {
        return emit(Operation.Convolve.plain(input(node, 0), output(node), window, groups, filter));
    }

    @Override
    public Value visitBatchNorm(Node node, BatchNorm op) {
        BatchNormAffine norm = BatchNormAffine.of(node, weights);
        return emit(
                new Operation.Affine(input(node, 0), output(node), norm.scale(), norm.shift(), ValueFunction.IDENTITY));
    }

    @Override
    public Value visitActivation(Node node, Activation op) {
        ValueFunction function = switch (op.function()) {
            case RELU -> ValueFunction.RELU;
            case SIGMOID -> ValueFunction.SIGMOID;
        };
        return emit(new Operation.Apply(input(node, 0), output(node), function));
    }

    @Override
    public Value visitAdd(Node node, Add op) {
        return emit(new Operation.Sum(inputs(node), output(node), ValueFunction.IDENTITY));
    }

    @Override
    public Value visitConcat(Node node, Concat op) {
        List<Operation.Channel> channels = new ArrayList<>();
        inputs(node).forEach(value -> channels.addAll(channels(value)));
        return route(node, channels);
    }

    @Override
    public Value visitSlice(Node node, Slice op) {
        return route(node, channels(input(node, 0)).subList(op.from(), op.to()));
    }

    @Override
    public Value visitChannelPermute(Node node, ChannelPermute op) {
        List<Operation.Channel> channels = channels(input(node, 0));
        return route(node, op.order().stream().map(channels::get).toList());
    }

    /** Where a value's channels truly come from. */
    private List<Operation.Channel> channels(Value value) {
        List<Operation.Channel> routed = routes.get(value);
        return routed != null
                ? routed
                : Operation.Route.channels(value, 0, value.shape().channels());
    }

    private Value route(Node node, List<Operation.Channel> channels) {
        Value output = emit(new Operation.Route(channels, output(node)));
        routes.put(output, List.copyOf(channels));
        return output;
    }

    @Override
    public Value visitChannelScale(Node node, ChannelScale op) {
        return emit(new Operation.Scale(input(node, 0), input(node, 1), output(node)));
    }

    @Override
    public Value visitMaxPool(Node node, MaxPool op) {
        return emit(new Operation.LargestUnder(input(node, 0), output(node), op.window()));
    }

    @Override
    public Value visitAveragePool(Node node, AveragePool op) {
        return emit(new Operation.MeanUnder(input(node, 0), output(node), op.window(), op.countPadding()));
    }

    @Override
    public Value visitGlobalAveragePool(Node node, GlobalAveragePool op) {
        return emit(new Operation.Mean(inputs(node), output(node)));
    }

    @Override
    public Value visitResize(Node node, Resize op) {
        return emit(new Operation.Resample(input(node, 0), output(node), op.mode()));
    }

    @Override
    public Value visitDropout(Node node, Dropout op) {
        return input(node, 0);
    }

    @Override
    public Value visitDropPath(Node node, DropPath op) {
        return input(node, 0);
    }

    @Override
    public Value visitFuse(Node node, Fuse op) {
        return emit(new Operation.Mean(inputs(node), output(node)));
    }

    @Override
    public Value visitSelect(Node node, Select op) {
        Value logits = op.logits(inputs(node));
        Attention shares =
                op.extent() == Select.Extent.CHANNEL ? byChannel(node, op, logits) : byPixel(node, op, logits);
        attention.put(node.name(), shares);
        return emit(new Operation.Mix(op.maps(inputs(node)), shares, output(node)));
    }

    private Attention byChannel(Node node, Select op, Value logits) {
        Shape vector = Shape.vector(output(node).shape().channels());
        Attention shares = new Attention(IntStream.range(0, op.branches())
                .mapToObj(m -> new Value(node.name() + ".attention." + m, vector))
                .toList());
        emit(new Operation.Attend(channels(logits), op.gate(), shares));
        return shares;
    }

    private Attention byPixel(Node node, Select op, Value logits) {
        Value shares = new Value(node.name() + ".attention", logits.shape());
        emit(
                switch (op.gate()) {
                    case SOFTMAX -> new Operation.SoftmaxOfPixels(logits, shares);
                    case SIGMOID -> new Operation.Apply(logits, shares, ValueFunction.SIGMOID);
                });
        return new Attention(List.of(shares));
    }
}
