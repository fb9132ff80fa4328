package io.github.sknet.onnx.importer.patterns;

import io.github.sknet.onnx.importer.lowering.Operators.Internal;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * (x − mean(x)) / √(mean((x − mean(x))²) + ε) over one axis: layer normalisation without weight and bias, which follow as a product and
 * a sum.
 */
record LayerNormPattern() implements Pattern {

    @Override
    public Optional<OnnxNode> match(OnnxNode last, Matcher matcher) {
        if (!last.operator().equals("Div")) {
            return Optional.empty();
        }
        String centred = last.input(0);
        Optional<OnnxNode> difference = matcher.producer(centred, "Sub");
        Optional<OnnxNode> mean = difference.flatMap(node -> matcher.producer(node.input(1), "ReduceMean"));
        Optional<OnnxNode> sum =
                matcher.producer(last.input(1), "Sqrt").flatMap(root -> matcher.producer(root.input(0), "Add"));
        if (mean.isEmpty() || sum.isEmpty()) {
            return Optional.empty();
        }
        String x = difference.get().input(0);
        Optional<Variance> variance = variance(sum.get(), centred, matcher);
        boolean same = variance.isPresent()
                && mean.get().input(0).equals(x)
                && keeps(mean.get())
                && keeps(variance.get().mean())
                && axes(mean.get(), matcher).equals(axes(variance.get().mean(), matcher));
        Optional<Long> axis = axes(mean.get(), matcher);
        if (!same || axis.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Matcher.instead(
                last,
                Internal.NORMALISATION,
                List.of(x),
                Map.of("axis", axis.get(), "epsilon", variance.get().epsilon())));
    }

    private record Variance(OnnxNode mean, float epsilon) {}

    private static Optional<Variance> variance(OnnxNode sum, String centred, Matcher matcher) {
        for (int i = 0; i < sum.inputs().size(); i++) {
            Optional<OnnxNode> mean = matcher.producer(sum.input(i), "ReduceMean");
            Optional<Float> epsilon = matcher.constant(sum.input(1 - i))
                    .filter(constant -> constant.size() == 1)
                    .map(constant -> (float) constant.at(0));
            if (mean.isPresent() && epsilon.isPresent() && isSquare(mean.get().input(0), centred, matcher)) {
                return Optional.of(new Variance(mean.get(), epsilon.get()));
            }
        }
        return Optional.empty();
    }

    private static boolean isSquare(String value, String root, Matcher matcher) {
        return matcher.producer(value, "Pow")
                        .filter(node -> node.input(0).equals(root) && matcher.isNumber(node.input(1), 2))
                        .isPresent()
                || matcher.producer(value, "Mul")
                        .filter(node ->
                                node.input(0).equals(root) && node.input(1).equals(root))
                        .isPresent();
    }

    private static boolean keeps(OnnxNode reduction) {
        return reduction.attributes().flag("keepdims", true);
    }

    /** The one axis of a reduction. */
    private static Optional<Long> axes(OnnxNode reduction, Matcher matcher) {
        Optional<long[]> axes = matcher.axes(reduction);
        return axes.filter(said -> said.length == 1).map(said -> said[0]);
    }
}
