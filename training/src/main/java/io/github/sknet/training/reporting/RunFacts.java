package io.github.sknet.training.reporting;

import io.github.sknet.graph.json.Json;
import io.github.sknet.report.html.FactsSection;
import java.util.LinkedHashMap;
import java.util.Map;

/** A run's configuration as a list of names and values. */
final class RunFacts {

    private static final String ENVIRONMENT = "environment";

    private RunFacts() {}

    /** All of {@code config.json} but the environment. */
    static FactsSection configuration(Map<String, Object> config) {
        Map<String, String> facts = new LinkedHashMap<>();
        config.forEach((name, value) -> {
            if (!name.equals(ENVIRONMENT)) {
                flatten(name, value, facts);
            }
        });
        return new FactsSection("Configuration", facts);
    }

    /** What the run ran on. */
    static FactsSection environment(Map<String, Object> config) {
        Map<String, String> facts = new LinkedHashMap<>();
        if (config.get(ENVIRONMENT) instanceof Map<?, ?> environment) {
            environment.forEach((name, value) -> flatten((String) name, value, facts));
        }
        return new FactsSection("Environment", facts);
    }

    /** {@code recipe.optimiser.kind}: the names that {@code --set} takes, after {@code recipe.} */
    private static void flatten(String path, Object value, Map<String, String> facts) {
        if (value instanceof Map<?, ?> object && !object.isEmpty()) {
            object.forEach((name, each) -> flatten(path + "." + name, each, facts));
        } else {
            facts.put(path, value instanceof String text ? text : Json.write(value));
        }
    }
}
