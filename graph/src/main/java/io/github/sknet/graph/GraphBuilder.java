package io.github.sknet.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a graph down node by node. A scope is a view of the same builder that puts a prefix before every name, as a
 * PyTorch module does for its children.
 *
 * <pre>{@code
 * GraphBuilder b = new GraphBuilder(3);
 * Node x = b.add("conv1", Conv2d.of(3, 16, Window.of(3).padding(1)), b.input());
 * b.scope("layer1").add("bn", BatchNorm.of(16), x); // named layer1.bn
 * }</pre>
 */
public final class GraphBuilder {

    private static final String INPUT = "input";

    private final String prefix;
    private final String parameterPrefix;
    private final List<Node> nodes;
    private final Map<String, String> outputs;
    private final Map<String, String> features;

    /** An empty graph whose input is (N, channels, H, W). */
    public GraphBuilder(int channels) {
        this(new Input(channels));
    }

    /** An empty graph whose input is (N, channels, H, W) of one height and width. */
    public GraphBuilder(int channels, Size size) {
        this(new Input(channels, Optional.of(size)));
    }

    private GraphBuilder(Input input) {
        this("", "", new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        nodes.add(new Node(INPUT, input, List.of(), INPUT));
    }

    private GraphBuilder(
            String prefix,
            String parameterPrefix,
            List<Node> nodes,
            Map<String, String> outputs,
            Map<String, String> features) {
        this.prefix = prefix;
        this.parameterPrefix = parameterPrefix;
        this.nodes = nodes;
        this.outputs = outputs;
        this.features = features;
    }

    /** A graph to be continued: all its nodes and features, without its outputs. */
    public static GraphBuilder continuing(Graph graph) {
        return new GraphBuilder(
                "", "", new ArrayList<>(graph.nodes()), new LinkedHashMap<>(), new LinkedHashMap<>(graph.features()));
    }

    /** The input node. */
    public Node input() {
        return nodes.get(0);
    }

    /** The channels that the input has. */
    public int inputChannels() {
        return ((Input) input().op()).channels();
    }

    /** The same graph, with {@code name + "."} before the names of the nodes that are added through it. */
    public GraphBuilder scope(String name) {
        return new GraphBuilder(prefix + name + ".", parameterPrefix + name + ".", nodes, outputs, features);
    }

    /**
     * A scope whose weights are those of this one: a node {@code name.conv} takes the parameters {@code conv}, which all such
     * scopes share, as a head does that is applied to several maps. BatchNorms keep their own: the statistics of maps of
     * different scales differ (as in EfficientDet, Tan et al. 2020, whose code shares convolutions across levels but no
     * normalisation).
     */
    public GraphBuilder sharingScope(String name) {
        return new GraphBuilder(prefix + name + ".", parameterPrefix, nodes, outputs, features);
    }

    /**
     * A scope for what takes a node's place: names begin with the node's, parameters with where it keeps its own, so that what is
     * put in place of nodes that share parameters shares them too.
     */
    public GraphBuilder inPlaceOf(Node node) {
        return new GraphBuilder(node.name() + ".", node.parametersOf() + ".", nodes, outputs, features);
    }

    /** Adds a node and returns it, to be read by later ones. */
    public Node add(String name, Op op, Node... inputs) {
        return add(name, op, Arrays.asList(inputs));
    }

    /** Adds a node and returns it, to be read by later ones. */
    public Node add(String name, Op op, List<Node> inputs) {
        return append(prefix + name, op, inputs, (op instanceof BatchNorm ? prefix : parameterPrefix) + name);
    }

    /** Adds a node that shares the parameters, and so the operation, of another. */
    public Node addSharing(String name, Node owner, Node... inputs) {
        return append(prefix + name, owner.op(), Arrays.asList(inputs), owner.parametersOf());
    }

    /** Adds a node of another graph with its name and its parameters' names, but the given inputs. */
    public Node addCopy(Node original, List<Node> inputs) {
        return append(original.name(), original.op(), inputs, original.parametersOf());
    }

    private Node append(String name, Op op, List<Node> inputs, String parametersOf) {
        Node node = new Node(name, op, inputs.stream().map(Node::name).toList(), parametersOf);
        nodes.add(node);
        return node;
    }

    /** Declares an output. */
    public void output(String name, Node node) {
        outputs.put(name, node.name());
    }

    /** Offers a node by a name that says its scale: C2 is a quarter of the input's size, C3 an eighth … */
    public void feature(String name, Node node) {
        features.put(name, node.name());
    }

    /**
     * The finished graph.
     *
     * @throws IllegalArgumentException what {@link GraphVerifier} found wrong
     */
    public Graph build() {
        return new Graph(nodes, outputs, features);
    }
}
