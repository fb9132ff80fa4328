package io.github.sknet.onnx.importer.patterns;

import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions that are a value times a gate made of the same value. */
final class GatedFunctions {

    private static final double SQRT_2 = Math.sqrt(2);

    private GatedFunctions() {}

    /** x · sigmoid(x). */
    record Silu() implements Pattern {

        @Override
        public Optional<OnnxNode> match(OnnxNode last, Matcher matcher) {
            return gated(last, matcher, "Sigmoid").map(x -> Matcher.instead(last, "Swish", List.of(x), Map.of()));
        }
    }

    /** x · hardSigmoid(x) with α 1/6, or x · clip(x + 3, 0, 6) / 6 in any of its forms. */
    record HardSwish() implements Pattern {

        private static final float SIXTH = 1 / 6f;

        @Override
        public Optional<OnnxNode> match(OnnxNode last, Matcher matcher) {
            return gate(last, matcher)
                    .or(() -> dividedAtLast(last, matcher))
                    .map(x -> Matcher.instead(last, "HardSwish", List.of(x), Map.of()));
        }

        private static Optional<String> gate(OnnxNode last, Matcher matcher) {
            if (!last.operator().equals("Mul")) {
                return Optional.empty();
            }
            for (int i = 0; i < 2; i++) {
                String gate = last.input(i);
                String x = last.input(1 - i);
                boolean hard = matcher.producer(gate, "HardSigmoid")
                        .filter(node -> node.input(0).equals(x)
                                && Math.abs(node.attributes().real("alpha", 0.2f) - SIXTH) < 1e-4
                                && node.attributes().real("beta", 0.5f) == 0.5f)
                        .isPresent();
                if (hard
                        || sixth(gate, matcher)
                                .filter(clip -> isClipOf(clip, x, matcher))
                                .isPresent()) {
                    return Optional.of(x);
                }
            }
            return Optional.empty();
        }

        /** x · clip(x + 3, 0, 6), then the sixth of it. */
        private static Optional<String> dividedAtLast(OnnxNode last, Matcher matcher) {
            return sixth(last, matcher)
                    .flatMap(product -> matcher.producer(product, "Mul"))
                    .flatMap(product -> {
                        if (isClipOf(product.input(0), product.input(1), matcher)) {
                            return Optional.of(product.input(1));
                        }
                        return isClipOf(product.input(1), product.input(0), matcher)
                                ? Optional.of(product.input(0))
                                : Optional.empty();
                    });
        }

        private static Optional<String> sixth(String value, Matcher matcher) {
            return matcher.producer(value, "Div")
                    .or(() -> matcher.producer(value, "Mul"))
                    .flatMap(node -> sixth(node, matcher));
        }

        private static Optional<String> sixth(OnnxNode node, Matcher matcher) {
            if (node.operator().equals("Div")) {
                return matcher.isNumber(node.input(1), 6) ? Optional.of(node.input(0)) : Optional.empty();
            }
            return node.operator().equals("Mul") ? matcher.besideNumber(node, SIXTH) : Optional.empty();
        }

        private static boolean isClipOf(String value, String x, Matcher matcher) {
            return matcher.producer(value, "Clip")
                    .filter(clip -> bound(clip, matcher, 1, "min") == 0 && bound(clip, matcher, 2, "max") == 6)
                    .flatMap(clip -> matcher.producer(clip.input(0), "Add"))
                    .flatMap(sum -> matcher.besideNumber(sum, 3))
                    .filter(x::equals)
                    .isPresent();
        }

        private static double bound(OnnxNode clip, Matcher matcher, int index, String name) {
            return matcher.constant(clip.input(index))
                    .filter(constant -> constant.size() == 1)
                    .map(constant -> constant.at(0))
                    .orElseGet(() -> (double) clip.attributes().real(name, Float.NaN));
        }
    }

    /** x · (1 + erf(x/√2)) / 2, the half at any place. */
    record Gelu() implements Pattern {

        @Override
        public Optional<OnnxNode> match(OnnxNode last, Matcher matcher) {
            return halved(
                            last,
                            matcher,
                            gate -> matcher.producer(gate, "Add")
                                    .flatMap(sum -> matcher.besideNumber(sum, 1))
                                    .flatMap(erf -> matcher.producer(erf, "Erf"))
                                    .flatMap(erf -> overRoot(erf.input(0), matcher)))
                    .map(x -> Matcher.instead(last, "Gelu", List.of(x), Map.of()));
        }

        private static Optional<String> overRoot(String value, Matcher matcher) {
            return matcher.producer(value, "Div")
                    .filter(node -> matcher.isNumber(node.input(1), SQRT_2))
                    .map(node -> node.input(0))
                    .or(() -> matcher.producer(value, "Mul").flatMap(node -> matcher.besideNumber(node, 1 / SQRT_2)));
        }
    }

    /** x · (1 + tanh(√(2/π)·(x + 0.044715·x³))) / 2. */
    record GeluByTanh() implements Pattern {

        @Override
        public Optional<OnnxNode> match(OnnxNode last, Matcher matcher) {
            return halved(
                            last,
                            matcher,
                            gate -> matcher.producer(gate, "Add")
                                    .flatMap(sum -> matcher.besideNumber(sum, 1))
                                    .flatMap(tanh -> matcher.producer(tanh, "Tanh"))
                                    .flatMap(tanh -> matcher.producer(tanh.input(0), "Mul"))
                                    .flatMap(product -> matcher.besideNumber(product, Math.sqrt(2 / Math.PI)))
                                    .flatMap(sum -> cubic(sum, matcher)))
                    .map(x -> Matcher.instead(last, "Gelu", List.of(x), Map.of("approximate", "tanh")));
        }

        private static Optional<String> cubic(String value, Matcher matcher) {
            return matcher.producer(value, "Add").flatMap(sum -> {
                for (int i = 0; i < 2; i++) {
                    String x = sum.input(i);
                    boolean cubed = matcher.producer(sum.input(1 - i), "Mul")
                            .flatMap(product -> matcher.besideNumber(product, 0.044715))
                            .flatMap(cube -> matcher.producer(cube, "Pow"))
                            .filter(pow -> pow.input(0).equals(x) && matcher.isNumber(pow.input(1), 3))
                            .isPresent();
                    if (cubed) {
                        return Optional.of(x);
                    }
                }
                return Optional.empty();
            });
        }
    }

    /** x · tanh(softplus(x)). */
    record Mish() implements Pattern {

        @Override
        public Optional<OnnxNode> match(OnnxNode last, Matcher matcher) {
            if (!last.operator().equals("Mul")) {
                return Optional.empty();
            }
            for (int i = 0; i < 2; i++) {
                String x = last.input(1 - i);
                boolean mish = matcher.producer(last.input(i), "Tanh")
                        .flatMap(tanh -> matcher.producer(tanh.input(0), "Softplus"))
                        .filter(softplus -> softplus.input(0).equals(x))
                        .isPresent();
                if (mish) {
                    return Optional.of(Matcher.instead(last, "Mish", List.of(x), Map.of()));
                }
            }
            return Optional.empty();
        }
    }

    /** What a product multiplies by a function of itself. */
    private static Optional<String> gated(OnnxNode last, Matcher matcher, String function) {
        if (!last.operator().equals("Mul")) {
            return Optional.empty();
        }
        for (int i = 0; i < 2; i++) {
            String x = last.input(1 - i);
            if (matcher.producer(last.input(i), function)
                    .filter(node -> node.input(0).equals(x))
                    .isPresent()) {
                return Optional.of(x);
            }
        }
        return Optional.empty();
    }

    @FunctionalInterface
    private interface Gate {
        Optional<String> argument(String value);
    }

    /** x of x · gate(x) / 2, in the forms (x·½)·gate, (x·gate)·½ and x·(gate·½). */
    private static Optional<String> halved(OnnxNode last, Matcher matcher, Gate gate) {
        if (!last.operator().equals("Mul")) {
            return Optional.empty();
        }
        Optional<String> atLast = matcher.besideNumber(last, 0.5)
                .flatMap(product -> matcher.producer(product, "Mul"))
                .flatMap(product -> product(product.input(0), product.input(1), gate));
        if (atLast.isPresent()) {
            return atLast;
        }
        for (int i = 0; i < 2; i++) {
            String a = last.input(i);
            String b = last.input(1 - i);
            Optional<String> halfA = matcher.producer(a, "Mul").flatMap(node -> matcher.besideNumber(node, 0.5));
            Optional<String> found = halfA.flatMap(half -> product(half, b, gate));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> product(String a, String b, Gate gate) {
        if (gate.argument(b).filter(a::equals).isPresent()) {
            return Optional.of(a);
        }
        return gate.argument(a).filter(b::equals);
    }
}
