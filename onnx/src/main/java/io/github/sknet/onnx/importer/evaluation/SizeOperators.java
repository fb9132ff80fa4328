package io.github.sknet.onnx.importer.evaluation;

import io.github.sknet.onnx.importer.model.Constant;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The operators by which files compute with sizes of which some are free. */
public final class SizeOperators {

    private static final Set<Long> WHOLE_TYPES = Set.of(6L, 7L, 12L, 13L);

    private final int opset;
    private final Dims dims;

    /** The operators of a version. */
    public SizeOperators(int opset, Dims dims) {
        this.opset = opset;
        this.dims = dims;
    }

    /**
     * A node's output.
     *
     * @param inputs its inputs as sizes
     * @return empty where it can't be followed with free sizes
     * @throws IllegalArgumentException when the inputs do not fit
     */
    public Optional<Sizes> compute(OnnxNode node, List<Sizes> inputs) {
        Sizes first = inputs.get(0);
        return switch (node.operator()) {
            case "Identity" -> Optional.of(first);
            case "Cast" ->
                Optional.of(new Sizes(
                        first.scalar(), WHOLE_TYPES.contains(node.attributes().whole("to", 1)), first.values()));
            // Sizes are whole.
            case "Floor", "Ceil", "Round" -> Optional.of(first);
            case "Add" -> combine(inputs, (a, b) -> Optional.of(a.plus(b)));
            case "Sub" -> combine(inputs, (a, b) -> Optional.of(a.minus(b)));
            case "Mul" -> combine(inputs, (a, b) -> Optional.of(a.times(b)));
            case "Div" ->
                combine(
                        inputs,
                        (a, b) -> quotient(a, b, first.whole() && inputs.get(1).whole()));
            case "Gather" -> gather(node, inputs);
            case "Slice" -> slice(node, inputs);
            case "Concat" -> concat(inputs);
            case "Unsqueeze" ->
                first.scalar() ? Optional.of(new Sizes(false, first.whole(), first.values())) : Optional.empty();
            case "Squeeze" -> Optional.of(new Sizes(first.values().size() == 1, first.whole(), first.values()));
            case "Reshape" -> reshape(inputs);
            default -> Optional.empty();
        };
    }

    @FunctionalInterface
    private interface Operation {
        Optional<Dim> of(Dim a, Dim b);
    }

    private static Optional<Sizes> combine(List<Sizes> inputs, Operation operation) {
        Sizes a = inputs.get(0);
        Sizes b = inputs.get(1);
        int count = Math.max(a.values().size(), b.values().size());
        List<Dim> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Optional<Dim> value = operation.of(element(a, i, count), element(b, i, count));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(new Sizes(a.scalar() && b.scalar(), a.whole() && b.whole(), values));
    }

    private static Dim element(Sizes sizes, int index, int count) {
        int held = sizes.values().size();
        if (held != count && held != 1) {
            throw new IllegalArgumentException("it joins " + held + " sizes with " + count);
        }
        return sizes.values().get(held == 1 ? 0 : index);
    }

    /** Whole numbers are cut towards zero, and sizes are positive; a float that would not be whole can't be followed. */
    private Optional<Dim> quotient(Dim a, Dim b, boolean whole) {
        if (b.number().isEmpty() || b.number().getAsLong() < 1) {
            return Optional.empty();
        }
        long divisor = b.number().getAsLong();
        return whole ? Optional.of(dims.floorDiv(a, divisor)) : a.exactQuotient(divisor);
    }

    private static Optional<Sizes> gather(OnnxNode node, List<Sizes> inputs) {
        Sizes from = inputs.get(0);
        Optional<Constant> indices = inputs.get(1).constant();
        if (indices.isEmpty() || from.scalar()) {
            return Optional.empty();
        }
        List<Dim> values = new ArrayList<>();
        for (long index : indices.get().wholes()) {
            values.add(from.values().get(Axes.normal(index, from.values().size())));
        }
        return Optional.of(new Sizes(inputs.get(1).scalar(), from.whole(), values));
    }

    private Optional<Sizes> slice(OnnxNode node, List<Sizes> inputs) {
        Sizes from = inputs.get(0);
        List<Constant> constants = new ArrayList<>();
        constants.add(null);
        for (Sizes input : inputs.subList(1, inputs.size())) {
            if (input.constant().isEmpty()) {
                return Optional.empty();
            }
            constants.add(input.constant().get());
        }
        SliceRange[] ranges = SliceRange.of(node, constants, 1, opset);
        List<Dim> values = from.values();
        for (SliceRange range : ranges) {
            SliceRange.Picked picked = range.within(values.size());
            List<Dim> kept = new ArrayList<>();
            for (int i = 0; i < picked.count(); i++) {
                kept.add(values.get(picked.start() + i * picked.step()));
            }
            values = kept;
        }
        return Optional.of(new Sizes(false, from.whole(), values));
    }

    private static Optional<Sizes> concat(List<Sizes> inputs) {
        List<Dim> values = new ArrayList<>();
        boolean whole = true;
        for (Sizes input : inputs) {
            values.addAll(input.values());
            whole &= input.whole();
        }
        return Optional.of(new Sizes(false, whole, values));
    }

    private static Optional<Sizes> reshape(List<Sizes> inputs) {
        Sizes from = inputs.get(0);
        int rank = inputs.get(1).values().size();
        boolean scalar = rank == 0 && from.values().size() == 1;
        return rank > 1 ? Optional.empty() : Optional.of(new Sizes(scalar, from.whole(), from.values()));
    }
}
