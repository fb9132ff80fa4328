package io.github.sknet.onnx.importer.patterns;

import io.github.sknet.onnx.importer.lowering.Operators.Internal;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** F₁ + sigmoid(l₀ − l₁)·(F₀ − F₁): <em>Select</em> of two branches as this project's own export has it. */
record InterpolatedSelect() implements Pattern {

    @Override
    public Optional<OnnxNode> match(OnnxNode last, Matcher matcher) {
        if (!last.operator().equals("Add") || last.inputs().size() != 2) {
            return Optional.empty();
        }
        for (int i = 0; i < 2; i++) {
            String second = last.input(1 - i);
            Optional<OnnxNode> product = matcher.producer(last.input(i), "Mul");
            if (product.isPresent()) {
                Optional<OnnxNode> found = match(last, product.get(), second, matcher);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<OnnxNode> match(OnnxNode last, OnnxNode product, String second, Matcher matcher) {
        for (int i = 0; i < 2; i++) {
            Optional<OnnxNode> apart = matcher.producer(product.input(i), "Sub")
                    .filter(node -> node.input(1).equals(second));
            Optional<OnnxNode> logits = matcher.producer(squeezed(product.input(1 - i), matcher), "Sigmoid")
                    .flatMap(sigmoid -> matcher.producer(sigmoid.input(0), "Sub"));
            if (apart.isPresent() && logits.isPresent()) {
                List<String> inputs = new ArrayList<>(List.of(apart.get().input(0), second));
                inputs.addAll(matcher.unsplit(logits.get().inputs()));
                return Optional.of(Matcher.instead(last, Internal.SELECT, inputs, Map.of("branches", 2L)));
            }
        }
        return Optional.empty();
    }

    /** The value below one Unsqueeze, or one for each axis. */
    private static String squeezed(String value, Matcher matcher) {
        String below = value;
        Optional<OnnxNode> unsqueeze = matcher.producer(below, "Unsqueeze");
        while (unsqueeze.isPresent()) {
            below = unsqueeze.get().input(0);
            unsqueeze = matcher.producer(below, "Unsqueeze");
        }
        return below;
    }
}
