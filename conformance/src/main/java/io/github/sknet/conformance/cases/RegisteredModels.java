package io.github.sknet.conformance.cases;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.models.RegisteredModel;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Every network that can be asked for by name, at a small input. */
public final class RegisteredModels {

    private static final String FAMILY = "registered model";

    /** Few, so that outputs are quick to compare. */
    private static final int CLASSES = 7;

    /** So that maps are not square. */
    private static final int WIDER = 4;

    /** Two pixels are left where maps are halved five times; the levels above in a pyramid may have one. */
    private static final int ENOUGH = 33;

    private RegisteredModels() {}

    /** One case a model. */
    public static Stream<ReferenceCase> cases() {
        return Models.all().stream().map(RegisteredModel::defaults).map(RegisteredModels::of);
    }

    /** One network, at the smallest input that leaves it something to do at every depth. */
    public static ReferenceCase of(Architecture architecture) {
        Graph graph = architecture.withClasses(CLASSES).build();
        int size = leastSize(graph);
        String name = FAMILY + ": " + architecture.model() + architecture.options();
        return new ReferenceCase(FAMILY, name, graph, List.of(new InputShape(1, size, size + WIDER)));
    }

    /** The first height and width at which no map is a single pixel, or {@link #ENOUGH} and more. */
    public static int leastSize(Graph graph) {
        int size = 2;
        while (!isLargeEnough(graph, size)) {
            size++;
        }
        return size;
    }

    private static boolean isLargeEnough(Graph graph, int size) {
        try {
            Collection<Shape> shapes = graph.shapes(size, size).values();
            return size >= ENOUGH || shapes.stream().noneMatch(RegisteredModels::isSinglePixel);
        } catch (IllegalArgumentException e) {
            // Too small for a window that has no padding.
            return false;
        }
    }

    private static boolean isSinglePixel(Shape shape) {
        return !shape.vector() && shape.pixels() == 1;
    }
}
