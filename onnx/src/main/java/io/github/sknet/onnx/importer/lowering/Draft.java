package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Input;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Op;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A network that is still being written: nodes in order, each with its own parameters. */
final class Draft {

    /**
     * A node.
     *
     * @param op what is done
     * @param inputs names of earlier nodes
     * @param parameters by suffix
     */
    record Step(Op op, List<String> inputs, Map<String, Tensor> parameters) {

        Step {
            inputs = List.copyOf(inputs);
            parameters = Map.copyOf(parameters);
        }

        Step withInputs(List<String> inputs) {
            return new Step(op, inputs, parameters);
        }
    }

    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final Map<String, String> outputs = new LinkedHashMap<>();
    private final Map<String, Integer> alike = new HashMap<>();

    /** Adds a node under the wished name or, where that is taken, one alike; returns its name. */
    String add(String wished, Op op, List<String> inputs, Map<String, Tensor> parameters) {
        String name = wished;
        while (steps.containsKey(name)) {
            name = wished + "_" + alike.merge(wished, 1, Integer::sum);
        }
        alike.putIfAbsent(wished, 1);
        steps.put(name, new Step(op, inputs, parameters));
        return name;
    }

    void output(String name, String node) {
        outputs.put(name, node);
    }

    Step step(String name) {
        return steps.get(name);
    }

    List<String> names() {
        return new ArrayList<>(steps.keySet());
    }

    Collection<String> outputNodes() {
        return outputs.values();
    }

    void replace(String name, Step step) {
        steps.put(name, step);
    }

    /** Whoever read one of the given nodes reads the one it stands for, and it is gone. */
    void redirect(Map<String, String> moved) {
        steps.keySet().removeAll(moved.keySet());
        steps.replaceAll((name, step) -> step.withInputs(step.inputs().stream()
                .map(input -> moved.getOrDefault(input, input))
                .toList()));
        outputs.replaceAll((name, node) -> moved.getOrDefault(node, node));
    }

    /** How many nodes and outputs read each node. */
    Map<String, Integer> readers() {
        Map<String, Integer> readers = new HashMap<>();
        steps.values().forEach(step -> step.inputs().forEach(input -> readers.merge(input, 1, Integer::sum)));
        outputs.values().forEach(node -> readers.merge(node, 1, Integer::sum));
        return readers;
    }

    /** Drops what contributes to no output; the input stays. */
    void prune() {
        Set<String> needed = new HashSet<>(outputs.values());
        List<String> names = names();
        for (int i = names.size() - 1; i >= 0; i--) {
            if (needed.contains(names.get(i))) {
                needed.addAll(steps.get(names.get(i)).inputs());
            }
        }
        steps.entrySet()
                .removeIf(entry ->
                        !needed.contains(entry.getKey()) && !(entry.getValue().op() instanceof Input));
    }

    /**
     * The finished graph.
     *
     * @param size the only size that it takes, if so
     * @throws IllegalArgumentException what is wrong with it
     */
    Graph graph(Optional<Size> size) {
        List<Node> nodes = new ArrayList<>();
        steps.forEach((name, step) -> {
            Op op = step.op() instanceof Input input ? new Input(input.channels(), size) : step.op();
            nodes.add(new Node(name, op, step.inputs(), name));
        });
        return new Graph(nodes, outputs, Map.of());
    }

    /** All parameters by full name. */
    Weights weights() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        steps.forEach((name, step) ->
                step.parameters().forEach((suffix, tensor) -> tensors.put(name + "." + suffix, tensor)));
        return new Weights(tensors);
    }
}
