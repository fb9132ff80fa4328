package io.github.sknet.graph;

import java.util.List;

/**
 * Layer normalisation over the channels, pixel by pixel (Ba et al. 2016, as ConvNeXt uses it): weight·(x − mean)/√(var + ε) + bias,
 * with the biased variance; any shape. Its parameters are {@code weight} (C) and {@code bias} (C).
 *
 * @param channels C
 * @param epsilon ε
 */
public record LayerNorm(int channels, float epsilon) implements Op {

    public LayerNorm {
        Inputs.positive("LayerNorm", "channels", channels);
        Inputs.epsilon("LayerNorm", epsilon);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape in = Inputs.single(this, inputs);
        Inputs.channels(this, in, channels);
        return in;
    }

    @Override
    public List<ParameterSpec> parameters() {
        return Inputs.norm(channels, 1);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitLayerNorm(node, this);
    }
}
