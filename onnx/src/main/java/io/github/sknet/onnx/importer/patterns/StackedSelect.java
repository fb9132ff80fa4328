package io.github.sknet.onnx.importer.patterns;

import io.github.sknet.onnx.importer.lowering.Operators.Internal;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Σ softmax(logits)·maps over the second axis: <em>Select</em> as the seed article's code and timm's have it. Between the softmax and the
 * product only axes of one position are added.
 */
record StackedSelect() implements Pattern {

    private static final Set<String> VIEWS = Set.of("Unsqueeze", "Reshape");

    @Override
    public Optional<OnnxNode> match(OnnxNode last, Matcher matcher) {
        Optional<OnnxNode> product = Stacks.summed(last, matcher).flatMap(value -> matcher.producer(value, "Mul"));
        if (product.isEmpty()) {
            return Optional.empty();
        }
        for (int i = 0; i < 2; i++) {
            Optional<List<String>> maps = Stacks.parts(product.get().input(i), matcher);
            Optional<OnnxNode> softmax = softmax(product.get().input(1 - i), matcher);
            if (maps.isPresent() && softmax.isPresent()) {
                List<String> inputs = new ArrayList<>(maps.get());
                List<String> logits = Stacks.parts(softmax.get().input(0), matcher)
                        .filter(parts -> parts.size() == maps.get().size())
                        .orElse(List.of(softmax.get().input(0)));
                inputs.addAll(logits);
                return Optional.of(Matcher.instead(last, Internal.SELECT, inputs, Map.of("branches", (long)
                        maps.get().size())));
            }
        }
        return Optional.empty();
    }

    private static Optional<OnnxNode> softmax(String value, Matcher matcher) {
        OnnxNode node = matcher.producers().get(value);
        while (node != null && VIEWS.contains(node.operator())) {
            node = matcher.producers().get(node.input(0));
        }
        boolean second = node != null
                && node.operator().equals("Softmax")
                && node.attributes().whole("axis", -1) == 1;
        return second ? Optional.of(node) : Optional.empty();
    }
}
