package io.github.sknet.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.kernels.Convolution;
import io.github.sknet.runtime.kernels.PackedFilter;
import io.github.sknet.runtime.kernels.ScalarKernels;
import io.github.sknet.runtime.program.Operation;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Plans of all sizes share packed weights, and each gets its own. */
class PackedWeightsTest {

    private static final int CHANNELS = 32;
    private static final int HALF = CHANNELS / 2;

    /** Two convolutions whose sum is done by the later one on small maps, and by the other on large ones. */
    private static Graph sumOfTwo() {
        GraphBuilder builder = new GraphBuilder(CHANNELS);
        Node first = builder.add("first", new Slice(0, HALF), builder.input());
        Node second = builder.add("second", new Slice(HALF, CHANNELS), builder.input());
        Node relu = builder.add("relu", Activation.relu(), second);
        Node plain = builder.add("plain", Conv2d.of(HALF, 2, Window.of(1)), first);
        Node narrow = builder.add("narrow", Conv2d.of(HALF, 2, Window.of(1)), relu);
        builder.output("y", builder.add("sum", new Add(), plain, narrow));
        return builder.build();
    }

    @Test
    void whichConvolutionGivesAValueItsNameMayDependOnTheSize() {
        Graph graph = sumOfTwo();
        Weights weights = Weights.initial(graph, 1);
        Plan small = Plan.compile(graph, weights, 2, 2, new ScalarKernels());
        Plan large = small.at(4, 4);
        assertTrue(large.toString().contains("sum of lanes"), large::toString);
        assertTrue(!small.toString().contains("sum of lanes"), small::toString);
        float[] image = random(CHANNELS * 16);
        float[] fresh = Plan.compile(graph, weights, 4, 4, new ScalarKernels())
                .session()
                .predict(image, false)
                .output()
                .values();
        assertArrayEquals(fresh, large.session().predict(image, false).output().values());
    }

    @Test
    void plansOfSeveralSizesPackOnce() {
        Graph graph = sumOfTwo();
        Plan plan = Plan.compile(graph, Weights.initial(graph, 1), 4, 4, new ScalarKernels());
        List<PackedFilter> packed = packed(plan);
        List<PackedFilter> again = packed(plan.at(5, 6));
        assertEquals(2, packed.size());
        for (int i = 0; i < packed.size(); i++) {
            assertSame(packed.get(i), again.get(i), "filter " + i);
        }
    }

    private static List<PackedFilter> packed(Plan plan) {
        return plan.layout().program().operations().stream()
                .filter(Operation.Convolve.class::isInstance)
                .map(op -> plan.layout().convolution((Operation.Convolve) op).tables())
                .map(tables -> ((Convolution) tables).filter())
                .toList();
    }

    private static float[] random(int count) {
        Random random = new Random(2);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }
}
