package io.github.sknet.graph.engine;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The engines on the class path or the module path. */
public final class Engines {

    private Engines() {}

    /** Every engine there is, in the order of that path. */
    public static List<Engine> all() {
        return ServiceLoader.load(Engine.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * The engine of the given name, which begins to {@linkplain Engine#prepare prepare} itself.
     *
     * @throws IllegalArgumentException listing those there are, when there is none of that name
     */
    public static Engine named(String name) {
        List<Engine> all = all();
        Engine chosen = all.stream()
                .filter(engine -> engine.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no engine '" + name + "'; there are: "
                        + all.stream().map(Engine::name).collect(Collectors.joining(", "))));
        chosen.prepare();
        return chosen;
    }
}
