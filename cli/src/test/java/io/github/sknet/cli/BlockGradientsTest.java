package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Fuse;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.blocks.Branch;
import io.github.sknet.graph.blocks.SelectiveKernel;
import io.github.sknet.graph.blocks.Shuffle;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.engine.TrainingProbe;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradients that train selections, and what the general block offers beyond the presets, are those that differences of the loss show. */
class BlockGradientsTest {

    /** Small, so that few ReLUs change sides; the probe computes in double precision. */
    private static final double STEP = 2e-5;

    static Stream<Arguments> blocks() {
        SelectiveKernel paper = SelectiveKernel.paper(16, 2, 4, 4, 1, 8);
        return Stream.of(
                        block(
                                "1×7 with 7×1",
                                paper.withBranches(List.of(Branch.rectangle(1, 7, 4), Branch.rectangle(7, 1, 4)))),
                        block(
                                "four branches",
                                paper.withBranches(List.of(
                                        Branch.square(1, 1, 1),
                                        Branch.square(3, 1, 4),
                                        Branch.square(5, 1, 16),
                                        Branch.square(3, 3, 2)))),
                        block("depthwise", SelectiveKernel.paper(16, 2, 16, 4, 2, 8)),
                        block("split input", paper.withSplitInput(true)),
                        block("plain sum", paper.withPlainSum()),
                        block("channel attention", paper.withChannelAttention(4)),
                        block("shuffle by transposing", paper.withShuffle(Shuffle.transpose(4))),
                        block("random shuffle within groups", paper.withShuffle(Shuffle.randomWithinGroups(4, 3))),
                        selections())
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> block(String name, SelectiveKernel block) {
        return Stream.of(Arguments.of(name, block.graph()));
    }

    /** Every kind of selection among two and three convolutions. */
    private static Stream<Arguments> selections() {
        return Stream.of(Select.Gate.values())
                .flatMap(gate -> Stream.of(Select.Extent.values())
                        .flatMap(extent -> Stream.of(2, 3).map(m -> new Select(m, gate, extent))))
                .map(select -> Arguments.of(select.toString(), selection(select)));
    }

    private static Graph selection(Select select) {
        int branches = select.branches();
        GraphBuilder b = new GraphBuilder(16);
        List<Node> inputs = new ArrayList<>();
        for (int m = 0; m < branches; m++) {
            inputs.add(b.add("branch" + m, Conv2d.of(16, 4, Window.of(1 + 2 * m).padding(m)), b.input()));
        }
        inputs.add(
                select.extent() == Select.Extent.CHANNEL
                        ? b.add("logits", Linear.of(4, branches * 4), b.add("fuse", new Fuse(), inputs))
                        : b.add("logits", Conv2d.of(16, branches, Window.of(3).padding(1)), b.input()));
        b.output("y", b.add("select", select, inputs));
        return b.build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void gradientsAreWhatDifferencesShow(String name, Graph graph) {
        Weights weights = Weights.initial(graph, 5);
        TrainingProbe.Trace trace = probe(graph, weights);
        trace.gradients().forEach((parameter, gradient) -> {
            float[] direction = random(gradient.shape(), parameter.hashCode()).values();
            double analytic = 0;
            for (int i = 0; i < direction.length; i++) {
                analytic += (double) direction[i] * gradient.values()[i];
            }
            double numeric = (lossAlong(graph, weights, parameter, direction, STEP)
                            - lossAlong(graph, weights, parameter, direction, -STEP))
                    / (2 * STEP);
            assertEquals(analytic, numeric, 0.02 * Math.abs(analytic) + 2e-5, parameter);
        });
    }

    private static double lossAlong(Graph graph, Weights weights, String parameter, float[] direction, double step) {
        Map<String, Tensor> moved = new LinkedHashMap<>(weights.tensors());
        float[] values = moved.get(parameter).values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (step * direction[i]);
        }
        moved.put(parameter, new Tensor(moved.get(parameter).shape(), values));
        return probe(graph, new Weights(moved)).loss();
    }

    private static TrainingProbe.Trace probe(Graph graph, Weights weights) {
        return Engines.named("torch")
                .trainingProbe()
                .orElseThrow()
                .run(
                        graph,
                        weights,
                        random(List.of(3, 16, 7, 8), 6),
                        new TrainingProbe.Loss.MeanProduct(
                                count -> random(List.of(count), 7).values()));
    }

    private static Tensor random(List<Integer> shape, long seed) {
        Random random = new Random(seed);
        Tensor tensor = Tensor.zeros(shape);
        for (int i = 0; i < tensor.values().length; i++) {
            tensor.values()[i] = (float) random.nextGaussian();
        }
        return tensor;
    }
}
