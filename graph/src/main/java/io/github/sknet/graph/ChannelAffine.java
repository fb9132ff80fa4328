package io.github.sknet.graph;

import java.util.List;

/**
 * x·weight + bias, by channel; any shape. It is what is left of a normalisation whose statistics were folded, and the layer scale of
 * ConvNeXt (Liu et al. 2022). Its parameters are {@code weight} (C) and {@code bias} (C). Without a bias the weight is named as the
 * node itself, since PyTorch's code has it as a parameter without a module: ConvNeXt's {@code gamma}, LSKNet's {@code layer_scale_1}.
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

    /** The weight's name below the node's; empty where it is the node's own. */
    public String weightSuffix() {
        return bias ? "weight" : "";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape in = Inputs.single(this, inputs);
        Inputs.channels(this, in, channels);
        return in;
    }

    @Override
    public List<ParameterSpec> parameters() {
        return bias
                ? Inputs.norm(channels, weightInit)
                : List.of(ParameterSpec.perChannel(weightSuffix(), channels, ParameterSpec.Role.BN_WEIGHT, weightInit));
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitChannelAffine(node, this);
    }
}
