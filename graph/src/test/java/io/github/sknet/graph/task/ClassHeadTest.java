package io.github.sknet.graph.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Add;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.models.RegisteredModel;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClassHeadTest {

    private static final int OTHERS = 7;

    /** What the registry would build for other classes is what changing the head gives. */
    @Test
    void everyRegisteredNetworkHasAHeadThatCanBeMadeAnew() {
        for (RegisteredModel model : Models.all()) {
            Architecture architecture = model.defaults().withClasses(3);
            Graph graph = architecture.build();
            TaskOutputs outputs = architecture.task().outputs(graph);
            Graph changed = ClassHead.of(graph, outputs).withClasses(OTHERS);
            assertEquals(architecture.withClasses(OTHERS).build(), changed, model.name());
        }
    }

    /** Two maps of classes that are summed, normalised and pooled: an all-convolutional network of nobody's registry. */
    @Test
    void whatPassesClassesOnIsSeenThrough() {
        GraphBuilder b = new GraphBuilder(3);
        Node stem = b.add("stem", Conv2d.of(3, 8, Window.of(3).padding(1)), b.input());
        Node fine = b.add("fine", Conv2d.of(8, 5, Window.of(1)), stem);
        Node coarse = b.add("coarse", Conv2d.of(8, 5, Window.of(3).padding(1)), stem);
        Node sum = b.add("sum", new Add(), fine, coarse);
        Node norm = b.add("norm", BatchNorm.of(5), sum);
        b.output("logits", b.add("pool", new GlobalAveragePool(), norm));
        Graph graph = b.build();
        TaskOutputs outputs = new ClassifyTask().outputs(graph);
        ClassHead head = ClassHead.of(graph, outputs);
        assertEquals(Set.of("fine", "coarse", "norm"), head.nodes());
        assertTrue(head.parameters().contains("norm.running_var"));
        Graph changed = head.withClasses(OTHERS);
        assertEquals(OTHERS, new ClassifyTask().outputs(changed).classes());
        assertEquals(graph.node("stem"), changed.node("stem"));
    }

    @Test
    void whereSomethingElseMakesTheClassesThatIsSaid() {
        GraphBuilder b = new GraphBuilder(3);
        Node pooled = b.add("pool", new GlobalAveragePool(), b.input());
        Node one = b.add("one", Linear.of(3, 2), pooled);
        Node two = b.add("two", Linear.of(3, 2), pooled);
        b.output("logits", b.add("both", new Concat(), one, two));
        Graph graph = b.build();
        String message = assertThrows(
                        IllegalArgumentException.class, () -> ClassHead.of(graph, new ClassifyTask().outputs(graph)))
                .getMessage();
        assertTrue(message.startsWith("There is no telling which nodes make the 4 classes: 'both'"), message);
    }
}
