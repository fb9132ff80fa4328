package io.github.sknet.djl.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Node;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The steps of a graph in order.
 *
 * @param graph whose steps they are
 * @param steps by node
 */
record BlockSteps(Graph graph, Map<String, Step> steps) {

    static BlockSteps of(Graph graph) {
        Map<String, Step> steps = new LinkedHashMap<>();
        ArraySteps compiler = new ArraySteps();
        graph.nodes().forEach(node -> steps.put(node.name(), node.accept(compiler)));
        return new BlockSteps(graph, steps);
    }

    /** The outputs under their names, then the attention that the pass has received. */
    NDList run(NDArray input, Pass pass) {
        Map<String, NDArray> values = new HashMap<>();
        for (Node node : graph.nodes()) {
            NDArray[] inputs = node == graph.input()
                    ? new NDArray[] {input}
                    : node.inputs().stream().map(values::get).toArray(NDArray[]::new);
            values.put(node.name(), steps.get(node.name()).run(inputs, pass));
        }
        NDList outputs = new NDList();
        Set<NDArray> named = Collections.newSetFromMap(new IdentityHashMap<>());
        named.add(input);
        graph.outputs().forEach((name, node) -> outputs.add(named(values.get(node), name, named)));
        if (pass.attention() != null) {
            pass.attention().forEach((node, attention) -> outputs.add(named(attention, node, named)));
        }
        return outputs;
    }

    /** An array has one name: one that has it already is handed out as another array of the same values. */
    private static NDArray named(NDArray array, String name, Set<NDArray> named) {
        NDArray own = named.add(array) ? array : array.reshape(array.getShape());
        own.setName(name);
        return own;
    }
}
