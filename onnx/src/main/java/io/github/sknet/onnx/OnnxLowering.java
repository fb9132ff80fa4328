package io.github.sknet.onnx;

import static io.github.sknet.onnx.OnnxModelBuilder.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes each operation as ONNX operators in inference mode. A visit returns the name of the value that holds the
 * operation's result: usually the node's own name.
 */
final class OnnxLowering implements OpVisitor<String> {

    private final Graph graph;
    private final Weights weights;
    private final OnnxModelBuilder model;
    private final SelectionLowering selection;
    private final OnnxOperators operators;
    private final OnnxFunctions functions;
    private final OnnxNorms norms;
    private final boolean attention;
    private final BatchNormFolding folding;
    private final Map<String, Shape> shapes;
    private final Map<String, String> values = new HashMap<>();

    OnnxLowering(Graph graph, Weights weights, OnnxModelBuilder model, OnnxOptions options, Map<String, Shape> shapes) {
        this.graph = graph;
        this.weights = weights;
        this.model = model;
        this.selection = SelectionLowering.of(options.selection(), model);
        this.operators = new OnnxOperators(model);
        this.functions = new OnnxFunctions(model);
        this.norms = new OnnxNorms(model);
        this.attention = options.attention();
        this.folding = BatchNormFolding.of(graph);
        this.shapes = shapes;
    }

    /** Writes all nodes, then gives every output its name. */
    void writeNodes() {
        for (Node node : graph.nodes()) {
            values.put(node.name(), node.accept(this));
        }
        graph.outputs().forEach((output, node) -> model.addNamed("Identity", output, List.of(values.get(node))));
    }

    private List<String> inputs(Node node) {
        return node.inputs().stream().map(values::get).toList();
    }

    private String write(String opType, Node node, AttributeProto... attributes) {
        return model.add(opType, node.name(), inputs(node), attributes);
    }

    @Override
    public String visitInput(Node node, Input op) {
        return node.name();
    }

    @Override
    public String visitConv2d(Node node, Conv2d op) {
        AttributeProto[] attributes = OnnxWindows.attributes(op.window(), attribute("group", op.groups()));
        Tensor weight = weights.get(node.parameterName("weight"));
        return model.add("Conv", node.name(), layer(node, input(node), weight, op.bias()), attributes);
    }

    @Override
    public String visitConvTranspose2d(Node node, ConvTranspose2d op) {
        AttributeProto[] attributes = OnnxWindows.attributes(
                op.window(),
                attribute("output_padding", OnnxWindows.extents(op.outputPadding())),
                attribute("group", op.groups()));
        List<String> inputs = new ArrayList<>(inputs(node));
        inputs.add(parameter(node, "weight"));
        if (op.bias()) {
            inputs.add(parameter(node, "bias"));
        }
        return model.add("ConvTranspose", node.name(), inputs, attributes);
    }

    private String parameter(Node node, String suffix) {
        Tensor tensor = weights.get(node.parameterName(suffix));
        return model.floats(node.parameterName(suffix), tensor.shape(), tensor.values());
    }

    /** A parameter of channels, to meet a value of the node's shape. */
    private String perChannel(Node node, String suffix) {
        Tensor tensor = weights.get(node.parameterName(suffix));
        return isVector(node)
                ? parameter(node, suffix)
                : model.floats(node.parameterName(suffix) + "/map", List.of(tensor.size(0), 1, 1), tensor.values());
    }

    private boolean isVector(Node node) {
        return shapes.get(node.name()).vector();
    }

    private String input(Node node) {
        return values.get(node.inputs().get(0));
    }

    /**
     * A matrix product, which has no groups: with groups it is a convolution. A weight that the checkpoint holds as a 1×1 convolution
     * loses its last two axes.
     */
    @Override
    public String visitLinear(Node node, Linear op) {
        Tensor weight = weights.get(node.parameterName("weight"));
        if (op.groups() == 1) {
            Tensor matrix = weight.reshape(List.of(op.outFeatures(), op.inFeatures()));
            return model.add("Gemm", node.name(), layer(node, input(node), matrix, op.bias()), attribute("transB", 1L));
        }
        String map =
                model.add("Reshape", node.name() + "/map", List.of(input(node), model.longs(0, op.inFeatures(), 1, 1)));
        Tensor kernels = weight.reshape(List.of(op.outFeatures(), op.inPerGroup(), 1, 1));
        String product = model.add(
                "Conv", node.name() + "/groups", layer(node, map, kernels, op.bias()), attribute("group", op.groups()));
        return model.add("Flatten", node.name(), List.of(product), attribute("axis", 1L));
    }

    /** What a layer reads: its input, weight and bias, with the BatchNorm that follows it folded into them. */
    private List<String> layer(Node node, String input, Tensor weight, boolean hasBias) {
        Optional<Tensor> bias = hasBias ? Optional.of(weights.get(node.parameterName("bias"))) : Optional.empty();
        BatchNormFolding.Parameters parameters = folding.normAfter(node)
                .map(norm -> BatchNormFolding.fold(weight, bias, norm, weights))
                .orElseGet(() -> new BatchNormFolding.Parameters(weight.values(), bias.map(Tensor::values)));
        List<String> inputs = new ArrayList<>();
        inputs.add(input);
        inputs.add(model.floats(node.parameterName("weight"), weight.shape(), parameters.weight()));
        parameters
                .bias()
                .ifPresent(
                        values -> inputs.add(model.floats(node.parameterName("bias"), List.of(values.length), values)));
        return inputs;
    }

    @Override
    public String visitBatchNorm(Node node, BatchNorm op) {
        if (folding.isFolded(node)) {
            return values.get(node.inputs().get(0));
        }
        List<String> inputs = new ArrayList<>(inputs(node));
        for (String suffix : List.of("weight", "bias", "running_mean", "running_var")) {
            inputs.add(parameter(node, suffix));
        }
        return model.add("BatchNormalization", node.name(), inputs, attribute("epsilon", op.epsilon()));
    }

    @Override
    public String visitActivation(Node node, Activation op) {
        return functions.write(node.name(), op, input(node));
    }

    @Override
    public String visitPRelu(Node node, PRelu op) {
        return model.add("PRelu", node.name(), List.of(input(node), perChannel(node, "weight")));
    }

    @Override
    public String visitChannelAffine(Node node, ChannelAffine op) {
        return op.bias()
                ? affine(node, input(node))
                : model.add("Mul", node.name(), List.of(input(node), perChannel(node, op.weightSuffix())));
    }

    /** The product with a node's weight, and the sum with its bias. */
    private String affine(Node node, String x) {
        String scaled = model.add("Mul", node.name() + "/scaled", List.of(x, perChannel(node, "weight")));
        return model.add("Add", node.name(), List.of(scaled, perChannel(node, "bias")));
    }

    @Override
    public String visitLayerNorm(Node node, LayerNorm op) {
        return norms.layer(
                node.name(), op, isVector(node), input(node), parameter(node, "weight"), parameter(node, "bias"));
    }

    @Override
    public String visitGroupNorm(Node node, GroupNorm op) {
        return norms.group(node.name(), op, input(node), x -> affine(node, x));
    }

    @Override
    public String visitLocalResponseNorm(Node node, LocalResponseNorm op) {
        if (!isVector(node)) {
            return norms.localResponse(node.name(), op, input(node));
        }
        String map = norms.localResponse(node.name() + "/normalised", op, asMap(node, input(node)));
        return model.add("Flatten", node.name(), List.of(map), attribute("axis", 1L));
    }

    @Override
    public String visitSoftmax(Node node, Softmax op) {
        return write("Softmax", node, attribute("axis", 1L));
    }

    @Override
    public String visitAdd(Node node, Add op) {
        List<String> terms = operands(node);
        String sum = terms.get(0);
        for (int i = 1; i < terms.size(); i++) {
            String wished = i == terms.size() - 1 ? node.name() : node.name() + "/sum";
            sum = model.add("Add", wished, List.of(sum, terms.get(i)));
        }
        return sum;
    }

    /** A node's inputs; vectors as maps of one pixel where the node's value is a map. */
    private List<String> operands(Node node) {
        return node.inputs().stream()
                .map(input -> !isVector(node) && shapes.get(input).vector()
                        ? asMap(node, values.get(input))
                        : values.get(input))
                .toList();
    }

    @Override
    public String visitConcat(Node node, Concat op) {
        return write("Concat", node, attribute("axis", 1L));
    }

    @Override
    public String visitSlice(Node node, Slice op) {
        return new OnnxMoves(model).slice(node.name(), op, input(node));
    }

    @Override
    public String visitChannelPermute(Node node, ChannelPermute op) {
        return new OnnxMoves(model).permute(node.name(), op, input(node));
    }

    @Override
    public String visitMultiply(Node node, Multiply op) {
        return model.add("Mul", node.name(), operands(node));
    }

    private String asMap(Node node, String vector) {
        return operators.unsqueeze(node.name() + "/map", vector, 2, 3);
    }

    @Override
    public String visitMaxPool(Node node, MaxPool op) {
        return write("MaxPool", node, OnnxWindows.attributes(op.window(), attribute("ceil_mode", op.ceil() ? 1L : 0L)));
    }

    @Override
    public String visitAveragePool(Node node, AveragePool op) {
        AttributeProto[] attributes = OnnxWindows.attributes(
                op.window(),
                attribute("ceil_mode", op.ceil() ? 1L : 0L),
                attribute("count_include_pad", op.countPadding() ? 1L : 0L));
        if (op.ceil() && op.countPadding()) {
            if (!model.opset().hasExactAveragePool()) {
                throw new IllegalArgumentException(
                        "The node '" + node.name() + "' is an average pooling that counts its "
                                + "padding and rounds up, which ONNX has from opset 19 on, not in opset "
                                + model.opset().version());
            }
            int channels = shapes.get(node.name()).channels();
            return OnnxWindows.averagePoolPlaneByPlane(model, node.name(), input(node), channels, attributes);
        }
        return write("AveragePool", node, attributes);
    }

    @Override
    public String visitGlobalAveragePool(Node node, GlobalAveragePool op) {
        String mean = model.add("GlobalAveragePool", node.name() + "/mean", inputs(node));
        return model.add("Flatten", node.name(), List.of(mean), attribute("axis", 1L));
    }

    @Override
    public String visitGlobalMaxPool(Node node, GlobalMaxPool op) {
        String largest = model.add("GlobalMaxPool", node.name() + "/largest", inputs(node));
        return model.add("Flatten", node.name(), List.of(largest), attribute("axis", 1L));
    }

    @Override
    public String visitChannelPool(Node node, ChannelPool op) {
        String opType = switch (op.kind()) {
            case MEAN -> "ReduceMean";
            case LARGEST -> "ReduceMax";
        };
        return operators.reduce(opType, node.name(), input(node), 1, true);
    }

    @Override
    public String visitPad(Node node, Pad op) {
        boolean pooled = graph.consumers().get(node.name()).stream()
                .anyMatch(reader -> reader.op() instanceof MaxPool || reader.op() instanceof AveragePool);
        return new OnnxMoves(model).pad(node.name(), op, input(node), pooled);
    }

    @Override
    public String visitDepthToSpace(Node node, DepthToSpace op) {
        return write(
                "DepthToSpace",
                node,
                attribute("blocksize", op.block()),
                attribute("mode", op.order().name()));
    }

    @Override
    public String visitSpaceToDepth(Node node, SpaceToDepth op) {
        int channels = shapes.get(node.inputs().get(0)).channels();
        return new OnnxMoves(model).spaceToDepth(node.name(), op, input(node), channels);
    }

    @Override
    public String visitFlatten(Node node, Flatten op) {
        return write("Flatten", node, attribute("axis", 1L));
    }

    @Override
    public String visitResize(Node node, Resize op) {
        boolean vector = shapes.get(node.inputs().get(0)).vector();
        String map = vector ? asMap(node, input(node)) : input(node);
        return new OnnxResizing(model)
                .write(node.name(), op, map, inputs(node).get(op.extent().inputs() - 1));
    }

    @Override
    public String visitDropout(Node node, Dropout op) {
        return values.get(node.inputs().get(0));
    }

    @Override
    public String visitDropPath(Node node, DropPath op) {
        return values.get(node.inputs().get(0));
    }

    @Override
    public String visitFuse(Node node, Fuse op) {
        return selection.fuse(node.name(), inputs(node));
    }

    @Override
    public String visitSelect(Node node, Select op) {
        SelectionLowering.Selected selected = selection.select(
                node.name(),
                op,
                op.maps(inputs(node)),
                logits(op, graph.node(op.logits(node.inputs()))),
                shapes.get(node.name()).channels());
        if (attention) {
            selected.attention().writeAs(node.name());
        }
        return selected.map();
    }

    private SelectionLowering.Logits logits(Select op, Node node) {
        boolean byBranch = node.op() instanceof Concat
                && op.extent() == Select.Extent.CHANNEL
                && node.inputs().size() == op.branches()
                && node.inputs().stream().map(shapes::get).distinct().count() == 1;
        return new SelectionLowering.Logits(values.get(node.name()), byBranch ? inputs(node) : List.of());
    }
}
