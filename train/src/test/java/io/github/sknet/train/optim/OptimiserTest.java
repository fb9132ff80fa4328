package io.github.sknet.train.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.module.GraphModule;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.NativeScope;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.TensorVector;
import org.junit.jupiter.api.Test;

/** Ours against libtorch's own, on a network with decayed and undecayed parameters. */
class OptimiserTest {

    private static final int STEPS = 5;
    private static final double DECAY = 0.05;

    private static Graph network() {
        GraphBuilder b = new GraphBuilder(3);
        // The normalisation first: a bias before it has no gradient but rounding, which Adam would blow up.
        var normalised = b.add("norm", BatchNorm.of(3), b.input());
        b.output("map", b.add("conv", Conv2d.of(3, 4, Window.of(3)).withBias(Init.torchDefault()), normalised));
        return b.build();
    }

    private static void backward(GraphModule module) {
        NativeScope.run(() -> {
            Tensor input = Tensor.zeros(List.of(2, 3, 6, 6));
            Random random = new Random(7);
            for (int i = 0; i < input.values().length; i++) {
                input.values()[i] = (float) random.nextGaussian();
            }
            org.bytedeco.pytorch.Tensor output = module.forward(Device.CPU.tensor(input));
            output.mul(output).mul(output).sum().backward();
        });
    }

    private static TensorVector parameters(GraphModule module, boolean decayed) {
        TensorVector chosen = new TensorVector();
        module.forEachTensor((spec, tensor) -> {
            if (spec.role().trained() && spec.role().decayed() == decayed) {
                chosen.push_back(tensor);
            }
        });
        return chosen;
    }

    private static void assertClose(Weights expected, Weights actual) {
        expected.tensors()
                .forEach((name, tensor) ->
                        assertArrayEquals(tensor.values(), actual.get(name).values(), 2e-6f, name));
    }

    @Test
    void sgdEqualsLibtorchs() {
        for (boolean nesterov : new boolean[] {false, true}) {
            try (GraphModule ours = new GraphModule(network(), 1);
                    GraphModule theirs = new GraphModule(network(), 1);
                    FlatParameters flat = new FlatParameters(ours);
                    Sgd sgd = new Sgd(flat, 0.9, nesterov, DECAY)) {
                List<Optimizer> reference = List.of(
                        new org.bytedeco.pytorch.SGD(parameters(theirs, true), options(nesterov, DECAY)),
                        new org.bytedeco.pytorch.SGD(parameters(theirs, false), options(nesterov, 0)));
                for (int i = 0; i < STEPS; i++) {
                    backward(ours);
                    sgd.step(0.01);
                    flat.zeroGradients();
                    reference.forEach(Optimizer::zero_grad);
                    backward(theirs);
                    reference.forEach(Optimizer::step);
                }
                assertClose(theirs.weights(), ours.weights());
            }
        }
    }

    private static SGDOptions options(boolean nesterov, double decay) {
        SGDOptions options = new SGDOptions(0.01);
        options.momentum().put(0.9);
        options.nesterov().put(nesterov);
        options.weight_decay().put(decay);
        return options;
    }

    @Test
    void adamWEqualsLibtorchs() {
        try (GraphModule ours = new GraphModule(network(), 1);
                GraphModule theirs = new GraphModule(network(), 1);
                FlatParameters flat = new FlatParameters(ours);
                AdamW adamW = new AdamW(flat, 0.9, 0.999, 1e-8, DECAY)) {
            List<Optimizer> reference = List.of(
                    new org.bytedeco.pytorch.AdamW(parameters(theirs, true), adamWOptions(DECAY)),
                    new org.bytedeco.pytorch.AdamW(parameters(theirs, false), adamWOptions(0)));
            for (int i = 0; i < STEPS; i++) {
                backward(ours);
                adamW.step(0.01);
                flat.zeroGradients();
                reference.forEach(Optimizer::zero_grad);
                backward(theirs);
                reference.forEach(Optimizer::step);
            }
            assertClose(theirs.weights(), ours.weights());
        }
    }

    private static AdamWOptions adamWOptions(double decay) {
        AdamWOptions options = new AdamWOptions(0.01);
        options.weight_decay().put(decay);
        return options;
    }

    @Test
    void clippingLimitsTheNormOfAllGradients() {
        try (GraphModule module = new GraphModule(network(), 1);
                FlatParameters flat = new FlatParameters(module)) {
            backward(module);
            double before = flat.gradientNorm();
            assertEquals(before, flat.clipGradients(before / 3), 1e-6 * before);
            assertEquals(before / 3, flat.gradientNorm(), 1e-4 * before);
            flat.zeroGradients();
            assertEquals(0, flat.gradientNorm());
        }
    }

    @Test
    void stateComesBack() {
        try (GraphModule module = new GraphModule(network(), 1);
                FlatParameters flat = new FlatParameters(module);
                AdamW first = new AdamW(flat, 0.9, 0.999, 1e-8, 0);
                AdamW second = new AdamW(flat, 0.9, 0.999, 1e-8, 0);
                Sgd other = new Sgd(flat, 0.9, false, 0)) {
            backward(module);
            first.step(0.01);
            Map<String, Tensor> state = first.state();
            second.restore(state);
            assertEquals(state, second.state());
            assertThrows(IllegalArgumentException.class, () -> other.restore(state));
        }
    }

    @Test
    void averageFollowsTheWeights() {
        try (GraphModule module = new GraphModule(network(), 1);
                MovingAverage average = new MovingAverage(module, 0.99)) {
            float start = module.weights().get("conv.weight").values()[0];
            float end = start + 1;
            NativeScope.run(() -> NativeScope.withoutGradients(
                    () -> module.tensor("conv.weight").add_(new org.bytedeco.pytorch.Scalar(1.0))));
            average.update(0);
            // After no step at all, the decay is (1 + 0) / (10 + 0).
            assertEquals(
                    0.1 * start + 0.9 * end,
                    average.weights().get("conv.weight").values()[0],
                    1e-6);
        }
    }
}
