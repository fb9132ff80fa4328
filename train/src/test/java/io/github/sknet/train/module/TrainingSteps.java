package io.github.sknet.train.module;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.blocks.SKUnit;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.train.optim.FlatParameters;
import io.github.sknet.train.optim.Sgd;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.NativeScope;
import io.github.sknet.train.torch.ProcessMemory;
import java.util.List;

/** A process that takes thousands of steps and prints, window by window, by how many MiB its resident memory grew. */
final class TrainingSteps {

    static final int STEPS = 2000;

    private static final int WARM_UP = 500;
    private static final int WINDOWS = 3;

    private TrainingSteps() {}

    public static void main(String[] arguments) {
        Graph graph = new SKUnit(4, 8, 8, 2, 2, 2, null, 2).graph();
        Tensor input = Tensor.zeros(List.of(8, 4, 16, 16));
        try (GraphModule module = new GraphModule(graph, 1);
                FlatParameters parameters = new FlatParameters(module);
                Sgd optimiser = new Sgd(parameters, 0.9, true, 1e-4)) {
            take(WARM_UP, module, parameters, optimiser, input);
            for (int window = 0; window < WINDOWS; window++) {
                double before = ProcessMemory.residentMebibytes();
                take(STEPS, module, parameters, optimiser, input);
                System.out.println(ProcessMemory.residentMebibytes() - before);
            }
        }
    }

    private static void take(int steps, GraphModule module, FlatParameters parameters, Sgd optimiser, Tensor input) {
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
