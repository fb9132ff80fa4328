package io.github.sknet.train.engine;

import io.github.sknet.graph.engine.ClosingGate;
import io.github.sknet.graph.engine.Prediction;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.train.module.Forward;
import io.github.sknet.train.module.GraphModule;
import io.github.sknet.train.torch.NativeScope;
import io.github.sknet.train.torch.Tensors;
import java.util.LinkedHashMap;
import java.util.Map;

/** A module in inference mode. Closing it closes the module. */
public final class TorchPredictor implements Predictor {

    private final GraphModule module;
    private final ClosingGate gate = new ClosingGate();

    /** Puts the module into inference mode. */
    public TorchPredictor(GraphModule module) {
        module.eval();
        this.module = module;
    }

    @Override
    public Prediction predict(Tensor input, boolean attention) {
        return gate.enter(() -> NativeScope.get(() -> NativeScope.withoutGradients(() -> {
            Forward forward = module.forward(module.device().tensor(input), attention);
            return new Prediction(toJava(forward.outputs()), toJava(forward.attention()));
        })));
    }

    private static Map<String, Tensor> toJava(Map<String, org.bytedeco.pytorch.Tensor> tensors) {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> copies.put(name, Tensors.toJava(tensor)));
        return copies;
    }

    @Override
    public void close() {
        gate.close(module::close);
    }
}
