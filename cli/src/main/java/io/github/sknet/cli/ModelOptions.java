package io.github.sknet.cli;

import io.github.sknet.graph.models.Architecture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what the user said about a registered network. */
final class ModelOptions {

    private ModelOptions() {}

    /**
     * Options by name.
     *
     * @param options {@code name=value} each
     */
    static Map<String, String> parse(List<String> options) {
        Map<String, String> parsed = new LinkedHashMap<>();
        for (String option : options) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("A model's option is written NAME=VALUE, not '" + option + "'");
            }
            parsed.put(option.substring(0, equals), option.substring(equals + 1));
        }
        return parsed;
    }

    /**
     * Changes an architecture.
     *
     * @param classes the number of classes; {@code null} to keep it
     * @param channels the number of input channels; {@code null} to keep it
     * @param options {@code name=value} each
     */
    static Architecture apply(Architecture architecture, Integer classes, Integer channels, List<String> options) {
        Architecture changed = classes == null ? architecture : architecture.withClasses(classes);
        changed = channels == null ? changed : changed.withChannels(channels);
        for (Map.Entry<String, String> option : parse(options).entrySet()) {
            changed = changed.withOption(option.getKey(), option.getValue());
        }
        return changed;
    }
}
