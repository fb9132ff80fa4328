package io.github.sknet.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.blocks.SKConv;
import io.github.sknet.graph.blocks.SKUnit;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.Models;

/**
 * Builds what a fixture's {@code constructor} says: an {@link SKConv} ({@code features}), an {@link SKUnit}
 * ({@code inFeatures}), a registered model ({@code model}), or the seed article's network ({@code classes}).
 */
final class FixtureNetwork {

    private FixtureNetwork() {}

    static Graph build(JsonNode constructor) {
        if (constructor.has("features")) {
            return new SKConv(
                            integer(constructor, "features"),
                            integer(constructor, "WH"),
                            integer(constructor, "M"),
                            integer(constructor, "G"),
                            integer(constructor, "r"),
                            integer(constructor, "stride", 1),
                            integer(constructor, "L", 32))
                    .graph();
        }
        if (constructor.has("inFeatures")) {
            return new SKUnit(
                            integer(constructor, "inFeatures"),
                            integer(constructor, "outFeatures"),
                            integer(constructor, "WH"),
                            integer(constructor, "M"),
                            integer(constructor, "G"),
                            integer(constructor, "r"),
                            constructor.hasNonNull("midFeatures") ? integer(constructor, "midFeatures") : null,
                            integer(constructor, "stride", 1),
                            integer(constructor, "L", 32))
                    .graph();
        }
        return architecture(constructor).build();
    }

    private static Architecture architecture(JsonNode constructor) {
        boolean named = constructor.hasNonNull("model");
        if (!named && !constructor.has("classes")) {
            throw new IllegalArgumentException("Nothing known to build from " + constructor);
        }
        Architecture defaults = Models.named(named ? constructor.get("model").asText() : "sknet_seed")
                .defaults();
        return defaults.withClasses(integer(constructor, "classes", defaults.classes()));
    }

    private static int integer(JsonNode constructor, String name) {
        if (!constructor.path(name).isInt()) {
            throw new IllegalArgumentException("The constructor lacks a whole number '" + name + "': " + constructor);
        }
        return constructor.get(name).intValue();
    }

    private static int integer(JsonNode constructor, String name, int otherwise) {
        return constructor.has(name) ? integer(constructor, name) : otherwise;
    }
}
