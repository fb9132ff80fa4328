package io.github.sknet.conformance.reference;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a network answers in exact arithmetic, or as near to it as double precision comes.
 *
 * @param outputs by output name, in the graph's order, each (N, C, H, W) or (N, C)
 * @param attention by the name of the {@code Select} node, in the graph's order, each (N, M, C) or
 *     (N, M, H, W)
 */
public record Reference(Map<String, DoubleTensor> outputs, Map<String, DoubleTensor> attention) {

    /**
     * Computes a network in inference mode.
     *
     * @param input (N, C, H, W)
     * @throws IllegalArgumentException when weights or input do not fit the graph
     */
    public static Reference compute(Graph graph, Weights weights, Tensor input) {
        Definitions definitions = new Definitions(graph, weights.fitting(graph), input);
        graph.nodes().forEach(definitions::compute);
        Map<String, DoubleTensor> outputs = new LinkedHashMap<>();
        graph.outputs()
                .forEach((name, node) ->
                        outputs.put(name, definitions.value(node).toTensor()));
        return new Reference(outputs, definitions.attention());
    }
}
