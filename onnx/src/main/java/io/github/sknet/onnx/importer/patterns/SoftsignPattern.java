package io.github.sknet.onnx.importer.patterns;

import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** x / (1 + |x|). */
record SoftsignPattern() implements Pattern {

    @Override
    public Optional<OnnxNode> match(OnnxNode last, Matcher matcher) {
        if (!last.operator().equals("Div")) {
            return Optional.empty();
        }
        String x = last.input(0);
        return matcher.producer(last.input(1), "Add")
                .flatMap(sum -> matcher.besideNumber(sum, 1))
                .flatMap(magnitude -> matcher.producer(magnitude, "Abs"))
                .filter(magnitude -> magnitude.input(0).equals(x))
                .map(magnitude -> Matcher.instead(last, "Softsign", List.of(x), Map.of()));
    }
}
