package io.github.sknet.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.weights.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttentionTest {

    /** Two images, two kernels: three channels in one selection, maps of 1×2 pixels in the other. */
    @Test
    void sharesAreMeansOverChannelsOrPixels() {
        Tensor byChannel = Tensor.of(new float[] {0, 0, 0, 1, 1, 1, 0.25f, 0.5f, 0.75f, 0.5f, 0.5f, 0.5f}, 2, 2, 3);
        Tensor byPixel = Tensor.of(new float[] {0, 0, 0, 0, 1, 0.5f, 0.25f, 0.75f}, 2, 2, 1, 2);
        Prediction prediction = new Prediction(Map.of(), Map.of("channels", byChannel, "pixels", byPixel));
        Attention second = Attention.of(twoSelections(), prediction, 1);
        assertEquals(List.of(2, 3), second.selections().get("channels").shape());
        assertEquals(List.of(2, 1, 2), second.selections().get("pixels").shape());
        assertArrayEquals(
                new float[] {1, 0.5f, 0.25f, 0.75f},
                second.selections().get("pixels").values());
        assertArrayEquals(new float[] {0.5f, 0.5f}, second.shares().get("channels"));
        assertArrayEquals(new float[] {0.75f, 0.5f}, second.shares().get("pixels"));
    }

    private static Graph twoSelections() {
        GraphBuilder b = new GraphBuilder(3);
        Node map = b.input();
        Node logits = b.add("logits", Linear.of(3, 6), b.add("mean", new GlobalAveragePool(), map));
        Node channels = b.add("channels", Select.of(2), map, map, logits);
        Node gates = b.add("gates", Conv2d.of(3, 2, Window.of(1)), channels);
        Select byPixel = new Select(2, Select.Gate.SIGMOID, Select.Extent.PIXEL);
        b.output("output", b.add("pixels", byPixel, map, channels, gates));
        return b.build();
    }
}
