package io.github.sknet.onnx.importer.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node's attributes by name: {@link Long}, {@link Float}, {@link String}, {@link Constant}, or a list of one of the first three.
 * What is asked for under the wrong type is refused by name.
 */
public record Attributes(Map<String, Object> values) {

    public static final Attributes NONE = new Attributes(Map.of());

    public Attributes {
        values = Map.copyOf(values);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public long whole(String name, long otherwise) {
        return get(name, Long.class, "a whole number").orElse(otherwise);
    }

    public boolean flag(String name, boolean otherwise) {
        return whole(name, otherwise ? 1 : 0) != 0;
    }

    public float real(String name, float otherwise) {
        return get(name, Float.class, "a number").orElse(otherwise);
    }

    public String text(String name, String otherwise) {
        return get(name, String.class, "a text").orElse(otherwise);
    }

    public Optional<Constant> tensor(String name) {
        return get(name, Constant.class, "a tensor");
    }

    /** A list of whole numbers. */
    public Optional<long[]> wholes(String name) {
        return get(name, List.class, "a list").map(list -> {
            long[] numbers = new long[list.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = ((Number) element(name, list.get(i), Long.class)).longValue();
            }
            return numbers;
        });
    }

    /** A list of floats. */
    public Optional<float[]> reals(String name) {
        return get(name, List.class, "a list").map(list -> {
            float[] numbers = new float[list.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = ((Number) element(name, list.get(i), Float.class)).floatValue();
            }
            return numbers;
        });
    }

    private static Object element(String name, Object value, Class<?> type) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("its attribute '" + name + "' is no list of numbers of the right type");
        }
        return value;
    }

    private <T> Optional<T> get(String name, Class<T> type, String wanted) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("its attribute '" + name + "' is not " + wanted);
        }
        return Optional.of(type.cast(value));
    }
}
