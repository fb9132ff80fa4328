package io.github.sknet.train.optim;

import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.module.GraphModule;
import io.github.sknet.train.torch.NativeScope;
import io.github.sknet.train.torch.Tensors;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * An exponential moving average of a module's parameters and running statistics. In the first steps it follows faster,
 * as timm's and TensorFlow's do: the decay is at most (1 + steps) / (10 + steps).
 */
public final class MovingAverage implements AutoCloseable {

    private final double decay;
    private final GraphModule module;
    private final Map<String, Tensor> averages = new LinkedHashMap<>();

    /**
     * Starts with the module's values.
     *
     * @param decay how much of the average stays at each step, 0 to below 1
     */
    public MovingAverage(GraphModule module, double decay) {
        this.decay = decay;
        this.module = module;
        module.graph()
                .parameters()
                .keySet()
                .forEach(name -> averages.put(
                        name,
                        NativeScope.keep(() -> module.tensor(name).detach().clone())));
    }

    /**
     * Moves towards the module's values.
     *
     * @param steps how many steps there have been before
     */
    public void update(long steps) {
        double kept = Math.min(decay, (1.0 + steps) / (10.0 + steps));
        NativeScope.run(() -> NativeScope.withoutGradients(() -> {
            Scalar moved = new Scalar(1 - kept);
            averages.forEach((name, average) -> average.lerp_(module.tensor(name), moved));
            return null;
        }));
    }

    /** The averages as weights of the network. */
    public Weights weights() {
        Map<String, io.github.sknet.graph.weights.Tensor> copies = new LinkedHashMap<>();
        averages.forEach((name, tensor) -> copies.put(name, Tensors.toJava(tensor)));
        return new Weights(copies);
    }

    /** Goes on from what {@link #weights()} gave. */
    public void restore(Weights weights) {
        averages.forEach((name, tensor) -> Tensors.copy(weights.get(name), tensor));
    }

    @Override
    public void close() {
        averages.values().forEach(Pointer::close);
    }
}
