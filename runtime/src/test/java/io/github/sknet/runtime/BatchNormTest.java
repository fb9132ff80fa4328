package io.github.sknet.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.weights.BatchNormAffine;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.kernels.ScalarKernels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A BatchNorm that is folded into a convolution is rounded once, as in an export: with the same numbers. */
class BatchNormTest {

    private static final int CHANNELS = 256;

    @Test
    void foldedWeightsAndBiasesAreRoundedOnce() {
        GraphBuilder builder = new GraphBuilder(1);
        builder.output(
                "y",
                builder.add(
                        "norm",
                        BatchNorm.of(CHANNELS),
                        builder.add("conv", Conv2d.of(1, CHANNELS, Window.of(1)), builder.input())));
        Graph graph = builder.build();
        Random random = new Random(6);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        graph.parameters().forEach((name, spec) -> {
            Tensor tensor = Tensor.zeros(spec.shape());
            for (int i = 0; i < tensor.values().length; i++) {
                tensor.values()[i] = random.nextFloat() + 0.5f;
            }
            tensors.put(name, tensor);
        });
        Weights weights = new Weights(tensors);
        BatchNormAffine norm = BatchNormAffine.of(graph.node("norm"), weights);
        float[] weight = weights.get("conv.weight").values();
        Plan plan = Plan.compile(graph, weights, 1, 1, new ScalarKernels());
        assertEquals(
                List.of("norm"), plan.steps().stream().map(step -> step.name()).toList());
        float[] actual = plan.session().predict(new float[] {1}, false).output().values();
        for (int c = 0; c < CHANNELS; c++) {
            float folded = (float) (weight[c] * norm.scale()[c]);
            assertEquals((float) norm.shift()[c] + folded, actual[c], "channel " + c);
        }
    }
}
