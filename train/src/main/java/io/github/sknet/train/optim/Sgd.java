package io.github.sknet.train.optim;

import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.train.torch.NativeScope;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;

/** Stochastic gradient descent with momentum, as PyTorch's SGD computes it. */
public final class Sgd implements Optimiser {

    private final FlatParameters parameters;
    private final Moments velocity;
    private final double momentum;
    private final boolean nesterov;
    private final double weightDecay;

    /**
     * For the given parameters.
     *
     * @param momentum 0 to below 1
     * @param nesterov whether the update looks ahead by the momentum (Sutskever et al. 2013)
     * @param weightDecay added to the gradient times the parameter, where decay applies
     */
    public Sgd(FlatParameters parameters, double momentum, boolean nesterov, double weightDecay) {
        this.parameters = parameters;
        this.velocity = new Moments("velocity", parameters);
        this.momentum = momentum;
        this.nesterov = nesterov;
        this.weightDecay = weightDecay;
    }

    @Override
    public void step(double learningRate) {
        for (int i = 0; i < parameters.groups().size(); i++) {
            int index = i;
            NativeScope.run(() -> NativeScope.withoutGradients(() -> {
                update(parameters.groups().get(index), velocity.of(index), learningRate);
                return null;
            }));
        }
    }

    private void update(FlatParameters.Group group, org.bytedeco.pytorch.Tensor velocity, double learningRate) {
        org.bytedeco.pytorch.Tensor gradient = group.gradients();
        if (group.decayed() && weightDecay != 0) {
            gradient.add_(group.values(), new Scalar(weightDecay));
        }
        velocity.mul_(new Scalar(momentum)).add_(gradient);
        if (nesterov) {
            gradient.add_(velocity, new Scalar(momentum));
            group.values().add_(gradient, new Scalar(-learningRate));
        } else {
            group.values().add_(velocity, new Scalar(-learningRate));
        }
    }

    @Override
    public Map<String, Tensor> state() {
        return velocity.state();
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        velocity.restore(state);
    }

    @Override
    public void close() {
        velocity.close();
    }
}
