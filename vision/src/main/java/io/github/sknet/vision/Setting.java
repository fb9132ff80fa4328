package io.github.sknet.vision;

import java.util.List;

/**
 * Something that can be set for a task: what an option of a command is made of.
 *
 * @param name in lower case, words joined by hyphens
 * @param value what a value is called, such as {@code SCORE}; empty for a flag
 * @param meaning in a few words, with the usual value
 * @param formerNames by which it was known
 */
public record Setting(String name, String value, String meaning, List<String> formerNames) {

    public Setting {
        formerNames = List.copyOf(formerNames);
    }

    /** A setting with a value. */
    public static Setting of(String name, String value, String meaning) {
        return new Setting(name, value, meaning, List.of());
    }

    /** A setting that is on or off. */
    public static Setting flag(String name, String meaning) {
        return new Setting(name, "", meaning, List.of());
    }

    /** The same, known by another name before. */
    public Setting formerly(String former) {
        return new Setting(name, value, meaning, List.of(former));
    }

    /** Whether it is on or off. */
    public boolean isFlag() {
        return value.isEmpty();
    }
}
