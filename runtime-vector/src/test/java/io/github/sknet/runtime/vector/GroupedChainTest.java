package io.github.sknet.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.sknet.graph.Add;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.runtime.Plan;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Convolutions in a row whose groups ask for different channel orders of the same value. */
class GroupedChainTest {

    private static final int CHANNELS = 64;
    private static final int SIZE = 9;
    private static final int[] GROUPS = {32, 16, 64, 2, 32};

    private final VectorKernels kernels = new VectorKernels();

    @Test
    void reorderedCopiesKeepTheNumbers() {
        Random random = new Random(11);
        float[] input = new float[CHANNELS * SIZE * SIZE];
        for (int i = 0; i < input.length; i++) {
            input[i] = random.nextFloat() - 0.5f;
        }
        GraphBuilder chain = new GraphBuilder(CHANNELS);
        Node last = chain.input();
        double[] expected = null;
        Tensor value = new Tensor(List.of(1, CHANNELS, SIZE, SIZE), input);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (int groups : GROUPS) {
            Conv2d conv = Conv2d.of(CHANNELS, CHANNELS, Window.of(3).padding(1)).withGroups(groups);
            String name = "conv" + weights.size();
            Tensor weight = Tensor.zeros(List.of(CHANNELS, CHANNELS / groups, 3, 3));
            for (int i = 0; i < weight.values().length; i++) {
                weight.values()[i] = random.nextFloat() - 0.5f;
            }
            weights.put(name + ".weight", weight);
            last = chain.add("add" + name, new Add(), chain.add(name, conv, last), last);
            expected = NaiveConvolution.compute(conv, value, weight.values(), null);
            float[] sum = new float[expected.length];
            for (int i = 0; i < sum.length; i++) {
                expected[i] += value.values()[i];
                sum[i] = (float) expected[i];
            }
            value = new Tensor(value.shape(), sum);
        }
        chain.output("y", last);
        Graph graph = chain.build();
        float[] actual = Plan.compile(graph, new Weights(weights), SIZE, SIZE, kernels)
                .session()
                .predict(input, false)
                .output()
                .values();
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        double[] widened = new double[actual.length];
        Arrays.setAll(widened, i -> actual[i]);
        assertArrayEquals(expected, widened, 1e-5 * largest);
    }
}
