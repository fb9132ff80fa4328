package io.github.sknet.vision;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a user sets for a model's task, by name, as a command line has it: {@code score-threshold} is {@code 0.5}.
 *
 * @param values by name; a flag's value is {@code true}
 */
public record Settings(Map<String, String> values) {

    /** Everything as usual. */
    public static final Settings NONE = new Settings(Map.of());

    public Settings {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Whether a flag is set. */
    public boolean flag(String name) {
        return Boolean.parseBoolean(values.get(name));
    }

    /** A text, where it is set. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * A number, where it is set.
     *
     * @throws IllegalArgumentException when it is none, or not within the bounds
     */
    public OptionalDouble number(String name, double least, double most) {
        String value = values.get(name);
        if (value == null) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(value);
            if (number >= least && number <= most) {
                return OptionalDouble.of(number);
            }
        } catch (NumberFormatException notANumber) {
            throw outside(name, "a number", least, most, value);
        }
        throw outside(name, "a number", least, most, value);
    }

    /**
     * A whole number, where it is set.
     *
     * @throws IllegalArgumentException when it is none, or not within the bounds
     */
    public OptionalInt whole(String name, int least, int most) {
        String value = values.get(name);
        if (value == null) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException notANumber) {
            throw outside(name, "a whole number", least, most, value);
        }
        throw outside(name, "a whole number", least, most, value);
    }

    private static IllegalArgumentException outside(String name, String kind, Number least, Number most, String value) {
        return new IllegalArgumentException(
                name + " must be " + kind + " from " + least + " to " + most + ", not '" + value + "'");
    }
}
