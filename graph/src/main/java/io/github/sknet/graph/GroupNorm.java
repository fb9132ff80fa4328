package io.github.sknet.graph;

import java.util.List;

/**
 * Group normalisation of a map (N, C, H, W) (Wu and He 2018): weight·(x − mean)/√(var + ε) + bias, with mean and biased variance over
 * all pixels of a group of channels. One group is layer normalisation over (C, H, W), a group for each channel instance
 * normalisation. Its parameters are {@code weight} (C) and {@code bias} (C).
 *
 * @param groups of consecutive channels; divides C
 * @param channels C
 * @param epsilon ε
 */
public record GroupNorm(int groups, int channels, float epsilon) implements Op {

    public GroupNorm {
        Inputs.positive("GroupNorm", "groups", groups);
        Inputs.positive("GroupNorm", "channels", channels);
        Inputs.epsilon("GroupNorm", epsilon);
        if (channels % groups != 0) {
            throw new IllegalArgumentException("GroupNorm: groups=" + groups + " must divide channels=" + channels);
        }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape in = Inputs.singleMap(this, inputs);
        Inputs.channels(this, in, channels);
        return in;
    }

    @Override
    public List<ParameterSpec> parameters() {
        return Inputs.norm(channels, 1);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitGroupNorm(node, this);
    }
}
