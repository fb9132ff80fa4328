package io.github.sknet.graph.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.blocks.SKConv;
import io.github.sknet.graph.blocks.SelectiveKernel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Files of snapshots, in which each branch of a selection has a value of logits. */
class SeparateLogitsTest {

    /** A second layer in slices, layers of their own, a split input, and a block of one branch. */
    @Test
    void blocksBecomeThoseOfToday() throws IOException {
        String text;
        try (InputStream in = SeparateLogitsTest.class.getResourceAsStream("/graph-format-1-separate-logits.json")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        GraphBuilder b = new GraphBuilder(8);
        Node x = SelectiveKernel.paper(8, 3, 2, 2, 2, 4).build(b.scope("paper"), b.input());
        x = new SKConv(8, 4, 2, 4, 2).build(b.scope("seed"), x);
        x = SelectiveKernel.timm(8, 8, 1, 1, 1, true, 4).build(b.scope("timm"), x);
        x = SelectiveKernel.seed(8, 1, 1, 2, 1, 4).build(b.scope("one"), x);
        b.output("y", x);
        assertEquals(b.build(), GraphCodec.read(text));
    }

    @Test
    void slicesInAnotherOrderAreConcatenated() {
        Graph graph = GraphCodec.read(text(8, "s1", "s0", "select"));
        assertEquals(List.of("s1", "s0"), graph.node("select.logits").inputs());
        assertEquals(
                List.of("input", "input", "select.logits"), graph.node("select").inputs());
        assertEquals(graph, GraphCodec.read(GraphCodec.write(graph)));
    }

    @Test
    void slicesOfMoreThanTheLogitsAreConcatenated() {
        Graph graph = GraphCodec.read(text(9, "s0", "s1", "select"));
        assertEquals(
                List.of("input", "input", "select.logits"), graph.node("select").inputs());
    }

    @Test
    void slicesThatSomebodyElseReadsStay() {
        Graph graph = GraphCodec.read(text(8, "s0", "s1", "s1"));
        assertEquals(List.of("input", "input", "fc"), graph.node("select").inputs());
        Set<String> names = graph.nodes().stream().map(Node::name).collect(Collectors.toSet());
        assertTrue(names.contains("s1"), "an output");
        assertFalse(names.contains("s0"), "read by nobody");
    }

    @Test
    void otherSelectionsKnowOneForm() {
        String text =
                text(8, "s0", "s1", "select").replace("\"op\":\"select\"", "\"op\":\"select\",\"gate\":\"sigmoid\"");
        assertEquals(
                "For an input of (N, 4, 1024, 1024), node 'select': Select(2 branches, sigmoid by channel) takes that many "
                        + "maps and then one value of logits, not 4 input(s)",
                assertThrows(IllegalArgumentException.class, () -> GraphCodec.read(text))
                        .getMessage());
    }

    /** A selection among the input and itself, by slices of a layer. */
    private static String text(int layer, String first, String second, String output) {
        return """
                {"format":1,"nodes":[
                {"name":"input","op":"input","channels":4},
                {"name":"fuse","op":"fuse","inputs":["input","input"]},
                {"name":"fc","op":"linear","in":4,"out":%d,"inputs":["fuse"]},
                {"name":"s0","op":"slice","from":0,"to":4,"inputs":["fc"]},
                {"name":"s1","op":"slice","from":4,"to":8,"inputs":["fc"]},
                {"name":"select","op":"select","branches":2,"inputs":["input","input","%s","%s"]}],
                "outputs":{"y":"select","z":"%s"}}
                """.formatted(layer, first, second, output);
    }
}
