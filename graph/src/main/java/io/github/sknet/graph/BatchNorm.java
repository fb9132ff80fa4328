package io.github.sknet.graph;

import io.github.sknet.graph.ParameterSpec.Role;
import java.util.List;

/**
 * Batch normalisation (Ioffe and Szegedy 2015) of a map (N, C, H, W) or a vector (N, C), per channel:
 * γ·(x − mean)/√(var + ε) + β, with the batch's biased variance in training and the running statistics in inference.
 *
 * @param channels C
 * @param epsilon ε
 * @param momentum the share of the new (unbiased) statistics in the running ones, PyTorch's meaning
 * @param weightInit γ at the start; 0 makes a residual branch start as identity
 */
public record BatchNorm(int channels, float epsilon, float momentum, float weightInit) implements Op {

    public BatchNorm {
        Inputs.positive("BatchNorm", "channels", channels);
        Inputs.finite("BatchNorm", "epsilon", epsilon);
        Inputs.finite("BatchNorm", "weightInit", weightInit);
        if (!(epsilon > 0) || !(momentum >= 0 && momentum <= 1)) {
            throw new IllegalArgumentException(
                    "BatchNorm: epsilon must be positive and momentum in [0, 1], not epsilon=" + epsilon + ", momentum="
                            + momentum);
        }
    }

    /** PyTorch's defaults: ε = 1e-5, momentum 0.1, γ = 1. */
    public static BatchNorm of(int channels) {
        return new BatchNorm(channels, 1e-5f, 0.1f, 1);
    }

    public BatchNorm withMomentum(float momentum) {
        return new BatchNorm(channels, epsilon, momentum, weightInit);
    }

    public BatchNorm withWeightInit(float weightInit) {
        return new BatchNorm(channels, epsilon, momentum, weightInit);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape in = Inputs.single(this, inputs);
        Inputs.channels(this, in, channels);
        return in;
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                ParameterSpec.perChannel("weight", channels, Role.BN_WEIGHT, weightInit),
                ParameterSpec.perChannel("bias", channels, Role.BN_BIAS, 0),
                ParameterSpec.perChannel("running_mean", channels, Role.BN_MEAN, 0),
                ParameterSpec.perChannel("running_var", channels, Role.BN_VAR, 1));
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitBatchNorm(node, this);
    }

    @Override
    public String toString() {
        return "BatchNorm(" + channels + ", ε " + epsilon + ")";
    }
}
