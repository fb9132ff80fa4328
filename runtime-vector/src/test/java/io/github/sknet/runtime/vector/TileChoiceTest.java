package io.github.sknet.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.Plan;
import io.github.sknet.runtime.kernels.Convolution;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.ScalarKernels;
import io.github.sknet.runtime.kernels.Tile;
import io.github.sknet.runtime.vector.tiles.Lanes;
import io.github.sknet.runtime.vector.tiles.Tiles;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which tiles the plans of convolutions of all sizes take: every one that there is, and none that nobody waits for. */
class TileChoiceTest {

    private static final int LANES = Lanes.LANES;
    private static final int MOST_PIXELS = 4 * Tiles.MOST_PIXELS;
    private static final int MOST_VECTORS = 8;

    /** What one convolution is computed with. */
    private record Taken(Operand operand, Set<Tile> tiles) {

        static Taken by(Convolution convolution) {
            Set<Tile> tiles = new HashSet<>();
            int pixels = convolution.pixels().count();
            for (int p = 0; p < pixels; p += convolution.tile().pixels()) {
                tiles.add(convolution.tileAt(p));
            }
            return new Taken(convolution.filter().operand(), tiles);
        }
    }

    @Test
    void everyTileIsTakenBySomeConvolution() {
        Map<Operand, Set<Tile>> taken = new EnumMap<>(Operand.class);
        for (Convolution convolution : convolutions()) {
            Taken by = Taken.by(convolution);
            taken.computeIfAbsent(by.operand(), operand -> new HashSet<>()).addAll(by.tiles());
        }
        for (Operand operand : Operand.values()) {
            assertEquals(Set.copyOf(Tiles.of(operand, Lanes.MANY_REGISTERS)), taken.get(operand), operand::toString);
        }
    }

    /** A tile that is used before it is compiled takes a hundred times as long. */
    @Test
    void everyTileThatIsTakenIsWaitedFor() throws InterruptedException {
        Set<Taken> seen = new HashSet<>();
        for (Convolution convolution : convolutions()) {
            Taken taken = Taken.by(convolution);
            if (seen.add(taken)) {
                VectorKernels vector = new VectorKernels();
                WarmUp warmUp = new WarmUp(vector, ScalarKernels.twinOf(vector));
                warmUp.expect(convolution, 1);
                WarmUpTest.await(() -> warmUp.isReady(convolution), taken.toString());
                for (Tile tile : taken.tiles()) {
                    boolean compiled = warmUp.isReady(WarmUpTest.convolution(taken.operand(), tile));
                    assertTrue(compiled, () -> tile + " is compiled where " + taken + " is ready");
                }
            }
        }
    }

    private static List<Convolution> convolutions() {
        List<Convolution> convolutions = new ArrayList<>();
        for (int vectors = 1; vectors <= MOST_VECTORS; vectors++) {
            int outputs = vectors * LANES;
            for (int pixels = 1; pixels <= MOST_PIXELS; pixels++) {
                convolutions.add(planned(Conv2d.of(64, outputs, Window.of(1)), pixels));
                convolutions.add(planned(Conv2d.of(3, outputs, Window.of(3).padding(1)), pixels));
                convolutions.add(planned(Conv2d.of(LANES, outputs, Window.of(1)).withGroups(LANES), pixels));
            }
        }
        return convolutions;
    }

    /** A convolution as a plan announces it. */
    private static Convolution planned(Conv2d conv, int pixels) {
        GraphBuilder builder = new GraphBuilder(conv.inChannels());
        builder.output("y", builder.add("conv", conv, builder.input()));
        Graph graph = builder.build();
        int kernel = conv.window().kernel().height();
        List<Integer> shape = List.of(conv.outChannels(), conv.inChannels() / conv.groups(), kernel, kernel);
        Weights weights = new Weights(Map.of("conv.weight", Tensor.zeros(shape)));
        List<Convolution> expected = new ArrayList<>();
        Plan.compile(graph, weights, 1, pixels, listening(expected));
        assertEquals(1, expected.size(), conv + " with " + pixels + " pixels");
        return expected.get(0);
    }

    /** The vector kernels, with someone who listens to what is expected. */
    private static Kernels listening(List<Convolution> expected) {
        Kernels vector = new VectorKernels();
        return (Kernels) Proxy.newProxyInstance(
                Kernels.class.getClassLoader(), new Class<?>[] {Kernels.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("expect") && arguments[0] instanceof Convolution convolution) {
                        expected.add(convolution);
                    }
                    return method.invoke(vector, arguments);
                });
    }
}
