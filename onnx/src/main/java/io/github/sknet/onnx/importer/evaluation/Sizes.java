package io.github.sknet.onnx.importer.evaluation;

import io.github.sknet.onnx.importer.model.Constant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A tensor of sizes, of which some may be free: what {@code Shape} gives and what is computed of it.
 *
 * @param scalar whether it has no axis, rather than one
 * @param whole whether its values are whole numbers, rather than floats that are whole so far
 * @param values its values, one where it is a scalar
 */
public record Sizes(boolean scalar, boolean whole, List<Dim> values) {

    public Sizes {
        values = List.copyOf(values);
        if (scalar && values.size() != 1) {
            throw new IllegalArgumentException("one size is needed, not " + values.size());
        }
    }

    /** The sizes that a constant of at most one axis holds; floats count where they are whole. */
    public static Optional<Sizes> of(Constant constant) {
        if (constant.rank() > 1) {
            return Optional.empty();
        }
        List<Dim> values = new ArrayList<>();
        for (int i = 0; i < constant.size(); i++) {
            double value = constant.at(i);
            if (value != Math.rint(value) || Math.abs(value) > Long.MAX_VALUE / 2) {
                return Optional.empty();
            }
            values.add(Dim.of((long) value));
        }
        return Optional.of(new Sizes(constant.rank() == 0, constant.whole(), values));
    }

    /** One axis of whole numbers. */
    public static Sizes vector(List<Dim> values) {
        return new Sizes(false, true, values);
    }

    /** The same as a constant, where every value is a number whatever the input. */
    public Optional<Constant> constant() {
        return constant(Dim::number);
    }

    /** The same as a constant for the file's own input size, where that is known. */
    public Optional<Constant> known() {
        return constant(Dim::known);
    }

    private Optional<Constant> constant(Function<Dim, OptionalLong> number) {
        long[] numbers = new long[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            OptionalLong value = number.apply(values.get(i));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            numbers[i] = value.getAsLong();
        }
        Constant constant = Constant.of(scalar ? List.of() : List.of(numbers.length), numbers);
        return Optional.of(whole ? constant : Constant.of(constant.shape(), constant.asFloats()));
    }
}
