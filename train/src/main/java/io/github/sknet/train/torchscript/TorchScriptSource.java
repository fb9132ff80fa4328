package io.github.sknet.train.torchscript;

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
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.Window;
import io.github.sknet.train.torch.WidePadding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The network as the source of a TorchScript method: one line an operation, in inference mode. Parameters are read as
 * attributes of the modules whose path their name spells.
 *
 * <p>A visit returns the name of the local variable, or an expression, that holds the operation's result.
 */
final class TorchScriptSource implements OpVisitor<String> {

    /** The attribute of a permuting node's module that holds its order. */
    static final String ORDER = "order";

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Large enough for every window of a network; only ranks are taken from it. */
    private static final int PROBE = 1024;

    private final Map<String, Shape> shapes;
    private final Map<String, String> values = new HashMap<>();
    private final StringBuilder body = new StringBuilder();
    private int locals;

    private TorchScriptSource(Graph graph) {
        this.shapes = graph.shapes(PROBE, PROBE);
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
                + source.body
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

    private String let(String expression) {
        String name = "x" + locals++;
        body.append("    ").append(name).append(" = ").append(expression).append('\n');
        return name;
    }

    private String call(String function, Object... arguments) {
        return let("torch." + function
                + IntStream.range(0, arguments.length)
                        .mapToObj(i -> pythonic(arguments[i]))
                        .collect(Collectors.joining(", ", "(", ")")));
    }

    private static String pythonic(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        if (value instanceof Size size) {
            return "[" + size.height() + ", " + size.width() + "]";
        }
        return value.toString();
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

    private String asMap(String vector) {
        return call("unsqueeze", call("unsqueeze", vector, -1), -1);
    }

    @Override
    public String visitInput(Node node, Input op) {
        return "input";
    }

    @Override
    public String visitConv2d(Node node, Conv2d op) {
        Window window = op.window();
        String bias = op.bias() ? parameter(node, "bias") : "None";
        boolean wide = WidePadding.isNeededFor(window);
        return call(
                "conv2d",
                wide ? call("constant_pad_nd", in(node, 0), WidePadding.sides(window), 0) : in(node, 0),
                parameter(node, "weight"),
                bias,
                window.stride(),
                wide ? Size.square(0) : window.padding(),
                window.dilation(),
                op.groups());
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
                false,
                op.momentum(),
                op.epsilon(),
                false);
    }

    @Override
    public String visitActivation(Node node, Activation op) {
        return switch (op.function()) {
            case RELU -> call("relu", in(node, 0));
            case SIGMOID -> call("sigmoid", in(node, 0));
        };
    }

    @Override
    public String visitAdd(Node node, Add op) {
        return inputs(node).stream()
                .reduce((sum, term) -> call("add", sum, term))
                .orElseThrow();
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
    public String visitChannelScale(Node node, ChannelScale op) {
        return call("mul", in(node, 0), asMap(in(node, 1)));
    }

    @Override
    public String visitMaxPool(Node node, MaxPool op) {
        Window window = op.window();
        return call(
                "max_pool2d",
                in(node, 0),
                window.kernel(),
                window.stride(),
                window.padding(),
                window.dilation(),
                op.ceil());
    }

    @Override
    public String visitAveragePool(Node node, AveragePool op) {
        Window window = op.window();
        return call(
                "avg_pool2d",
                in(node, 0),
                window.kernel(),
                window.stride(),
                window.padding(),
                op.ceil(),
                op.countPadding());
    }

    @Override
    public String visitGlobalAveragePool(Node node, GlobalAveragePool op) {
        return mean(in(node, 0));
    }

    private String mean(String map) {
        return call("mean", map, "[2, 3]");
    }

    @Override
    public String visitLinear(Node node, Linear op) {
        String weight = parameter(node, "weight");
        String matrix = op.storage() == Linear.Storage.POINTWISE ? call("flatten", weight, 1) : weight;
        return call("linear", in(node, 0), matrix, op.bias() ? parameter(node, "bias") : "None");
    }

    @Override
    public String visitResize(Node node, Resize op) {
        boolean vector = shapes.get(node.inputs().get(0)).vector();
        String map = vector ? asMap(in(node, 0)) : in(node, 0);
        String like = in(node, 1);
        String size = "[" + like + ".size(2), " + like + ".size(3)]";
        return switch (op.mode()) {
            case NEAREST -> call("upsample_nearest2d", map, size);
            case BILINEAR -> call("upsample_bilinear2d", map, size, false);
        };
    }

    @Override
    public String visitDropout(Node node, Dropout op) {
        return in(node, 0);
    }

    @Override
    public String visitDropPath(Node node, DropPath op) {
        return in(node, 0);
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
            case CHANNEL -> asMap(shares);
            case PIXEL -> call("unsqueeze", shares, 1);
        };
    }
}
