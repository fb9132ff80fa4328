package io.github.sknet.graph;

import java.util.List;

/**
 * x where x ≥ 0, else slope·x, with a learned slope for each channel (He et al. 2015); any shape. Its parameter is {@code weight}
 * (C), as PyTorch's {@code PReLU(C)} has it; a slope that all channels share is repeated.
 *
 * @param channels C
 */
public record PRelu(int channels) implements Op {

    /** PyTorch's start. */
    private static final float SLOPE = 0.25f;

    public PRelu {
        Inputs.positive("PRelu", "channels", channels);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape in = Inputs.single(this, inputs);
        Inputs.channels(this, in, channels);
        return in;
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(ParameterSpec.perChannel("weight", channels, ParameterSpec.Role.BIAS, SLOPE));
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitPRelu(node, this);
    }
}
