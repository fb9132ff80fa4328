package io.github.sknet.train.torchscript;

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
import io.github.sknet.train.module.BuiltInResizing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The network as the source of a TorchScript method: one line an operation. Parameters are read as attributes of the modules whose
 * path their name spells; so is the flag that says whether a BatchNorm, a dropout or a drop path is in training.
 *
 * <p>A visit returns the name of the local variable, or an expression, that holds the operation's result.
 */
final class TorchScriptSource implements OpVisitor<String> {

    /** The attribute of a permuting node's module that holds its order. */
    static final String ORDER = "order";

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Map<String, Shape> shapes;
    private final Map<String, String> values = new HashMap<>();
    private final Script script = new Script();

    private TorchScriptSource(Graph graph) {
        this.shapes = graph.shapes();
        graph.nodes().forEach(node -> values.put(node.name(), node.accept(this)));
    }

    /**
     * The method {@code forward(self, input)}. It returns the output, or a dictionary of all where there are several.
     */
    static String forward(Graph graph) {
        TorchScriptSource source = new TorchScriptSource(graph);
        Map<String, String> outputs = graph.outputs();
        boolean single = outputs.size() == 1;
        String result = single
                ? source.values.get(outputs.values().iterator().next())
                : outputs.entrySet().stream()
                        .map(output -> quote(output.getKey()) + ": " + source.values.get(output.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
        return "def forward(self, input: Tensor) -> " + (single ? "Tensor" : "Dict[str, Tensor]") + ":\n"
                + source.script.lines()
                + "    return " + result + "\n";
    }

    /** Reads an attribute by its full name: as {@code self.a.b}, or with getattr where a part is no identifier. */
    static String attribute(String path) {
        String expression = "self";
        for (String part : path.split("\\.")) {
            expression = IDENTIFIER.matcher(part).matches()
                    ? expression + "." + part
                    : "getattr(" + expression + ", " + quote(part) + ")";
        }
        return expression;
    }

    private static String quote(String text) {
        return '"' + text + '"';
    }

    private String call(String function, Object... arguments) {
        return script.call(function, arguments);
    }

    private String in(Node node, int i) {
        return values.get(node.inputs().get(i));
    }

    private List<String> inputs(Node node) {
        return node.inputs().stream().map(values::get).toList();
    }

    private static String parameter(Node node, String suffix) {
        return attribute(node.parameterName(suffix));
    }

    private boolean isVector(String node) {
        return shapes.get(node).vector();
    }

    /** An input; a vector that meets a map as a map of one pixel. */
    private String operand(Node node, int i) {
        boolean spread = isVector(node.inputs().get(i)) && !isVector(node.name());
        return spread ? script.asMap(in(node, i)) : in(node, i);
    }

    /** A parameter of channels, to meet the node's value. */
    private String perChannel(Node node, String suffix) {
        return isVector(node.name()) ? parameter(node, suffix) : script.asMap(parameter(node, suffix));
    }

    @Override
    public String visitInput(Node node, Input op) {
        return "input";
    }

    @Override
    public String visitConv2d(Node node, Conv2d op) {
        String bias = op.bias() ? parameter(node, "bias") : "None";
        return new ScriptWindows(script).convolution(op, in(node, 0), parameter(node, "weight"), bias);
    }

    @Override
    public String visitConvTranspose2d(Node node, ConvTranspose2d op) {
        String bias = op.bias() ? parameter(node, "bias") : "None";
        return new ScriptWindows(script).transposed(op, in(node, 0), parameter(node, "weight"), bias);
    }

    @Override
    public String visitBatchNorm(Node node, BatchNorm op) {
        return call(
                "batch_norm",
                in(node, 0),
                parameter(node, "weight"),
                parameter(node, "bias"),
                parameter(node, "running_mean"),
                parameter(node, "running_var"),
                attribute(node.parametersOf() + "." + ModuleTree.TRAINING),
                op.momentum(),
                op.epsilon(),
                false);
    }

    @Override
    public String visitActivation(Node node, Activation op) {
        return new ScriptFunctions(script).write(op, in(node, 0));
    }

    @Override
    public String visitPRelu(Node node, PRelu op) {
        return call("prelu", in(node, 0), parameter(node, "weight"));
    }

    @Override
    public String visitChannelAffine(Node node, ChannelAffine op) {
        String scaled = call("mul", in(node, 0), perChannel(node, op.weightSuffix()));
        return op.bias() ? call("add", scaled, perChannel(node, "bias")) : scaled;
    }

    @Override
    public String visitLayerNorm(Node node, LayerNorm op) {
        return new ScriptNorms(script)
                .layer(op, isVector(node.name()), in(node, 0), parameter(node, "weight"), parameter(node, "bias"));
    }

    @Override
    public String visitGroupNorm(Node node, GroupNorm op) {
        return call(
                "group_norm",
                in(node, 0),
                op.groups(),
                parameter(node, "weight"),
                parameter(node, "bias"),
                op.epsilon());
    }

    @Override
    public String visitLocalResponseNorm(Node node, LocalResponseNorm op) {
        return new ScriptNorms(script).localResponse(op, isVector(node.name()), in(node, 0));
    }

    @Override
    public String visitSoftmax(Node node, Softmax op) {
        return call("softmax", in(node, 0), 1);
    }

    @Override
    public String visitAdd(Node node, Add op) {
        String sum = in(node, 0);
        for (int i = 1; i < node.inputs().size(); i++) {
            sum = call("add", sum, operand(node, i));
        }
        return sum;
    }

    @Override
    public String visitConcat(Node node, Concat op) {
        return call("cat", inputs(node), 1);
    }

    @Override
    public String visitSlice(Node node, Slice op) {
        return call("narrow", in(node, 0), 1, op.from(), op.channels());
    }

    @Override
    public String visitChannelPermute(Node node, ChannelPermute op) {
        String order = attribute(node.name() + "." + ORDER);
        return call("index_select", in(node, 0), 1, order + ".to(input.device)");
    }

    @Override
    public String visitMultiply(Node node, Multiply op) {
        return call("mul", in(node, 0), operand(node, 1));
    }

    @Override
    public String visitMaxPool(Node node, MaxPool op) {
        return new ScriptWindows(script).largest(op, in(node, 0));
    }

    @Override
    public String visitAveragePool(Node node, AveragePool op) {
        return new ScriptWindows(script).mean(op, in(node, 0));
    }

    @Override
    public String visitGlobalAveragePool(Node node, GlobalAveragePool op) {
        return mean(in(node, 0));
    }

    @Override
    public String visitGlobalMaxPool(Node node, GlobalMaxPool op) {
        return call("amax", in(node, 0), "[2, 3]");
    }

    @Override
    public String visitChannelPool(Node node, ChannelPool op) {
        return switch (op.kind()) {
            case MEAN -> call("mean", in(node, 0), "[1]", true);
            case LARGEST -> call("amax", in(node, 0), "[1]", true);
        };
    }

    @Override
    public String visitPad(Node node, Pad op) {
        return new ScriptMoves(script).pad(op, in(node, 0));
    }

    @Override
    public String visitDepthToSpace(Node node, DepthToSpace op) {
        return new ScriptMoves(script).depthToSpace(op, in(node, 0));
    }

    @Override
    public String visitSpaceToDepth(Node node, SpaceToDepth op) {
        return new ScriptMoves(script).spaceToDepth(op, in(node, 0));
    }

    @Override
    public String visitFlatten(Node node, Flatten op) {
        return call("flatten", in(node, 0), 1);
    }

    private String mean(String map) {
        return call("mean", map, "[2, 3]");
    }

    @Override
    public String visitLinear(Node node, Linear op) {
        String weight = parameter(node, "weight");
        if (op.groups() > 1) {
            String product = groupedProduct(op, in(node, 0), weight);
            return op.bias() ? call("add", product, parameter(node, "bias")) : product;
        }
        String matrix = op.storage() == Linear.Storage.POINTWISE ? call("flatten", weight, 1) : weight;
        return call("linear", in(node, 0), matrix, op.bias() ? parameter(node, "bias") : "None");
    }

    /** A matrix product for each group. */
    private String groupedProduct(Linear op, String vectors, String weight) {
        int groups = op.groups();
        List<Integer> rows = List.of(-1, groups, op.inPerGroup());
        List<Integer> blocks = List.of(groups, op.outFeatures() / groups, op.inPerGroup());
        String product = call(
                "bmm",
                call("transpose", call("reshape", vectors, rows), 0, 1),
                call("transpose", call("reshape", weight, blocks), 1, 2));
        return call("flatten", call("transpose", product, 0, 1), 1);
    }

    @Override
    public String visitResize(Node node, Resize op) {
        String map = isVector(node.inputs().get(0)) ? script.asMap(in(node, 0)) : in(node, 0);
        String like = in(node, op.extent().inputs() - 1);
        return new ScriptResizing(script, op).write(map, like, BuiltInResizing.covers(op));
    }

    @Override
    public String visitDropout(Node node, Dropout op) {
        return call("dropout", in(node, 0), op.probability(), training(node));
    }

    /** In training each sample's factor is 1 / (1 − p) or 0; in inference nothing is multiplied. */
    @Override
    public String visitDropPath(Node node, DropPath op) {
        String x = in(node, 0);
        String ones = x + ".new_ones([" + Script.extent(x, 0) + (isVector(node.name()) ? ", 1])" : ", 1, 1, 1])");
        String kept = "torch.mul(" + x + ", torch.dropout(" + ones + ", " + (double) op.probability() + ", True))";
        return script.let(kept + " if " + training(node) + " else " + x);
    }

    private static String training(Node node) {
        return attribute(node.name() + "." + ModuleTree.TRAINING);
    }

    @Override
    public String visitFuse(Node node, Fuse op) {
        return inputs(node).stream()
                .map(this::mean)
                .reduce((sum, term) -> call("add", sum, term))
                .orElseThrow();
    }

    /** Two branches that compete as one interpolation by the sigmoid of the logits' difference; more without stacking the maps. */
    @Override
    public String visitSelect(Node node, Select op) {
        List<String> maps = op.maps(inputs(node));
        boolean softmax = op.gate() == Select.Gate.SOFTMAX;
        if (op.branches() == 1 && softmax) {
            return maps.get(0);
        }
        String logits = op.logits(inputs(node));
        if (op.extent() == Select.Extent.CHANNEL) {
            int channels = shapes.get(node.name()).channels();
            logits = call("reshape", logits, "[-1, " + op.branches() + ", " + channels + "]");
        }
        if (op.branches() == 2 && softmax) {
            String difference = call("sub", call("select", logits, 1, 0), call("select", logits, 1, 1));
            return call("lerp", maps.get(1), maps.get(0), factor(op, call("sigmoid", difference)));
        }
        String attention = softmax ? call("softmax", logits, 1) : call("sigmoid", logits);
        String sum = null;
        for (int m = 0; m < op.branches(); m++) {
            String share = factor(op, call("select", attention, 1, m));
            sum = sum == null ? call("mul", maps.get(m), share) : call("addcmul", sum, maps.get(m), share);
        }
        return sum;
    }

    /** A branch's shares, (N, C) or (N, H, W), as what its map is multiplied by. */
    private String factor(Select op, String shares) {
        return switch (op.extent()) {
            case CHANNEL -> script.asMap(shares);
            case PIXEL -> call("unsqueeze", shares, 1);
        };
    }
}
