package io.github.sknet.onnx.importer.evaluation;

import io.github.sknet.onnx.importer.model.Constant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A tensor of sizes, of which some may be free: what {@code Shape} gives and what is computed of it.
 *
 * @param scalar whether it has no axis, rather than one
 * @param values its values, one where it is a scalar
 */
public record Sizes(boolean scalar, List<Dim> values) {

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
        return Optional.of(new Sizes(constant.rank() == 0, values));
    }

    /** The same as a constant, where every value is a number whatever the input. */
    public Optional<Constant> constant() {
        long[] numbers = new long[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (values.get(i).number().isEmpty()) {
                return Optional.empty();
            }
            numbers[i] = values.get(i).number().getAsLong();
        }
        return Optional.of(Constant.of(scalar ? List.of() : List.of(numbers.length), numbers));
    }

    /** The same as a constant for the file's own input size, where that is known. */
    public Optional<Constant> known() {
        long[] numbers = new long[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (values.get(i).known().isEmpty()) {
                return Optional.empty();
            }
            numbers[i] = values.get(i).known().getAsLong();
        }
        return Optional.of(Constant.of(scalar ? List.of() : List.of(numbers.length), numbers));
    }
}
