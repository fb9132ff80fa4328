package io.github.sknet.training.reporting;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sknet.report.html.FactsSection;
import java.util.LinkedHashMap;
import java.util.Map;

/** A run's configuration as a list of names and values. */
final class RunFacts {

    private static final String ENVIRONMENT = "environment";

    private RunFacts() {}

    /** All of {@code config.json} but the environment. */
    static FactsSection configuration(JsonNode config) {
        Map<String, String> facts = new LinkedHashMap<>();
        config.properties().stream()
                .filter(entry -> !entry.getKey().equals(ENVIRONMENT))
                .forEach(entry -> flatten(entry.getKey(), entry.getValue(), facts));
        return new FactsSection("Configuration", facts);
    }

    /** What the run ran on. */
    static FactsSection environment(JsonNode config) {
        Map<String, String> facts = new LinkedHashMap<>();
        config.path(ENVIRONMENT).properties().forEach(entry -> flatten(entry.getKey(), entry.getValue(), facts));
        return new FactsSection("Environment", facts);
    }

    /** {@code recipe.optimiser.kind}: the names that {@code --set} takes, after {@code recipe.} */
    private static void flatten(String path, JsonNode value, Map<String, String> facts) {
        if (value.isObject() && !value.isEmpty()) {
            value.properties().forEach(entry -> flatten(path + "." + entry.getKey(), entry.getValue(), facts));
        } else {
            facts.put(path, value.isTextual() ? value.asText() : value.toString());
        }
    }
}
