package io.github.sknet.conformance.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundingsTest {

    @Test
    void theToleranceGrowsWithTheSumsLengthAndNotWithWhatIsExact() {
        GraphBuilder b = new GraphBuilder(16);
        Node few = b.add("few", Conv2d.of(16, 16, Window.of(1)), b.input());
        Node relu = b.add("relu", Activation.relu(), few);
        b.output("y", b.add("many", Conv2d.of(16, 16, Window.of(5).padding(2)), relu));
        Graph graph = b.build();
        Map<String, Double> tolerances = Roundings.tolerances(graph, 6, 6);
        assertEquals(0, tolerances.get("input"));
        assertEquals(tolerances.get("few"), tolerances.get("relu"));
        // Twenty roundings, and twenty with 404 more.
        assertEquals(Math.sqrt(424.0 / 20), tolerances.get("many") / tolerances.get("few"), 1e-9);
        assertTrue(tolerances.get("many") < 1e-5, "so that no tap can go missing");
    }
}
