package io.github.sknet.runtime.convolution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.conformance.numbers.Generated;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import io.github.sknet.runtime.Plan;
import io.github.sknet.runtime.kernels.ScalarKernels;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which way a convolution is computed. */
class AlgorithmChoiceTest {

    private static final Window SAME = Window.of(3).padding(1);
    private static final Conv2d WIDE = Conv2d.of(64, 64, SAME);

    private static String way(Conv2d convolution, int size) {
        GraphBuilder builder = new GraphBuilder(convolution.inChannels());
        builder.output("y", builder.add("conv", convolution, builder.input()));
        Graph graph = builder.build();
        Set<String> ways = new TreeSet<>();
        Plan.compile(graph, Generated.weights(graph), size, size, new ScalarKernels())
                .steps()
                .forEach(step -> List.of("winograd", "broadcast", "scattered", "lanewise").stream()
                        .filter(step.kernel()::contains)
                        .forEach(ways::add));
        return String.join(", ", ways);
    }

    @Test
    void denseThreeByThreeConvolutionsOfLargeMapsGoByWinograd() {
        assertEquals("winograd", way(WIDE, 28));
        assertEquals("winograd", way(Conv2d.of(64, 64, Window.of(3).padding(2).dilation(2)), 28));
    }

    @Test
    void othersAreSummedByTheirDefinition() {
        assertEquals("broadcast", way(WIDE, 2), "few tiles for so many weights");
        assertEquals("broadcast", way(Conv2d.of(64, 64, SAME.stride(2)), 28));
        assertEquals("broadcast", way(Conv2d.of(64, 64, Window.of(5).padding(2)), 28));
        assertEquals("broadcast", way(Conv2d.of(64, 64, Window.of(1)), 28));
        Window flat = new Window(new Size(3, 1), Size.square(1), new Size(1, 0), Size.square(1));
        assertEquals("broadcast", way(Conv2d.of(64, 64, flat), 28));
    }

    @Test
    void shortRunsLookUpWhereEachValueIs() {
        assertEquals("scattered", way(Conv2d.of(3, 64, SAME.stride(2)), 28));
        assertEquals("scattered", way(Conv2d.of(5, 64, SAME), 28));
        assertEquals("broadcast", way(Conv2d.of(5, 64, Window.of(1)), 28), "all in one run");
    }

    @Test
    void groupsGoIntoLanesWhereTheyFillThem() {
        assertEquals("lanewise", way(WIDE.withGroups(32), 14));
        assertEquals("lanewise", way(WIDE.withGroups(64), 14));
        assertEquals("scattered", way(WIDE.withGroups(2), 14), "two groups would leave six lanes of eight idle");
    }
}
