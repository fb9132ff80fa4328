package io.github.sknet.train;

import java.util.Map;

/** What a recipe says for one task alone: its augmentation, its loss. */
public interface TaskSettings {

    /** The task's name. */
    String task();

    /**
     * The recipe's entries that say this: strings, numbers, booleans, lists and maps. The names are the same whatever the
     * settings are.
     */
    Map<String, Object> toMap();
}
