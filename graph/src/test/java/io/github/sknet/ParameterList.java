package io.github.sknet;

import io.github.sknet.graph.Graph;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The parameters and buffers of a network written by others: a line each, with name, shape and role, in their order. */
public final class ParameterList {

    private ParameterList() {}

    /** The lines of {@code fixtures/NAME.txt}. */
    public static List<String> of(String name) {
        try (InputStream in = ParameterList.class.getResourceAsStream("/fixtures/" + name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same lines for a graph. */
    public static List<String> of(Graph graph) {
        List<String> lines = new ArrayList<>();
        graph.parameters()
                .forEach((name, spec) -> lines.add(name + " "
                        + spec.shape().stream().map(String::valueOf).collect(Collectors.joining("x")) + " "
                        + spec.role().name().toLowerCase(Locale.ROOT)));
        return lines;
    }
}
