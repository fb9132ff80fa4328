package io.github.sknet.conformance.operations;

import io.github.sknet.conformance.cases.InputShape;
import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.graph.AveragePool;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import java.util.ArrayList;
import java.util.List;

/** Collects the cases of a family. Each gets other inputs than the one before. */
final class Family {

    private static final Size ANY = Size.square(1);

    /** Their mean is themselves: what follows sees the input's own values. */
    private static final List<InputShape> PIXELS =
            List.of(new InputShape(1, 1, 1), new InputShape(2, 1, 1), new InputShape(3, 1, 1));

    private final String name;
    private final List<ReferenceCase> cases = new ArrayList<>();

    Family(String name) {
        this.name = name;
    }

    /** Writes a network behind its input, and returns its last node. */
    @FunctionalInterface
    interface Network {
        Node build(GraphBuilder builder, Node input);
    }

    List<ReferenceCase> cases() {
        return List.copyOf(cases);
    }

    /** A convolution alone, at inputs that its window fits into. */
    void add(Conv2d convolution) {
        Size least = least(convolution.window());
        add(convolution.toString(), convolution.inChannels(), least, (b, x) -> b.add("conv", convolution, x));
    }

    /** A pooling alone, at inputs that its window fits into. */
    void add(String what, int channels, MaxPool pool) {
        add(what, channels, least(pool.window()), (b, x) -> b.add("pool", pool, x));
    }

    /** A pooling alone, at inputs that its window fits into. */
    void add(String what, int channels, AveragePool pool) {
        add(what, channels, least(pool.window()), (b, x) -> b.add("pool", pool, x));
    }

    /** A network behind a vector. */
    void addVector(String what, int channels, Network network) {
        Network behindVector = (b, x) -> network.build(b, b.add("vector", new GlobalAveragePool(), x));
        addPixel(what, channels, behindVector);
    }

    /** A network at inputs of one pixel. */
    void addPixel(String what, int channels, Network network) {
        add(what, graph(channels, network), PIXELS);
    }

    /** A network that takes any input. */
    void add(String what, int channels, Network network) {
        add(what, channels, ANY, network);
    }

    /** A network that takes inputs of the given size and more. */
    void add(String what, int channels, Size least, Network network) {
        add(what, graph(channels, network), InputShape.sweep(cases.size(), least));
    }

    /** A network at the given inputs. */
    void add(String what, Graph graph, List<InputShape> inputs) {
        cases.add(new ReferenceCase(name, name + ": " + what, graph, inputs));
    }

    static Graph graph(int channels, Network network) {
        GraphBuilder builder = new GraphBuilder(channels);
        builder.output("y", network.build(builder, builder.input()));
        return builder.build();
    }

    /** The smallest input that a window fits into, with its padding. */
    private static Size least(Window window) {
        return new Size(
                least(
                        window.kernel().height(),
                        window.dilation().height(),
                        window.padding().rows()),
                least(
                        window.kernel().width(),
                        window.dilation().width(),
                        window.padding().columns()));
    }

    private static int least(int kernel, int dilation, int padding) {
        return Math.max(1, dilation * (kernel - 1) + 1 - padding);
    }
}
