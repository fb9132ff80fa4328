package io.github.sknet.graph.json;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A JSON object that is asked for its entries one by one, by name and kind. Whoever has asked for all that there may be calls
 * {@link #complete}, and entries that nobody asked for are an error.
 *
 * <p>Every method but {@link #has} and {@link #names} throws an {@link IllegalArgumentException} that names the object and the entry where there
 * is none of the name, or one of another kind; the variants with a usual value give it where there is none.
 */
public final class Fields {

    private final String owner;
    private final Map<String, Object> entries;
    private final Set<String> asked = new LinkedHashSet<>();

    /**
     * The entries of an object.
     *
     * @param owner what messages call it, such as {@code node 'conv1'}
     */
    public Fields(String owner, Map<String, Object> entries) {
        this.owner = owner;
        this.entries = entries;
    }

    /** The entries of a value that must be an object. */
    public static Fields of(String owner, Object value) {
        try {
            return new Fields(owner, Json.object(value));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(owner + ": " + e.getMessage(), e);
        }
    }

    /** The names of all entries, in their order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /** Whether there is an entry of the name. */
    public boolean has(String name) {
        asked.add(name);
        return entries.containsKey(name);
    }

    /** The value of an entry, of whatever kind. */
    public Object value(String name) {
        if (!has(name)) {
            throw new IllegalArgumentException(owner + " has no '" + name + "'");
        }
        return entries.get(name);
    }

    public String text(String name) {
        return value(name) instanceof String text ? text : refuse(name, "a string");
    }

    /** A whole number within the range of an int. */
    public int integer(String name) {
        return value(name) instanceof Integer number ? number : refuse(name, "a whole number");
    }

    public int integer(String name, int usual) {
        return has(name) ? integer(name) : usual;
    }

    /** A finite number. */
    public double number(String name) {
        return value(name) instanceof Number number && Double.isFinite(number.doubleValue())
                ? number.doubleValue()
                : refuse(name, "a number");
    }

    /** A finite number, as the float that is nearest to what is written. */
    public float decimal(String name) {
        number(name);
        float nearest = Float.parseFloat(value(name).toString());
        return Float.isFinite(nearest) ? nearest : refuse(name, "a number within the range of a float");
    }

    public float decimal(String name, float usual) {
        return has(name) ? decimal(name) : usual;
    }

    public boolean flag(String name) {
        return value(name) instanceof Boolean flag ? flag : refuse(name, "true or false");
    }

    public boolean flag(String name, boolean usual) {
        return has(name) ? flag(name) : usual;
    }

    public List<?> list(String name) {
        return value(name) instanceof List<?> list ? list : refuse(name, "a list");
    }

    public List<String> texts(String name) {
        return list(name, String.class, "a list of strings");
    }

    /** Whole numbers within the range of an int. */
    public List<Integer> integers(String name) {
        return list(name, Integer.class, "a list of whole numbers");
    }

    /** Finite numbers. */
    public List<Double> numbers(String name) {
        return list(name, Number.class, "a list of numbers").stream()
                .map(Number::doubleValue)
                .map(number -> Double.isFinite(number) ? number : refuse(name, "a list of numbers"))
                .toList();
    }

    private <T> List<T> list(String name, Class<T> kind, String wanted) {
        List<?> list = list(name);
        if (!list.stream().allMatch(kind::isInstance)) {
            refuse(name, wanted);
        }
        return list.stream().map(kind::cast).toList();
    }

    /** An entry that is an object itself. */
    public Fields object(String name) {
        return new Fields(owner + ": '" + name + "'", map(name));
    }

    /** An entry that is an object itself, as it is. */
    public Map<String, Object> map(String name) {
        return value(name) instanceof Map ? Json.object(value(name)) : refuse(name, "an object");
    }

    /**
     * Throws what is thrown for an entry of the wrong kind.
     *
     * @param wanted what it must be
     */
    public <T> T refuse(String name, String wanted) {
        throw new IllegalArgumentException(
                owner + ": '" + name + "' must be " + wanted + ", not " + Json.shown(entries.get(name)));
    }

    /**
     * Refuses entries that nobody asked for.
     *
     * @throws IllegalArgumentException naming the first of them
     */
    public void complete() {
        for (String name : entries.keySet()) {
            if (!asked.contains(name)) {
                throw new IllegalArgumentException(owner + " has '" + Json.cut(name)
                        + "', which is not known; known are " + String.join(", ", asked));
            }
        }
    }
}
