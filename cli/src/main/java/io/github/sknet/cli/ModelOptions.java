package io.github.sknet.cli;

import io.github.sknet.graph.models.Architecture;
import java.util.List;

/** Applies what the user said about a network to its defaults. */
final class ModelOptions {

    private ModelOptions() {}

    /**
     * Changes an architecture.
     *
     * @param classes the number of classes; {@code null} to keep it
     * @param channels the number of input channels; {@code null} to keep it
     * @param options {@code name=value} each
     */
    static Architecture apply(Architecture architecture, Integer classes, Integer channels, List<String> options) {
        Architecture changed = new Architecture(
                architecture.model(),
                classes == null ? architecture.classes() : classes,
                channels == null ? architecture.channels() : channels,
                architecture.options());
        for (String option : options) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("A model's option is written NAME=VALUE, not '" + option + "'");
            }
            changed = changed.withOption(option.substring(0, equals), option.substring(equals + 1));
        }
        return changed;
    }
}
