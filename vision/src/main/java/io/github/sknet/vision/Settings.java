package io.github.sknet.vision;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

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
        Optional<Double> number = within(name, "a number", Double::valueOf, least, most);
        return number.isPresent() ? OptionalDouble.of(number.get()) : OptionalDouble.empty();
    }

    /**
     * A whole number, where it is set.
     *
     * @throws IllegalArgumentException when it is none, or not within the bounds
     */
    public OptionalInt whole(String name, int least, int most) {
        Optional<Integer> number = within(name, "a whole number", Integer::valueOf, least, most);
        return number.isPresent() ? OptionalInt.of(number.get()) : OptionalInt.empty();
    }

    private <T extends Comparable<T>> Optional<T> within(
            String name, String kind, Function<String, T> parse, T least, T most) {
        String value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        Optional<T> number;
        try {
            number = Optional.of(parse.apply(value));
        } catch (NumberFormatException notANumber) {
            number = Optional.empty();
        }
        // NaN is larger than every number in this order.
        return Optional.of(number.filter(each -> each.compareTo(least) >= 0 && each.compareTo(most) <= 0)
                .orElseThrow(() -> new IllegalArgumentException("--" + name + " must be " + kind + " from " + least
                        + " to " + most + ", not '" + value + "'")));
    }
}
