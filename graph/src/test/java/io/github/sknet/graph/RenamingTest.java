package io.github.sknet.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RenamingTest {

    @Test
    void theFirstPatternThatFitsCounts() {
        Renaming renaming = Renaming.of("^layer(\\d)\\.", "stage_$1.", "^layer", "never", "fc$", "classifier");
        assertEquals("stage_2.0.fc", renaming.apply("layer2.0.fc"));
        assertEquals("classifier", renaming.apply("fc"));
        assertEquals("conv1", renaming.apply("conv1"));
        assertThrows(IllegalArgumentException.class, () -> Renaming.of("fc"));
    }

    @Test
    void aGraphIsTheSameUnderOtherNames() {
        GraphBuilder b = new GraphBuilder(3);
        Node x = b.add("conv1", Conv2d.of(3, 4, Window.of(3).padding(1)), b.input());
        b.feature("C1", x);
        b.output("logits", b.add("fc", Linear.of(4, 2), b.add("pool", new GlobalAveragePool(), x)));
        Graph renamed = b.build().renamed(Renaming.of("^conv1$", "stem.0", "^fc$", "classifier"));
        assertEquals(
                Set.of("stem.0.weight", "classifier.weight", "classifier.bias"),
                renamed.parameters().keySet());
        assertEquals(Map.of("logits", "classifier"), renamed.outputs());
        assertEquals(Map.of("C1", "stem.0"), renamed.features());
        assertEquals(List.of("stem.0"), renamed.node("pool").inputs());
        assertThrows(IllegalArgumentException.class, () -> renamed.renamed(name -> "same"));
    }
}
