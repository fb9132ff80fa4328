package io.github.sknet.runtime.program;

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
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.Softmax;
import io.github.sknet.graph.SpaceToDepth;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.weights.BatchNormAffine;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.kernels.ChannelFunction;
import io.github.sknet.runtime.kernels.ValueFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a graph down as a program, node by node. Channel moves become routes that reach through other routes. */
public final class Lowering implements OpVisitor<Value> {

    private final Weights weights;
    private final Map<String, Shape> shapes;
    private final TransposedWeights transposed;
    private final Map<String, Value> values = new HashMap<>();
    private final Map<Value, List<Operation.Channel>> routes = new HashMap<>();
    private final Map<String, Attention> attention = new LinkedHashMap<>();
    private final List<Operation> operations = new ArrayList<>();

    private Lowering(Weights weights, TransposedWeights transposed, Map<String, Shape> shapes) {
        this.weights = weights;
        this.transposed = transposed;
        this.shapes = shapes;
    }

    /**
     * The program of a graph for inputs of one size.
     *
     * @throws IllegalArgumentException when the size does not fit the graph
     */
    public static Program lower(Graph graph, Weights weights, int height, int width) {
        return lower(graph, weights, new TransposedWeights(), height, width);
    }

    /**
     * The same, where programs for several sizes share what is made of weights.
     *
     * @param transposed keeps it
     */
    public static Program lower(Graph graph, Weights weights, TransposedWeights transposed, int height, int width) {
        Lowering lowering = new Lowering(weights, transposed, graph.shapes(height, width));
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
        return convolve(node, Window.of(1), op.groups(), filter(node, op.outFeatures(), op.bias()));
    }

    private Filter filter(Node node, int outputs, boolean bias) {
        return Filter.of(parameter(node, "weight"), biases(node, bias, outputs));
    }

    private double[] biases(Node node, boolean present, int channels) {
        double[] biases = new double[channels];
        if (present) {
            float[] given = parameter(node, "bias");
            Arrays.setAll(biases, c -> given[c]);
        }
        return biases;
    }

    /** A convolution for each place that an output may have between two inputs' places, and their outputs by turns. */
    @Override
    public Value visitConvTranspose2d(Node node, ConvTranspose2d op) {
        Value output = output(node);
        double[] bias = biases(node, op.bias(), op.outChannels());
        List<Value> parts = new ArrayList<>();
        for (TransposedPart part : TransposedPart.of(op, input(node, 0).shape(), output.shape())) {
            float[] weight = transposed.get(node.parametersOf(), part, op, parameter(node, "weight"));
            Value value = new Value(node.name() + ".part" + parts.size(), part.output());
            parts.add(emit(Operation.Convolve.plain(
                    input(node, 0), value, part.window(), op.groups(), Filter.of(weight, bias))));
        }
        return emit(new Rearrangement.Weave(parts, output, op.window().stride()));
    }

    private Value convolve(Node node, Window window, int groups, Filter filter) {
        return emit(Operation.Convolve.plain(input(node, 0), output(node), window, groups, filter));
    }

    @Override
    public Value visitBatchNorm(Node node, BatchNorm op) {
        BatchNormAffine norm = BatchNormAffine.of(node, weights);
        return affine(node, norm.scale(), norm.shift());
    }

    @Override
    public Value visitActivation(Node node, Activation op) {
        if (op.function() == Activation.Function.LINEAR) {
            return affine(node, filled(node, op.alpha()), filled(node, op.beta()));
        }
        return emit(new Operation.Apply(input(node, 0), output(node), ValueFunction.of(op)));
    }

    private Value affine(Node node, double[] scale, double[] shift) {
        return emit(new Operation.Affine(input(node, 0), output(node), scale, shift, ValueFunction.IDENTITY));
    }

    private double[] filled(Node node, double value) {
        double[] values = new double[shapes.get(node.name()).channels()];
        Arrays.fill(values, value);
        return values;
    }

    @Override
    public Value visitPRelu(Node node, PRelu op) {
        return emit(new Operation.Slope(input(node, 0), output(node), parameter(node, "weight")));
    }

    @Override
    public Value visitChannelAffine(Node node, ChannelAffine op) {
        float[] weight = parameter(node, op.weightSuffix());
        double[] scale = new double[weight.length];
        Arrays.setAll(scale, c -> weight[c]);
        return affine(node, scale, biases(node, op.bias(), weight.length));
    }

    @Override
    public Value visitLayerNorm(Node node, LayerNorm op) {
        float[] weight = parameter(node, "weight");
        float[] bias = parameter(node, "bias");
        return acrossChannels(
                node,
                new ChannelOperation(
                        "layer norm",
                        byPosition -> new ChannelFunction.LayerNorm(
                                byPosition.apply(weight), byPosition.apply(bias), op.epsilon())));
    }

    private Value acrossChannels(Node node, ChannelOperation function) {
        return emit(new Normalisation.AcrossChannels(input(node, 0), output(node), function));
    }

    @Override
    public Value visitGroupNorm(Node node, GroupNorm op) {
        return emit(new Normalisation.NormaliseGroups(
                input(node, 0),
                output(node),
                op.groups(),
                parameter(node, "weight"),
                parameter(node, "bias"),
                op.epsilon()));
    }

    @Override
    public Value visitLocalResponseNorm(Node node, LocalResponseNorm op) {
        double factor = (double) op.alpha() / op.size();
        return acrossChannels(
                node, ChannelOperation.of(new ChannelFunction.LocalResponse(op.reach(), factor, op.beta(), op.bias())));
    }

    @Override
    public Value visitSoftmax(Node node, Softmax op) {
        return acrossChannels(node, ChannelOperation.of(new ChannelFunction.Softmax()));
    }

    @Override
    public Value visitAdd(Node node, Add op) {
        List<Value> terms = new ArrayList<>();
        inputs(node).forEach(term -> terms.add(repeated(term, output(node).shape())));
        return emit(new Operation.Sum(terms, output(node), ValueFunction.IDENTITY));
    }

    /** A value at a larger shape: its only channel as often as there are channels, its only pixel at every pixel. */
    private Value repeated(Value value, Shape shape) {
        Value channels = value;
        if (value.shape().channels() < shape.channels()) {
            Operation.Channel only = channels(value).get(0);
            channels = emit(new Operation.Route(
                    Collections.nCopies(shape.channels(), only),
                    new Value(value.name() + ".channels", value.shape().withChannels(shape.channels()))));
        }
        return value.shape().pixels() < shape.pixels()
                ? emit(new Operation.Resample(
                        channels, new Value(value.name() + ".pixels", shape), new Resize(Resize.Mode.NEAREST)))
                : channels;
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
    public Value visitMultiply(Node node, Multiply op) {
        Value value = input(node, 0);
        Value factors = input(node, 1);
        Value output = output(node);
        boolean samePixels = factors.shape().pixels() == output.shape().pixels();
        if (samePixels && factors.shape().channels() == output.shape().channels()) {
            return emit(new Operation.Product(value, factors, output));
        }
        return samePixels
                ? emit(new Operation.ScalePixels(value, factors, output))
                : emit(new Operation.Scale(
                        value, repeated(factors, Shape.vector(output.shape().channels())), output));
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
    public Value visitGlobalMaxPool(Node node, GlobalMaxPool op) {
        Value map = input(node, 0);
        Window whole = Window.of(map.shape().height(), map.shape().width());
        return emit(new Operation.LargestUnder(map, output(node), whole));
    }

    @Override
    public Value visitChannelPool(Node node, ChannelPool op) {
        ChannelFunction function = switch (op.kind()) {
            case MEAN -> new ChannelFunction.Mean();
            case LARGEST -> new ChannelFunction.Largest();
        };
        return acrossChannels(node, ChannelOperation.of(function));
    }

    @Override
    public Value visitPad(Node node, Pad op) {
        return emit(new Rearrangement.Surround(input(node, 0), output(node), op));
    }

    @Override
    public Value visitDepthToSpace(Node node, DepthToSpace op) {
        return emit(new Rearrangement.Widen(input(node, 0), output(node), op.order(), op.block()));
    }

    @Override
    public Value visitSpaceToDepth(Node node, SpaceToDepth op) {
        return emit(new Rearrangement.Deepen(input(node, 0), output(node), op.order(), Size.square(op.block())));
    }

    @Override
    public Value visitFlatten(Node node, Flatten op) {
        Shape map = input(node, 0).shape();
        Size whole = new Size(map.height(), map.width());
        return emit(new Rearrangement.Deepen(input(node, 0), output(node), DepthToSpace.Order.CRD, whole));
    }

    @Override
    public Value visitResize(Node node, Resize op) {
        return emit(new Operation.Resample(input(node, 0), output(node), op));
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
        boolean byChannel = op.extent() == Select.Extent.CHANNEL;
        Attention shares = byChannel
                ? Attention.byChannel(
                        node.name(), op.branches(), output(node).shape().channels())
                : Attention.byPixel(node.name(), logits.shape());
        emit(
                byChannel
                        ? new Selection.Attend(channels(logits), op.gate(), shares)
                        : Selection.gated(op.gate(), logits, shares.values().get(0)));
        attention.put(node.name(), shares);
        return emit(new Selection.Mix(op.maps(inputs(node)), shares, output(node)));
    }
}
