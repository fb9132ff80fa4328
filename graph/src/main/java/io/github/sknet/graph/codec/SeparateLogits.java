package io.github.sknet.graph.codec;

import io.github.sknet.graph.Concat;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Selections as snapshots before the first release wrote them: M maps, then the logits (N, C) of each branch as a value of its own.
 * Where these are the slices of one linear layer, the layer's output becomes the logits; else they are concatenated. So a block
 * of such a file becomes the block that is built today.
 */
final class SeparateLogits {

    private final Map<String, Node> byName = new HashMap<>();
    private final Set<String> replaced = new HashSet<>();
    private final List<Node> joined = new ArrayList<>();

    private SeparateLogits(List<Node> nodes) {
        nodes.forEach(node -> byName.put(node.name(), node));
        nodes.forEach(this::add);
    }

    /** The nodes with one value of logits for each selection, and without slices that nobody reads any more. */
    static List<Node> joined(List<Node> nodes, Map<String, String> outputs, Map<String, String> features) {
        if (nodes.stream().noneMatch(SeparateLogits::isSeparate)) {
            return nodes;
        }
        SeparateLogits logits = new SeparateLogits(nodes);
        Set<String> read = new HashSet<>(outputs.values());
        read.addAll(features.values());
        logits.joined.stream().map(Node::inputs).forEach(read::addAll);
        logits.joined.removeIf(node -> logits.replaced.contains(node.name()) && !read.contains(node.name()));
        return logits.joined;
    }

    /** Where there is one branch, both forms are the same. */
    private static boolean isSeparate(Node node) {
        return node.op() instanceof Select select
                && select.equals(Select.of(select.branches()))
                && select.branches() > 1
                && node.inputs().size() == 2L * select.branches();
    }

    private void add(Node node) {
        if (!isSeparate(node)) {
            joined.add(node);
            return;
        }
        int branches = node.inputs().size() / 2;
        List<String> logits = node.inputs().subList(branches, 2 * branches);
        List<String> inputs = new ArrayList<>(node.inputs().subList(0, branches));
        if (isLayerInSlices(logits)) {
            replaced.addAll(logits);
            inputs.add(byName.get(logits.get(0)).inputs().get(0));
        } else {
            String name = node.name() + ".logits";
            joined.add(new Node(name, new Concat(), logits, name));
            inputs.add(name);
        }
        joined.add(new Node(node.name(), node.op(), inputs, node.parametersOf()));
    }

    /** Whether these are all outputs of one linear layer, in order, in equal parts. */
    private boolean isLayerInSlices(List<String> logits) {
        List<Node> parts = logits.stream().map(byName::get).toList();
        if (!parts.stream().allMatch(SeparateLogits::isSlice)
                || parts.stream().map(Node::inputs).distinct().count() > 1) {
            return false;
        }
        int count = parts.size();
        Node layer = byName.get(parts.get(0).inputs().get(0));
        return layer != null
                && layer.op() instanceof Linear linear
                && linear.outFeatures() % count == 0
                && IntStream.range(0, count)
                        .allMatch(m -> parts.get(m).op().equals(part(linear.outFeatures() / count, m)));
    }

    private static boolean isSlice(Node node) {
        return node != null && node.op() instanceof Slice && node.inputs().size() == 1;
    }

    private static Slice part(int channels, int m) {
        return new Slice(m * channels, (m + 1) * channels);
    }
}
