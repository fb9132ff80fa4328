package io.github.sknet.train.module;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.blocks.SKUnit;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.train.optim.FlatParameters;
import io.github.sknet.train.optim.Sgd;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.NativeScope;
import io.github.sknet.train.torch.ProcessMemory;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {

    private static final int WARM_UP = 500;
    private static final int WINDOWS = 3;
    private static final int STEPS = 2000;
    private static final long ALLOWED_MEBIBYTES = 12;

    /** Resident memory after thousands of steps: without a scope a step, this network would leave about 1 MiB at each. */
    @Test
    void staysFlatOverThousandsOfSteps() {
        Graph graph = new SKUnit(4, 8, 8, 2, 2, 2, null, 2).graph();
        Tensor input = Tensor.zeros(List.of(8, 4, 16, 16));
        try (GraphModule module = new GraphModule(graph, 1);
                FlatParameters parameters = new FlatParameters(module);
                Sgd optimiser = new Sgd(parameters, 0.9, true, 1e-4)) {
            train(module, parameters, optimiser, input, WARM_UP);
            // Resident memory is the Java heap's too, which may grow once, whatever the steps do; a leak grows every
            // time.
            double grown = Double.POSITIVE_INFINITY;
            for (int window = 0; window < WINDOWS && grown > ALLOWED_MEBIBYTES; window++) {
                double before = ProcessMemory.residentMebibytes();
                train(module, parameters, optimiser, input, STEPS);
                grown = ProcessMemory.residentMebibytes() - before;
            }
            assertTrue(grown <= ALLOWED_MEBIBYTES, "resident memory grew by " + grown + " MiB in " + STEPS + " steps");
        }
    }

    private static void train(GraphModule module, FlatParameters parameters, Sgd optimiser, Tensor input, int steps) {
        for (int i = 0; i < steps; i++) {
            NativeScope.run(() -> module.forward(Device.CPU.tensor(input), true)
                    .output()
                    .sum()
                    .backward());
            optimiser.step(1e-3);
            parameters.zeroGradients();
        }
    }
}
