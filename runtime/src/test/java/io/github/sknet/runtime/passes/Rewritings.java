package io.github.sknet.runtime.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.conformance.numbers.Generated;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.runtime.program.Lowering;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.ProgramText;
import java.util.function.BiFunction;

/** Small networks as programs, and what a pass makes of them as text. */
final class Rewritings {

    static final Window SAME = Window.of(3).padding(1);

    private static final int SIZE = 6;

    private Rewritings() {}

    static Program lower(int channels, BiFunction<GraphBuilder, Node, Node> network) {
        GraphBuilder builder = new GraphBuilder(channels);
        builder.output("y", network.apply(builder, builder.input()));
        Graph graph = builder.build();
        return Lowering.lower(graph, Generated.weights(graph), SIZE, SIZE);
    }

    static void assertRewritten(Pass pass, Program program, String before, String after) {
        assertEquals(before, ProgramText.of(program));
        assertEquals(after, ProgramText.of(pass.apply(program)));
    }

    static void assertUnchanged(Pass pass, Program program) {
        assertEquals(ProgramText.of(program), ProgramText.of(pass.apply(program)));
    }

    static Node convolve(GraphBuilder b, String name, int channels, Node x) {
        return b.add(name, Conv2d.of(channels, channels, SAME), x);
    }
}
