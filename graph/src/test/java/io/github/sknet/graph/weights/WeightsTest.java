package io.github.sknet.graph.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.blocks.SKConv;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightsTest {

    private static Graph graph() {
        GraphBuilder b = new GraphBuilder(16);
        Node x = b.add("conv", Conv2d.of(16, 64, Window.of(3)), b.input());
        x = b.add("bn", BatchNorm.of(64).withWeightInit(0.5f), x);
        x = b.add("pool", new GlobalAveragePool(), x);
        x = b.add("fc", Linear.of(64, 400), x);
        b.output("y", b.add("last", Linear.of(400, 300).withInit(Init.normal(0.01f), Init.constant(3)), x));
        return b.build();
    }

    private static double deviation(Tensor tensor) {
        double sum = 0;
        for (float value : tensor.values()) {
            sum += value * value;
        }
        return Math.sqrt(sum / tensor.values().length);
    }

    private static float largest(Tensor tensor) {
        float largest = 0;
        for (float value : tensor.values()) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    @Test
    void parametersStartAsTheirSpecsSay() {
        Weights weights = Weights.initial(graph(), 1);
        // √(2 / fan_out), fan_out = 64 · 9.
        assertEquals(Math.sqrt(2.0 / 576), deviation(weights.get("conv.weight")), 0.02 * Math.sqrt(2.0 / 576));
        // Uniform in ±1/√64: deviation 1/8/√3.
        assertEquals(0.125 / Math.sqrt(3), deviation(weights.get("fc.weight")), 0.001);
        assertEquals(0.125, largest(weights.get("fc.weight")), 1e-4);
        assertEquals(0.125, largest(weights.get("fc.bias")), 0.002);
        assertEquals(0.01, deviation(weights.get("last.weight")), 1e-4);
        assertEquals(3, weights.get("last.bias").values()[299]);
        assertEquals(0.5f, weights.get("bn.weight").values()[63]);
        assertEquals(0, weights.get("bn.bias").values()[63]);
        assertEquals(0, weights.get("bn.running_mean").values()[63]);
        assertEquals(1, weights.get("bn.running_var").values()[63]);
    }

    @Test
    void theSameSeedGivesTheSameNumbersOnEveryMachine() {
        Weights weights = Weights.initial(graph(), 1);
        assertEquals(weights, Weights.initial(graph(), 1));
        assertNotEquals(weights.get("conv.weight"), Weights.initial(graph(), 2).get("conv.weight"));
        // java.util.Random is specified, and so is String.hashCode.
        double first = new java.util.Random(1L ^ "conv.weight".hashCode()).nextGaussian() * Math.sqrt(2.0 / 576);
        assertEquals((float) first, weights.get("conv.weight").values()[0]);
    }

    @Test
    void equalLayersStartDifferently() {
        Weights weights = Weights.initial(new SKConv(32, 8, 2, 8, 2).graph(), 1);
        assertNotEquals(weights.get("fcs.0.weight"), weights.get("fcs.1.weight"));
    }

    @Test
    void mismatchesAreListed() {
        Map<String, Tensor> tensors =
                new LinkedHashMap<>(Weights.initial(graph(), 1).tensors());
        tensors.remove("conv.weight");
        tensors.put("fc.bias", Tensor.of(new float[10], 10));
        tensors.put("head.weight", Tensor.of(new float[1], 1));
        tensors.put("bn.num_batches_tracked", new Tensor(List.of(), new float[] {5}));
        Weights weights = new Weights(tensors);
        List<String> expected = List.of(
                "missing: conv.weight [64, 16, 3, 3]",
                "wrong shape: fc.bias is [10], not [400]",
                "unexpected: head.weight");
        assertEquals(expected, weights.mismatches(graph()));
        assertEquals(
                "The weights do not fit the network: " + String.join("; ", expected),
                assertThrows(IllegalArgumentException.class, () -> weights.fitting(graph()))
                        .getMessage());
    }

    @Test
    void manyMismatchesAreCutShort() {
        Weights none = new Weights(Map.of());
        String message = assertThrows(
                        IllegalArgumentException.class, () -> none.fitting(new SKConv(32, 8, 3, 8, 2).graph()))
                .getMessage();
        assertEquals("; and 16 more", message.substring(message.lastIndexOf(';')));
    }

    @Test
    void fittingWeightsComeInTheGraphsOrderWithoutCounters() {
        Map<String, Tensor> shuffled = new LinkedHashMap<>();
        shuffled.put("bn.num_batches_tracked", new Tensor(List.of(), new float[] {5}));
        List<String> names = List.copyOf(graph().parameters().keySet());
        Weights initial = Weights.initial(graph(), 1);
        for (int i = names.size() - 1; i >= 0; i--) {
            shuffled.put(names.get(i), initial.get(names.get(i)));
        }
        Weights fitting = new Weights(shuffled).fitting(graph());
        assertEquals(names, List.copyOf(fitting.tensors().keySet()));
        assertEquals(initial, fitting);
    }

    @Test
    void aTensorHoldsWhatItsShapeSays() {
        assertEquals(
                "A tensor of shape [2, 3] holds 6 values, not 5",
                assertThrows(IllegalArgumentException.class, () -> Tensor.of(new float[5], 2, 3))
                        .getMessage());
        assertEquals(
                "There is no parameter 'head.weight'",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Weights.initial(graph(), 1).get("head.weight"))
                        .getMessage());
    }
}
