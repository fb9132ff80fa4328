package io.github.sknet.graph;

import java.util.List;

/**
 * x·weight + bias, by channel; any shape. It is what is left of a normalisation whose statistics were folded, and the layer scale of
 * ConvNeXt (Liu et al. 2022). Its parameters are {@code weight} (C) and {@code bias} (C).
 *
 * @param channels C
 * @param bias whether a bias is added
 * @param weightInit the weight at the start; the bias starts at 0
 */
public record ChannelAffine(int channels, boolean bias, float weightInit) implements Op {

    public ChannelAffine {
        Inputs.positive("ChannelAffine", "channels", channels);
        Inputs.finite("ChannelAffine", "weightInit", weightInit);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape in = Inputs.single(this, inputs);
        Inputs.channels(this, in, channels);
        return in;
    }

    @Override
    public List<ParameterSpec> parameters() {
        return Inputs.norm(channels, weightInit).subList(0, bias ? 2 : 1);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitChannelAffine(node, this);
    }
}
