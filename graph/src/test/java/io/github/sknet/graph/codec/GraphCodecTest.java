package io.github.sknet.graph.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.AveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Multiply;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Op;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.json.Fields;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.models.RegisteredModel;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GraphCodecTest {

    static List<RegisteredModel> all() {
        return Models.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyRegisteredNetworkComesBack(RegisteredModel model) {
        Graph graph = model.build();
        String text = GraphCodec.write(graph);
        assertEquals(graph, GraphCodec.read(text));
        assertEquals(text, GraphCodec.write(GraphCodec.read(text)));
    }

    @Test
    void everyOperationIsKnown() {
        Set<Class<?>> tried = OperationPairs.all().stream()
                .map(pair -> pair.usual().getClass())
                .collect(Collectors.toSet());
        assertEquals(Set.of(Op.class.getPermittedSubclasses()), tried);
    }

    static List<OperationPairs.Pair> pairs() {
        return OperationPairs.all();
    }

    /** The two of a pair differ in every attribute, so that one that is not written or not read would be seen. */
    @ParameterizedTest
    @MethodSource("pairs")
    void everyAttributeOfEveryOperationComesBack(OperationPairs.Pair pair) throws ReflectiveOperationException {
        assertDiffer(pair.usual(), pair.unusual());
        assertEquals(pair.usual(), throughText(pair.usual()));
        assertEquals(pair.unusual(), throughText(pair.unusual()));
    }

    private static void assertDiffer(Object one, Object other) throws ReflectiveOperationException {
        for (RecordComponent component : one.getClass().getRecordComponents()) {
            Object mine = component.getAccessor().invoke(one);
            Object theirs = component.getAccessor().invoke(other);
            assertNotEquals(mine, theirs, component.getName());
            // Means are never dilated.
            if (mine instanceof Window && !(one instanceof AveragePool)) {
                assertDiffer(mine, theirs);
            }
        }
    }

    private static Op throughText(Op op) {
        Map<String, Object> written = op.accept(new OperationWriter(), new Node("x", op, List.of(), "x"));
        AttributeReader read = new AttributeReader(Fields.of("x", Json.value(Json.write(written))));
        return OperationFormats.of(read).read(read);
    }

    @Test
    void namesAndTheirOrderComeBack() {
        GraphBuilder b = new GraphBuilder(3);
        Node x = b.sharingScope("P3").add("größe \"1\"", Activation.relu(), b.input());
        x = b.addSharing("again", x, x);
        b.output("z", x);
        b.output("a", b.input());
        b.feature("C2", x);
        b.feature("C1", b.input());
        Graph read = GraphCodec.read(GraphCodec.write(b.build()));
        assertEquals(b.build(), read);
        assertEquals(List.of("z", "a"), List.copyOf(read.outputs().keySet()));
        assertEquals(List.of("C2", "C1"), List.copyOf(read.features().keySet()));
        assertEquals("größe \"1\"", read.node("again").parametersOf());
    }

    /** Files of today are to be read for ever: a change of this text is another format. */
    @Test
    void formatOneStaysAsItIs() throws IOException {
        String text;
        try (InputStream in = GraphCodecTest.class.getResourceAsStream("/graph-format-1.json")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Graph graph = GraphCodec.read(text);
        assertEquals(Json.read(text), Json.read(GraphCodec.write(graph)));
        Set<Class<?>> operations =
                graph.nodes().stream().map(node -> node.op().getClass()).collect(Collectors.toSet());
        assertEquals(
                Arrays.stream(Op.class.getPermittedSubclasses()).collect(Collectors.toSet()),
                operations,
                "all operations of format 1");
        assertTrue(graph.parameters().containsKey("shared.weight"));
    }

    @Test
    void productsHadAnotherNameWhenTheyWereByChannelAlone() {
        AttributeReader read = new AttributeReader(Fields.of("x", Json.value("{\"op\": \"channelScale\"}")));
        assertEquals(new Multiply(), OperationFormats.of(read).read(read));
    }

    @Test
    void whatWouldNotBeReadIsNotWritten() {
        GraphBuilder b = new GraphBuilder(3);
        b.output("y", b.add("n".repeat(501), Activation.relu(), b.input()));
        assertEquals(
                "A node has a name of 1 … 500 characters, not '" + "n".repeat(100) + "…'",
                assertThrows(IllegalArgumentException.class, () -> GraphCodec.write(b.build()))
                        .getMessage());
    }
}
