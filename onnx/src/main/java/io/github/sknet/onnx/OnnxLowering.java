package io.github.sknet.onnx;

import static io.github.sknet.onnx.OnnxModelBuilder.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
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
    private final boolean attention;
    private final BatchNormFolding folding;
    private final Map<String, Shape> shapes;
    private final Map<String, String> values = new HashMap<>();

    OnnxLowering(Graph graph, Weights weights, OnnxModelBuilder model, OnnxOptions options, Map<String, Shape> shapes) {
        this.graph = graph;
        this.weights = weights;
        this.model = model;
        this.selection = SelectionLowering.of(options.selection(), model);
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
        List<AttributeProto> attributes = new ArrayList<>(windowAttributes(op.window()));
        attributes.add(attribute("group", op.groups()));
        return writeLayer("Conv", node, weights.get(node.parameterName("weight")), op.bias(), attributes);
    }

    /** A matrix product; a weight that the checkpoint holds as a 1×1 convolution loses its last two axes. */
    @Override
    public String visitLinear(Node node, Linear op) {
        Tensor weight = weights.get(node.parameterName("weight"));
        Tensor matrix = weight.reshape(List.of(op.outFeatures(), op.inFeatures()));
        return writeLayer("Gemm", node, matrix, op.bias(), List.of(attribute("transB", 1L)));
    }

    private String writeLayer(
            String opType, Node node, Tensor weight, boolean hasBias, List<AttributeProto> attributes) {
        Optional<Tensor> bias = hasBias ? Optional.of(weights.get(node.parameterName("bias"))) : Optional.empty();
        BatchNormFolding.Parameters parameters = folding.normAfter(node)
                .map(norm -> BatchNormFolding.fold(weight, bias, norm, weights))
                .orElseGet(() -> new BatchNormFolding.Parameters(weight.values(), bias.map(Tensor::values)));
        List<String> inputs = new ArrayList<>(inputs(node));
        inputs.add(model.floats(node.parameterName("weight"), weight.shape(), parameters.weight()));
        parameters
                .bias()
                .ifPresent(
                        values -> inputs.add(model.floats(node.parameterName("bias"), List.of(values.length), values)));
        return model.add(opType, node.name(), inputs, attributes.toArray(AttributeProto[]::new));
    }

    @Override
    public String visitBatchNorm(Node node, BatchNorm op) {
        if (folding.isFolded(node)) {
            return values.get(node.inputs().get(0));
        }
        List<String> inputs = new ArrayList<>(inputs(node));
        for (String suffix : List.of("weight", "bias", "running_mean", "running_var")) {
            Tensor tensor = weights.get(node.parameterName(suffix));
            inputs.add(model.floats(node.parameterName(suffix), tensor.shape(), tensor.values()));
        }
        return model.add("BatchNormalization", node.name(), inputs, attribute("epsilon", op.epsilon()));
    }

    @Override
    public String visitActivation(Node node, Activation op) {
        return switch (op.function()) {
            case RELU -> write("Relu", node);
            case SIGMOID -> write("Sigmoid", node);
        };
    }

    @Override
    public String visitAdd(Node node, Add op) {
        List<String> terms = inputs(node);
        String sum = terms.get(0);
        for (int i = 1; i < terms.size(); i++) {
            String wished = i == terms.size() - 1 ? node.name() : node.name() + "/sum";
            sum = model.add("Add", wished, List.of(sum, terms.get(i)));
        }
        return sum;
    }

    @Override
    public String visitConcat(Node node, Concat op) {
        return write("Concat", node, attribute("axis", 1L));
    }

    @Override
    public String visitSlice(Node node, Slice op) {
        String input = values.get(node.inputs().get(0));
        return model.add(
                "Slice", node.name(), List.of(input, model.longs(op.from()), model.longs(op.to()), model.longs(1)));
    }

    @Override
    public String visitChannelPermute(Node node, ChannelPermute op) {
        long[] order = op.order().stream().mapToLong(Integer::longValue).toArray();
        String indices = model.longs(node.name() + "/order", order);
        return model.add(
                "Gather", node.name(), List.of(values.get(node.inputs().get(0)), indices), attribute("axis", 1L));
    }

    @Override
    public String visitChannelScale(Node node, ChannelScale op) {
        List<String> inputs = inputs(node);
        return model.add("Mul", node.name(), List.of(inputs.get(0), asMap(node, inputs.get(1))));
    }

    private String asMap(Node node, String vector) {
        return model.add("Unsqueeze", node.name() + "/map", List.of(vector, model.longs(2, 3)));
    }

    @Override
    public String visitMaxPool(Node node, MaxPool op) {
        List<AttributeProto> attributes = new ArrayList<>(windowAttributes(op.window()));
        attributes.add(attribute("ceil_mode", op.ceil() ? 1L : 0L));
        return write("MaxPool", node, attributes.toArray(AttributeProto[]::new));
    }

    @Override
    public String visitAveragePool(Node node, AveragePool op) {
        List<AttributeProto> list = new ArrayList<>(windowAttributes(op.window()));
        list.add(attribute("ceil_mode", op.ceil() ? 1L : 0L));
        list.add(attribute("count_include_pad", op.countPadding() ? 1L : 0L));
        AttributeProto[] attributes = list.toArray(AttributeProto[]::new);
        if (op.ceil() && op.countPadding()) {
            return averagePoolPlaneByPlane(node, attributes);
        }
        return write("AveragePool", node, attributes);
    }

    /**
     * Each plane as a map of one channel. ONNX Runtime before 1.29 takes channels in blocks where they fill them, and then
     * divides by the whole window even where it reaches beyond the padding.
     */
    private String averagePoolPlaneByPlane(Node node, AttributeProto... attributes) {
        String planes = model.add(
                "Reshape", node.name() + "/planes", List.of(inputs(node).get(0), model.longs(-1, 1, 0, 0)));
        String pooled = model.add("AveragePool", node.name() + "/pooled", List.of(planes), attributes);
        int channels = shapes.get(node.name()).channels();
        return model.add("Reshape", node.name(), List.of(pooled, model.longs(-1, channels, 0, 0)));
    }

    private static List<AttributeProto> windowAttributes(Window window) {
        int top = window.padding().height();
        int left = window.padding().width();
        return List.of(
                attribute(
                        "kernel_shape",
                        List.of(window.kernel().height(), window.kernel().width())),
                attribute(
                        "strides",
                        List.of(window.stride().height(), window.stride().width())),
                attribute("pads", List.of(top, left, top, left)),
                attribute(
                        "dilations",
                        List.of(window.dilation().height(), window.dilation().width())));
    }

    @Override
    public String visitGlobalAveragePool(Node node, GlobalAveragePool op) {
        String mean = model.add("GlobalAveragePool", node.name() + "/mean", inputs(node));
        return model.add("Flatten", node.name(), List.of(mean), attribute("axis", 1L));
    }

    @Override
    public String visitResize(Node node, Resize op) {
        List<String> inputs = inputs(node);
        boolean vector = shapes.get(node.inputs().get(0)).vector();
        String map = vector ? asMap(node, inputs.get(0)) : inputs.get(0);
        String size = model.add("Shape", node.name() + "/size", List.of(inputs.get(1)), attribute("start", 2L));
        List<String> operands = List.of(map, "", "", size);
        AttributeProto axes = attribute("axes", List.of(2, 3));
        return switch (op.mode()) {
            case NEAREST ->
                model.add(
                        "Resize",
                        node.name(),
                        operands,
                        axes,
                        attribute("mode", "nearest"),
                        attribute("coordinate_transformation_mode", "asymmetric"),
                        attribute("nearest_mode", "floor"));
            case BILINEAR ->
                model.add(
                        "Resize",
                        node.name(),
                        operands,
                        axes,
                        attribute("mode", "linear"),
                        attribute("coordinate_transformation_mode", "half_pixel"));
        };
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
