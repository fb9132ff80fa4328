package io.github.sknet.graph.models;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.json.Fields;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.task.Task;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which network: a registered name and its arguments, from which the graph is built. Model files keep it to say where their
 * network comes from.
 *
 * @param model a name of the registry
 * @param classes the number of classes, at least 1
 * @param channels the input's channels, at least 1
 * @param options what else the model's family takes, as strings (see {@link RegisteredModel#options()})
 */
public record Architecture(String model, int classes, int channels, Map<String, String> options) {

    /** The most classes or channels of any network: it keeps a hostile model file from asking for an absurd one. */
    public static final int MAX_WIDTH = 1 << 20;

    public Architecture {
        if (model == null || model.isBlank()) {
            throw new IllegalArgumentException("An architecture needs a model name; see 'sknet info --all'");
        }
        if (classes < 1 || classes > MAX_WIDTH) {
            throw new IllegalArgumentException(
                    "The number of classes must be in 1 … " + MAX_WIDTH + ", not " + classes);
        }
        if (channels < 1 || channels > MAX_WIDTH) {
            throw new IllegalArgumentException(
                    "The number of input channels must be in 1 … " + MAX_WIDTH + ", not " + channels);
        }
        options = Collections.unmodifiableMap(new TreeMap<>(options));
        if (options.containsValue(null)) {
            throw new IllegalArgumentException("The options of an architecture have values, not " + options);
        }
    }

    /** A network without further options. */
    public static Architecture of(String model, int classes, int channels) {
        return new Architecture(model, classes, channels, Map.of());
    }

    /** The same network for another number of classes. */
    public Architecture withClasses(int classes) {
        return new Architecture(model, classes, channels, options);
    }

    /** The same network for images of another number of channels. */
    public Architecture withChannels(int channels) {
        return new Architecture(model, classes, channels, options);
    }

    /** The same network with one more option. */
    public Architecture withOption(String name, String value) {
        Map<String, String> more = new TreeMap<>(options);
        more.put(name, value);
        return new Architecture(model, classes, channels, more);
    }

    /**
     * An option as a whole number.
     *
     * @throws IllegalArgumentException when it is given and isn't one
     */
    public int option(String name, int otherwise) {
        String value = options.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Option " + name + " of " + model + " must be a whole number, not '" + Json.cut(value) + "'", e);
        }
    }

    /**
     * An option as a decimal number.
     *
     * @throws IllegalArgumentException when it is given and isn't one
     */
    public float decimalOption(String name, float otherwise) {
        String value = options.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return Float.parseFloat(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Option " + name + " of " + model + " must be a number, not '" + Json.cut(value) + "'", e);
        }
    }

    /**
     * An option as a whole number within bounds.
     *
     * @throws IllegalArgumentException when it is given and isn't one, or lies outside
     */
    public int option(String name, int otherwise, int least, int most) {
        int value = option(name, otherwise);
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "Option " + name + " of " + model + " must be in " + least + " … " + most + ", not " + value);
        }
        return value;
    }

    /**
     * An option that is on or off.
     *
     * @throws IllegalArgumentException when it is given and is neither {@code true} nor {@code false}
     */
    public boolean option(String name, boolean otherwise) {
        String value = options.getOrDefault(name, Boolean.toString(otherwise));
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(
                    "Option " + name + " of " + model + " must be true or false, not '" + Json.cut(value) + "'");
        }
        return value.equals("true");
    }

    /**
     * What the network says about an image.
     *
     * @throws IllegalArgumentException when there is no such model
     */
    public Task task() {
        return Models.named(model).task();
    }

    /** The form that stands in model files and run configurations: this record's components by name. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("model", model);
        map.put("classes", classes);
        map.put("channels", channels);
        map.put("options", options);
        return map;
    }

    /**
     * Reads {@link #toMap}'s form; there may be no options.
     *
     * @throws IllegalArgumentException saying what is missing or wrong
     */
    public static Architecture fromMap(Map<String, Object> map) {
        Fields fields = new Fields("The architecture", map);
        Map<String, String> options = new TreeMap<>();
        if (fields.has("options")) {
            Fields given = fields.object("options");
            given.names().forEach(name -> options.put(name, given.text(name)));
        }
        Architecture architecture =
                new Architecture(fields.text("model"), fields.integer("classes"), fields.integer("channels"), options);
        fields.complete();
        return architecture;
    }

    /**
     * Builds the network.
     *
     * @throws IllegalArgumentException when there is no such model, or it has no such option
     */
    public Graph build() {
        return Models.named(model).build(this);
    }
}
