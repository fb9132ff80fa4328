package io.github.sknet.onnx.importer.patterns;

import io.github.sknet.onnx.importer.lowering.Operators.Internal;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * F₀·a₀ + F₁·a₁ + …, where the shares are split of one softmax: <em>Select</em> as this project's own export has it for three and more
 * branches.
 */
record AccumulatedSelect() implements Pattern {

    private static final Set<String> VIEWS = Set.of("Reshape", "Unsqueeze", "Squeeze");

    /** A product of a map with a share. */
    private record Term(String map, OnnxNode split, String share) {}

    @Override
    public Optional<OnnxNode> match(OnnxNode last, Matcher matcher) {
        if (!last.operator().equals("Add") || last.inputs().size() != 2) {
            return Optional.empty();
        }
        List<Term> terms = new ArrayList<>();
        OnnxNode sum = last;
        while (sum != null) {
            Optional<Term> second = term(sum.input(1), matcher);
            if (second.isEmpty()) {
                return Optional.empty();
            }
            terms.add(0, second.get());
            Optional<Term> first = term(sum.input(0), matcher);
            first.ifPresent(term -> terms.add(0, term));
            sum = first.isPresent()
                    ? null
                    : matcher.producer(sum.input(0), "Add").orElse(null);
        }
        return select(last, terms, matcher);
    }

    private static Optional<Term> term(String value, Matcher matcher) {
        Optional<OnnxNode> product = matcher.producer(value, "Mul");
        if (product.isEmpty()) {
            return Optional.empty();
        }
        String share = product.get().input(1);
        OnnxNode node = matcher.producers().get(share);
        while (node != null && VIEWS.contains(node.operator())) {
            share = node.input(0);
            node = matcher.producers().get(share);
        }
        return node != null && node.operator().equals("Split")
                ? Optional.of(new Term(product.get().input(0), node, share))
                : Optional.empty();
    }

    private static Optional<OnnxNode> select(OnnxNode last, List<Term> terms, Matcher matcher) {
        OnnxNode split = terms.get(0).split();
        List<String> shares = terms.stream().map(Term::share).toList();
        Optional<OnnxNode> softmax = matcher.producer(split.input(0), "Softmax")
                .filter(node -> node.attributes().whole("axis", -1) == 1);
        if (softmax.isEmpty() || !split.outputs().equals(shares)) {
            return Optional.empty();
        }
        List<String> inputs = new ArrayList<>(terms.stream().map(Term::map).toList());
        inputs.add(softmax.get().input(0));
        return Optional.of(Matcher.instead(last, Internal.SELECT, inputs, Map.of("branches", (long) terms.size())));
    }
}
