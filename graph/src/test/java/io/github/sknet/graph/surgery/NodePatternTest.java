package io.github.sknet.graph.surgery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Input;
import io.github.sknet.graph.Node;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodePatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "layer[34].*.conv2 | layer3.0.conv2    | true",
                "layer[34].*.conv2 | layer2.0.conv2    | false",
                "layer[34].*.conv2 | layer3.0.conv2.bn | false",
                "layer[!34].*      | layer2.0          | true",
                "layer[!34].*      | layer4.0          | false",
                "layer[3!].*       | layer3.0          | true",
                "layer[3!].*       | layer4.0          | false",
                "layer[3!].*       | layer!.0          | true",
                "layer[!!].*       | layer!.0          | false",
                "layer[!]          | layer!            | true",
                "layer[2-4].*      | layer3.0          | true",
                "a[[^&]            | a&                | true",
                "a[[^&]            | ab                | false",
                "*conv?            | layer1.0.conv2    | true",
                "*.{conv1,bn1}     | layer1.0.bn1      | true",
                "*.{conv1,bn1}     | layer1.0.conv2    | false",
                "/layer1/*/Conv    | /layer1/0/a/Conv  | true",
                "a.b               | axb               | false",
                "a+(b)$            | a+(b)$            | true",
            })
    void matchesAsShellsDo(String pattern, String name, boolean matches) {
        assertEquals(matches, new NodePattern(pattern).test(new Node(name, new Input(3), List.of(), name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"layer[34", "{conv1,conv2", "layer[]"})
    void saysWhatIsNotClosed(String pattern) {
        String message = assertThrows(IllegalArgumentException.class, () -> new NodePattern(pattern))
                .getMessage();
        assertTrue(message.contains("'" + pattern + "'") && message.contains("layer[34].*.conv2"), message);
    }

    @Test
    void saysWhichRangeRunsBackwards() {
        String message = assertThrows(IllegalArgumentException.class, () -> new NodePattern("layer[4-2].*"))
                .getMessage();
        assertTrue(message.contains("upwards") && message.contains("'layer[4-2].*'"), message);
    }
}
