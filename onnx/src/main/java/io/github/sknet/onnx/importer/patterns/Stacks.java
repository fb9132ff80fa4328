package io.github.sknet.onnx.importer.patterns;

import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values that were given a new axis and joined along it: {@code torch.stack(values, dim=1)}. */
final class Stacks {

    private Stacks() {}

    /** The values of a stack; empty where a value is none. */
    static Optional<List<String>> parts(String stack, Matcher matcher) {
        Optional<OnnxNode> concat = matcher.producer(stack, "Concat")
                .filter(node ->
                        node.attributes().whole("axis", 1) == 1 && node.inputs().size() > 1);
        if (concat.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        for (String input : concat.get().inputs()) {
            Optional<OnnxNode> unsqueeze = matcher.producer(input, "Unsqueeze");
            boolean second = unsqueeze
                    .flatMap(matcher::axes)
                    .filter(axes -> axes.length == 1 && axes[0] == 1)
                    .isPresent();
            if (!second) {
                return Optional.empty();
            }
            parts.add(unsqueeze.get().input(0));
        }
        return Optional.of(parts);
    }

    /** The stack that a sum over the second axis, which drops it, adds up. */
    static Optional<String> summed(String sum, Matcher matcher) {
        return matcher.producer(sum, "ReduceSum").flatMap(node -> summed(node, matcher));
    }

    /** As {@link #summed(String, Matcher)}, of the sum's node. */
    static Optional<String> summed(OnnxNode sum, Matcher matcher) {
        boolean second = sum.operator().equals("ReduceSum")
                && !sum.attributes().flag("keepdims", true)
                && matcher.axes(sum)
                        .filter(axes -> axes.length == 1 && axes[0] == 1)
                        .isPresent();
        return second ? Optional.of(sum.input(0)) : Optional.empty();
    }
}
