package io.github.sknet.graph.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.ParameterSpec;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.models.Models;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Selective kernels in networks that are not residual. */
class SelectiveKernelPluginTest {

    /** The example of the package's documentation. */
    @Test
    void inANetworkOfOnesOwn() {
        GraphBuilder b = new GraphBuilder(3);
        Node x = b.add("stem", Conv2d.of(3, 32, Window.of(3).padding(1)), b.input());
        x = SelectiveKernel.paper(32, 2, 32, 16, 2, 32).build(b.scope("sk"), x);
        x = b.add("pool", new GlobalAveragePool(), x);
        b.output("logits", b.add("fc", Linear.of(32, 10), x));
        Graph graph = b.build();

        assertEquals(
                List.of("sk.attn.select"),
                graph.selections().stream().map(Node::name).toList());
        assertEquals(
                List.of(32, 1, 3, 3),
                graph.parameters().get("sk.paths.0.conv.weight").shape());
        assertEquals(Shape.map(32, 12, 10), graph.shapes(24, 20).get("sk.attn.select"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shufflenetv2_x0_5", "shufflenetv2_x1_0"})
    void inShuffleNetOnlyTheDepthwiseConvolutionsChange(String name) {
        Graph plain = Models.named(name).build();
        Graph selective = Models.named(name + "_sk").build();

        // Stages of 4, 8 and 4 units, each with one depthwise convolution between two 1×1 convolutions.
        assertEquals(16, selective.selections().size());
        assertEquals(
                "stage2.0.branch2.3.attn.select", selective.selections().get(0).name());
        Map<String, ParameterSpec> kept = new LinkedHashMap<>(plain.parameters());
        kept.keySet().removeIf(parameter -> parameter.matches("stage\\d\\.\\d\\.branch2\\.[34]\\..*"));
        Map<String, ParameterSpec> unplugged = new LinkedHashMap<>(selective.parameters());
        unplugged.keySet().removeIf(parameter -> parameter.matches("stage\\d\\.\\d\\.branch2\\.3\\..*"));
        assertEquals(kept, unplugged);
        selective.parameters().forEach((parameter, spec) -> {
            if (parameter.endsWith(".conv.weight")) {
                assertEquals(1, spec.shape().get(1), parameter + " is depthwise");
            }
        });
    }

    @Test
    void selectionKeepsEveryScaleOfShuffleNet() {
        Graph plain = Models.named("shufflenetv2_x1_0").build();
        Graph selective = Models.named("shufflenetv2_x1_0_sk").build();
        Map<String, Shape> expected = plain.shapes(224, 160);
        Map<String, Shape> shapes = selective.shapes(224, 160);
        assertTrue(plain.features().size() == 4 && plain.features().equals(selective.features()));
        plain.features().values().forEach(node -> assertEquals(expected.get(node), shapes.get(node)));
    }
}
