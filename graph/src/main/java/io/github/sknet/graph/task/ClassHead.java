package io.github.sknet.graph.task;

import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Op;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Shape;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where a network makes classes of features: the last linear layers or convolutions before the outputs whose channels are the
 * classes, and the BatchNorms between. What stands between and has no parameters, such as a pooling, a resizing or a sum, passes the
 * classes on.
 *
 * @param graph the network
 * @param nodes names of the nodes that have a parameter for each class
 */
public record ClassHead(Graph graph, Set<String> nodes) {

    public ClassHead {
        nodes = Collections.unmodifiableSet(new LinkedHashSet<>(nodes));
    }

    /**
     * The head of a network; without nodes where its task has no classes.
     *
     * @throws IllegalArgumentException naming the node that makes the classes, where it is of another kind
     */
    public static ClassHead of(Graph graph, TaskOutputs outputs) {
        Map<String, Shape> shapes = graph.shapes();
        Set<String> nodes = new TreeSet<>();
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>();
        outputs.classOutputs().forEach(output -> open.add(graph.outputs().get(output)));
        while (!open.isEmpty()) {
            Node node = graph.node(open.remove());
            if (!seen.add(node.name())) {
                continue;
            }
            boolean last = node.op() instanceof Linear || node.op() instanceof Conv2d;
            if (last || node.op() instanceof BatchNorm) {
                nodes.add(node.name());
            }
            if (!last) {
                open.addAll(passedOn(node, outputs.classes(), shapes));
            }
        }
        return new ClassHead(graph, nodes);
    }

    private static List<String> passedOn(Node node, int classes, Map<String, Shape> shapes) {
        // Of a resizing the second input says the size alone.
        List<String> inputs = node.op() instanceof Resize ? node.inputs().subList(0, 1) : node.inputs();
        boolean known = node.op() instanceof BatchNorm || node.op().parameters().isEmpty();
        if (!known
                || inputs.isEmpty()
                || !inputs.stream().allMatch(input -> shapes.get(input).channels() == classes)) {
            throw new IllegalArgumentException("There is no telling which nodes make the " + classes
                    + " classes: '" + node.name() + "' (" + node.op() + ") does, and it is neither a linear layer nor a"
                    + " convolution");
        }
        return inputs;
    }

    /** The full names of the nodes' parameters and buffers. */
    public Set<String> parameters() {
        return nodes.stream()
                .flatMap(name -> graph.node(name).parameters().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The network with another number of classes.
     *
     * @throws IllegalArgumentException saying why it can't have so many
     */
    public Graph withClasses(int classes) {
        List<Node> changed = graph.nodes().stream()
                .map(node -> nodes.contains(node.name())
                        ? new Node(node.name(), withClasses(node.op(), classes), node.inputs(), node.parametersOf())
                        : node)
                .toList();
        try {
            return new Graph(changed, graph.outputs(), graph.features());
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException(
                    "The network can't be given " + classes + " classes by changing " + nodes + ": "
                            + unfit.getMessage(),
                    unfit);
        }
    }

    private static Op withClasses(Op op, int classes) {
        if (op instanceof Linear linear) {
            return new Linear(
                    linear.inFeatures(),
                    classes,
                    linear.bias(),
                    linear.storage(),
                    linear.weightInit(),
                    linear.biasInit());
        }
        if (op instanceof Conv2d convolution) {
            return new Conv2d(
                    convolution.inChannels(),
                    classes,
                    convolution.window(),
                    convolution.groups(),
                    convolution.bias(),
                    convolution.weightInit(),
                    convolution.biasInit());
        }
        BatchNorm norm = (BatchNorm) op;
        return new BatchNorm(classes, norm.epsilon(), norm.momentum(), norm.weightInit());
    }
}
