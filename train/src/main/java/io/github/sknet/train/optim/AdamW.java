package io.github.sknet.train.optim;

import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.train.torch.NativeScope;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;

/** Adam with decoupled weight decay (Loshchilov and Hutter 2019), as PyTorch's AdamW computes it. */
public final class AdamW implements Optimiser {

    private static final String STEPS = "steps";

    private final FlatParameters parameters;
    private final Moments first;
    private final Moments second;
    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final double weightDecay;
    private int steps;

    /**
     * For the given parameters.
     *
     * @param beta1 the decay of the gradients' average, 0 to below 1
     * @param beta2 the decay of their squares' average, 0 to below 1
     * @param epsilon added to the denominator
     * @param weightDecay times the learning rate, where decay applies
     */
    public AdamW(FlatParameters parameters, double beta1, double beta2, double epsilon, double weightDecay) {
        this.parameters = parameters;
        this.first = new Moments("first", parameters);
        this.second = new Moments("second", parameters);
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
        this.weightDecay = weightDecay;
    }

    @Override
    public void step(double learningRate) {
        steps++;
        for (int i = 0; i < parameters.groups().size(); i++) {
            int index = i;
            NativeScope.run(() -> NativeScope.withoutGradients(() -> {
                update(parameters.groups().get(index), first.of(index), second.of(index), learningRate);
                return null;
            }));
        }
    }

    private void update(
            FlatParameters.Group group,
            org.bytedeco.pytorch.Tensor first,
            org.bytedeco.pytorch.Tensor second,
            double learningRate) {
        org.bytedeco.pytorch.Tensor gradient = group.gradients();
        if (group.decayed() && weightDecay != 0) {
            group.values().mul_(new Scalar(1 - learningRate * weightDecay));
        }
        first.lerp_(gradient, new Scalar(1 - beta1));
        second.mul_(new Scalar(beta2)).addcmul_(gradient, gradient, new Scalar(1 - beta2));
        double correction1 = 1 - Math.pow(beta1, steps);
        double correction2 = 1 - Math.pow(beta2, steps);
        org.bytedeco.pytorch.Tensor denominator =
                second.sqrt().div_(new Scalar(Math.sqrt(correction2))).add_(new Scalar(epsilon));
        group.values().addcdiv_(first, denominator, new Scalar(-learningRate / correction1));
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>(first.state());
        state.putAll(second.state());
        // Exact as a float up to 16 million steps.
        state.put(STEPS, Tensor.of(new float[] {steps}, 1));
        return state;
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        first.restore(state);
        second.restore(state);
        Tensor saved = state.get(STEPS);
        if (saved == null) {
            throw new IllegalArgumentException(
                    "The saved state has no '" + STEPS + "': it belongs to another optimiser");
        }
        steps = Math.round(saved.values()[0]);
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
