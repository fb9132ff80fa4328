package io.github.sknet.graph;

import java.util.List;

/**
 * Local response normalisation (Krizhevsky et al. 2012): x / (k + α/size · Σ x²)^β, where the sum goes over the channels
 * c − (size − 1)/2 … c + (size − 1)/2 that there are; any shape. Of an even size ONNX and PyTorch take other channels, so there is none.
 *
 * @param size channels in a sum, odd
 * @param alpha α, at least 0
 * @param beta β
 * @param bias k, more than 0
 */
public record LocalResponseNorm(int size, float alpha, float beta, float bias) implements Op {

    public LocalResponseNorm {
        Inputs.positive("LocalResponseNorm", "size", size);
        Inputs.finite("LocalResponseNorm", "alpha", alpha);
        Inputs.finite("LocalResponseNorm", "beta", beta);
        Inputs.finite("LocalResponseNorm", "bias", bias);
        if (size % 2 == 0) {
            throw new IllegalArgumentException("LocalResponseNorm: the size is odd, not " + size);
        }
        if (alpha < 0 || bias <= 0) {
            throw new IllegalArgumentException("LocalResponseNorm: alpha is at least 0 and bias more than 0, not alpha="
                    + alpha + ", bias=" + bias);
        }
    }

    /** The channels of a sum on either side of its own. */
    public int reach() {
        return size / 2;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Inputs.single(this, inputs);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitLocalResponseNorm(node, this);
    }
}
