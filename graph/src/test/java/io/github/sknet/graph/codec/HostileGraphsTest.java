package io.github.sknet.graph.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Activation;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Graphs that are none, or none of this world, and the sentence that names the node. */
@Timeout(60)
class HostileGraphsTest {

    private static String refused(String text) {
        return assertThrows(IllegalArgumentException.class, () -> GraphCodec.read(text), text)
                .getMessage();
    }

    private static String graph(String nodes, String output) {
        return "{\"format\":1,\"nodes\":[{\"name\":\"input\",\"op\":\"input\",\"channels\":3}" + nodes
                + "],\"outputs\":{\"y\":\"" + output + "\"}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | There is no value (line 1, column 1)",
                "[] | It must be a JSON object, not []",
                "{} | The graph has no 'format'",
                "{\"format\":2} | The graph is written in format 2, but this version reads format 1",
                "{\"format\":\"1\"} | The graph: 'format' must be a whole number, not \"1\"",
                "{\"format\":1} | The graph has no 'nodes'",
                "{\"format\":1,\"nodes\":{}} | The graph: 'nodes' must be a list, not {}",
                "{\"format\":1,\"nodes\":[7]} | Node number 1: It must be a JSON object, not 7",
                "{\"format\":1,\"nodes\":[{}]} | Node number 1 has no 'name'",
                "{\"format\":1,\"nodes\":[{\"name\":\" \"}]} | A node has a name of 1 … 500 characters, not ' '",
                "{\"format\":1,\"nodes\":[{\"name\":\"a\"}]} | Node 'a' has no 'op'",
                "{\"format\":1,\"nodes\":[],\"outputs\":[]} | The graph: 'outputs' must be an object, not []",
                "{\"format\":1,\"nodes\":[],\"outputs\":{\"y\":\"a\"}} | A graph needs at least an input",
                "{\"format\":1,\"nodes\":[],\"outputs\":{\"y\":7}} | The graph: 'outputs': 'y' must be a string, not 7",
                "{\"format\":1,\"nodes\":[],\"outputs\":{},\"size\":7} | The graph has 'size', which is not known; known are "
                        + "format, nodes, outputs, features",
            })
    void whatIsNoGraph(String text, String message) {
        assertEquals(message, refused(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"op\":\"attention\" | Node 'a': 'op' must be one of activation, add, averagePool, batchNorm, "
                        + "channelAffine, channelPermute, channelPool, concat, conv2d, convTranspose2d, depthToSpace, dropPath, "
                        + "dropout, flatten, fuse, globalAveragePool, globalMaxPool, groupNorm, input, layerNorm, linear, "
                        + "localResponseNorm, maxPool, multiply, pRelu, pad, resize, select, slice, softmax, spaceToDepth, not \"attention\"",
                "\"op\":[\"add\"] | Node 'a': 'op' must be a string, not [\"add\"]",
                "\"op\":\"fuse\",\"colour\":1 | Node 'a' has 'colour', which is not known; known are "
                        + "name, op, inputs, parameters",
                "\"op\":\"fuse\",\"inputs\":\"input\" | Node 'a': 'inputs' must be a list, not \"input\"",
                "\"op\":\"fuse\",\"inputs\":[1] | Node 'a': 'inputs' must be a list of strings, not [1]",
                "\"op\":\"fuse\",\"inputs\":[\"a\"] | Node 'a' reads 'a', which no earlier node computes",
                "\"op\":\"fuse\",\"inputs\":[\"b\"] | Node 'a' reads 'b', which no earlier node computes",
                "\"op\":\"fuse\" | For an input of (N, 3, 1024, 1024), node 'a': Fuse[] takes at least one input",
                "\"op\":\"fuse\",\"parameters\":\"\" | Node 'a' has a name of 1 … 500 characters, not ''",
                "\"op\":\"input\",\"channels\":3 | A graph has one input and it comes first, but node 'a' is "
                        + "Input(3)",
                "\"op\":\"pad\",\"padding\":[0,-1,0,0] | Node 'a': A padding is 0 … 32768 on each side, not top=0, "
                        + "left=-1, bottom=0, right=0",
                "\"op\":\"activation\",\"function\":\"relu\",\"alpha\":1 | Node 'a': Activation: RELU has 0 parameter(s), "
                        + "and the others are 0, not alpha=1.0, beta=0.0",
                "\"op\":\"dropout\",\"probability\":1 | Node 'a': Dropout: the probability must be in [0, 1), not 1.0",
                "\"op\":\"dropout\",\"probability\":1e99 | Node 'a': 'probability' must be a number within the range of a "
                        + "float, not 1.0E99",
                "\"op\":\"dropout\",\"probability\":1e999 | A number is out of range: 1e999 (line 1, column 111)",
                "\"op\":\"dropout\",\"probability\":\"1\" | Node 'a': 'probability' must be a number, not \"1\"",
                "\"op\":\"slice\",\"from\":-1,\"to\":1 | Node 'a': Slice: needs 0 ≤ from < to, not from=-1, to=1",
                "\"op\":\"slice\",\"from\":0,\"to\":9,\"inputs\":[\"input\"] | For an input of (N, 3, 1024, 1024), node 'a': "
                        + "Slice[from=0, to=9] reaches beyond the channels of (N, 3, 1024, 1024)",
                "\"op\":\"channelPermute\",\"order\":[0,0] | Node 'a': ChannelPermute: not a permutation of 0 … 1",
                "\"op\":\"channelPermute\",\"order\":[0,\"1\"] | Node 'a': 'order' must be a list of whole numbers, not "
                        + "[0,\"1\"]",
                "\"op\":\"select\",\"branches\":1073741824,\"inputs\":[\"input\"] | For an input of (N, 3, 1024, 1024), node "
                        + "'a': Select(1073741824 branches, softmax by channel) takes that many maps and then one value of "
                        + "logits, not 1 input(s)",
                "\"op\":\"conv2d\",\"in\":3,\"out\":4 | Node 'a' has no 'kernel'",
                "\"op\":\"conv2d\",\"in\":3,\"out\":4,\"kernel\":[3] | Node 'a': 'kernel' must be a whole number or "
                        + "[height, width], not [3]",
                "\"op\":\"conv2d\",\"in\":3,\"out\":4,\"kernel\":0 | Node 'a': A window needs kernel, stride and dilation of "
                        + "at least 1, not kernel=0, stride=1, padding=0, dilation=1",
                "\"op\":\"conv2d\",\"in\":3,\"out\":4,\"kernel\":1000000 | Node 'a': A window's sizes are at most 32768, not "
                        + "kernel=1000000, stride=1, padding=0, dilation=1",
                "\"op\":\"conv2d\",\"in\":3,\"out\":2147483647,\"kernel\":9 | Node 'a': Conv2d: a weight of shape "
                        + "[2147483647, 3, 9, 9] has more values than fit one array",
                "\"op\":\"conv2d\",\"in\":3,\"out\":2147483648,\"kernel\":9 | Node 'a': 'out' must be a whole number, not "
                        + "2147483648",
                "\"op\":\"conv2d\",\"in\":3,\"out\":4,\"kernel\":1,\"weightInit\":\"normal\" | Node 'a': 'weightInit' must be "
                        + "{\"normal\": a number}, not \"normal\"",
                "\"op\":\"conv2d\",\"in\":3,\"out\":4,\"kernel\":1,\"weightInit\":{\"xavier\":1} | Node 'a': 'weightInit' "
                        + "must be how a parameter starts, such as \"torch_default\" or {\"normal\": 0.01}, not "
                        + "{\"xavier\":1}",
                "\"op\":\"conv2d\",\"in\":3,\"out\":4,\"kernel\":1,\"weightInit\":{\"normal\":1,\"x\":1} | Node 'a': "
                        + "'weightInit' has 'x', which is not known; known are constant, normal",
                "\"op\":\"conv2d\",\"in\":3,\"out\":4,\"kernel\":1,\"padding\":32768,\"stride\":1,\"inputs\":[\"input\"],"
                        + "\"groups\":2 | Node 'a': Conv2d: groups=2 must divide inChannels=3 and outChannels=4",
                "\"op\":\"globalAveragePool\",\"inputs\":[\"input\"]},{\"name\":\"b\",\"op\":\"add\",\"inputs\":[\"a\"] | "
                        + "Node 'b' contributes to no output",
                "\"op\":\"add\",\"inputs\":[\"input\",\"input\"]},{\"name\":\"a\",\"op\":\"add\",\"inputs\":[\"a\",\"a\"] | "
                        + "Two nodes are named 'a'",
            })
    void nodesThatAreNone(String entries, String message) {
        assertEquals(message, refused(graph(",{\"name\":\"a\"," + entries + "}", "a")));
    }

    @Test
    void aFunctionThatIsNone() {
        String known = Stream.of(Activation.Function.values())
                .map(function -> function.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        String entries = ",{\"name\":\"a\",\"op\":\"activation\",\"function\":\"swish\"}";
        assertEquals("Node 'a': 'function' must be one of " + known + ", not \"swish\"", refused(graph(entries, "a")));
    }

    @Test
    void outputsOfNoNode() {
        assertEquals("The graph has no node 'b'", refused(graph("", "b")));
    }

    private static String chain(int length, String entries) {
        return IntStream.range(0, length)
                .mapToObj(i -> ",{\"name\":\"n" + i + "\"," + entries + ",\"inputs\":[\""
                        + (i == 0 ? "input" : "n" + (i - 1)) + "\"]}")
                .collect(Collectors.joining());
    }

    @Test
    void aMillionNodes() {
        String said = refused(graph(chain(70_000, "\"op\":\"add\""), "n0"));
        assertEquals("The graph has 70001 nodes, more than 65536", said);
        said = refused(graph(chain(400_000, "\"op\":\"add\""), "n0"));
        assertTrue(said.startsWith("The graph's text has "), said);
        assertTrue(said.endsWith(" characters, more than 16777216"), said);
    }

    @Test
    void channelsWithoutEnd() {
        String doubled = IntStream.range(0, 60)
                .mapToObj(i -> {
                    String before = i == 0 ? "input" : "n" + (i - 1);
                    return ",{\"name\":\"n" + i + "\",\"op\":\"concat\",\"inputs\":[\"" + before + "\",\"" + before
                            + "\"]}";
                })
                .collect(Collectors.joining());
        assertEquals(
                "For an input of (N, 3, 1024, 1024), node 'n29': Concat would have 3221225472 channels, more than can be "
                        + "counted",
                refused(graph(doubled, "n59")));
    }

    @Test
    void mapsWithoutEnd() {
        String padded = "\"op\":\"conv2d\",\"in\":3,\"out\":3,\"kernel\":1,\"padding\":32768";
        assertEquals(
                "Node 'n2' has values of shape (N, 3, 197632, 197632) for an image of 1024×1024 pixels, more than 2³⁶ "
                        + "numbers",
                refused(graph(chain(3, padded), "n2")));
        String said = refused(graph(chain(60_000, padded), "n59999"));
        assertTrue(said.startsWith("For an input of (N, 3, 1024, 1024), node 'n"), said);
    }

    @Test
    void inputsWithoutEnd() {
        String inputs = "\"input\",".repeat(100_000) + "\"input\"";
        assertEquals(
                "Node 'a' has 100001 inputs, more than 1024",
                refused(graph(",{\"name\":\"a\",\"op\":\"add\",\"inputs\":[" + inputs + "]}", "a")));
    }

    @Test
    void namesWithoutEnd() {
        String name = "n".repeat(1_000_000);
        assertEquals(
                "A node has a name of 1 … 500 characters, not '" + "n".repeat(100) + "…'",
                refused(graph(",{\"name\":\"" + name + "\",\"op\":\"add\"}", "a")));
        assertEquals(
                "Node 'a' has '" + "n".repeat(100) + "…', which is not known; known are name, op, inputs, parameters",
                refused(graph(",{\"name\":\"a\",\"op\":\"add\",\"" + "n".repeat(40_000) + "\":1}", "a")));
    }
}
