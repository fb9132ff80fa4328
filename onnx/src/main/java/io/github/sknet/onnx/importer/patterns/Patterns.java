package io.github.sknet.onnx.importer.patterns;

import io.github.sknet.graph.json.Json;
import io.github.sknet.onnx.importer.model.OnnxGraph;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All patterns, in the order in which they are looked for, and what is left when they are found. */
public final class Patterns {

    private static final List<Pattern> ALL = List.of(
            new GatedFunctions.Silu(),
            new GatedFunctions.HardSwish(),
            new GatedFunctions.Gelu(),
            new GatedFunctions.GeluByTanh(),
            new GatedFunctions.Mish(),
            new SoftsignPattern(),
            new LayerNormPattern(),
            new MeanOverRowsAndColumns(),
            new StackedFuse(),
            new SummedFuse(),
            new StackedSelect(),
            new InterpolatedSelect(),
            new AccumulatedSelect());

    private Patterns() {}

    /** The graph with one node for each group that is recognised, and without what then contributes to no output. */
    public static OnnxGraph apply(OnnxGraph graph) {
        Map<String, OnnxNode> producers = graph.producers();
        Matcher matcher = new Matcher(graph, producers);
        List<OnnxNode> nodes = new ArrayList<>();
        for (OnnxNode node : graph.nodes()) {
            nodes.add(replaced(node, matcher, producers));
        }
        return graph.with(graph.constants(), needed(nodes, graph.outputs()));
    }

    private static OnnxNode replaced(OnnxNode node, Matcher matcher, Map<String, OnnxNode> producers) {
        OnnxNode current = node;
        try {
            for (Pattern pattern : ALL) {
                Optional<OnnxNode> found = pattern.match(current, matcher);
                if (found.isPresent()) {
                    current = found.get();
                    producers.put(current.output(), current);
                }
            }
            return current;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    node.operator() + " '" + Json.cut(node.label()) + "', or a node before it: " + e.getMessage(), e);
        }
    }

    private static List<OnnxNode> needed(List<OnnxNode> nodes, List<String> outputs) {
        Set<String> wanted = new HashSet<>(outputs);
        List<OnnxNode> needed = new ArrayList<>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            OnnxNode node = nodes.get(i);
            if (node.outputs().stream().anyMatch(wanted::contains)) {
                wanted.addAll(node.inputs());
                needed.add(node);
            }
        }
        Collections.reverse(needed);
        return needed;
    }
}
