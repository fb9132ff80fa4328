package io.github.sknet.train.engine;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.TrainingProbe.Loss;
import io.github.sknet.graph.engine.TrainingProbe.Trace;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.module.GraphModule;
import io.github.sknet.train.torch.Device;
import io.github.sknet.train.torch.NativeScope;
import io.github.sknet.train.torch.Tensors;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * One forward and backward pass with libtorch's autograd, in double precision: sums over a gradient of mixed signs are
 * left with few digits in single precision, and could not be told from wrong ones.
 */
final class TorchTrainingProbe {

    private TorchTrainingProbe() {}

    static Trace run(Graph graph, Weights weights, Tensor input, Loss loss) {
        try (GraphModule module = new GraphModule(graph, weights)) {
            module.train(true);
            module.to(ScalarType.Double, false);
            return NativeScope.get(() -> trace(module, toDouble(module.device(), input), loss));
        }
    }

    private static Trace trace(GraphModule module, org.bytedeco.pytorch.Tensor input, Loss kind) {
        input.set_requires_grad(true);
        org.bytedeco.pytorch.Tensor output = module.forward(input);
        org.bytedeco.pytorch.Tensor loss = loss(kind, output);
        loss.backward();
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        Map<String, Tensor> statistics = new LinkedHashMap<>();
        module.graph().parameters().forEach((name, spec) -> {
            if (spec.role().trained()) {
                gradients.put(name, gradient(module.tensor(name)));
            } else {
                statistics.put(name, Tensors.toJava(module.tensor(name)));
            }
        });
        return new Trace(loss.item_double(), Tensors.toJava(output), gradient(input), gradients, statistics);
    }

    private static org.bytedeco.pytorch.Tensor loss(Loss kind, org.bytedeco.pytorch.Tensor output) {
        if (kind instanceof Loss.CrossEntropy crossEntropy) {
            return torch.cross_entropy_loss(output, Device.of(output).labels(crossEntropy.labels()));
        }
        float[] target = ((Loss.MeanProduct) kind).target().values(Math.toIntExact(output.numel()));
        return output.mul(Device.of(output).tensor(new Tensor(Tensors.shape(output), target)))
                .mean();
    }

    private static org.bytedeco.pytorch.Tensor toDouble(Device device, Tensor tensor) {
        return device.tensor(tensor).to(ScalarType.Double);
    }

    /** Zero where the loss does not depend on it. */
    private static Tensor gradient(org.bytedeco.pytorch.Tensor tensor) {
        org.bytedeco.pytorch.Tensor gradient = tensor.grad();
        return gradient.defined() ? Tensors.toJava(gradient) : Tensor.zeros(Tensors.shape(tensor));
    }
}
