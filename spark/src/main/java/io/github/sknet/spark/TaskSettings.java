package io.github.sknet.spark;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is set for a model's task, made of params. */
final class TaskSettings {

    private TaskSettings() {}

    /**
     * The settings by name.
     *
     * @param words each {@code NAME=VALUE}, or {@code NAME} for a flag
     * @param topK {@code null} where it was not set
     * @throws IllegalArgumentException when a word is neither
     */
    static Map<String, String> of(String[] words, Integer topK, boolean features) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String word : words) {
            String[] parts = word.split("=", 2);
            if (parts[0].isBlank()) {
                throw new IllegalArgumentException("A setting is NAME=VALUE or NAME, not '" + word + "'");
            }
            settings.put(parts[0].strip(), parts.length == 2 ? parts[1].strip() : "true");
        }
        if (topK != null) {
            settings.put("top", topK.toString());
        }
        if (features) {
            settings.put("features", "true");
        }
        return settings;
    }
}
