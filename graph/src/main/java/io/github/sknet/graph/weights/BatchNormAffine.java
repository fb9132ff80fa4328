package io.github.sknet.graph.weights;

import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Node;

/**
 * A BatchNorm in inference, x · scale + shift by channel, with scale = γ/√(var + ε) and shift = β − mean · scale. Whoever folds one
 * into the layer before it does so with these numbers, and rounds once: so all engines compute the same network.
 *
 * @param scale (C), in double precision
 * @param shift (C), in double precision
 */
public record BatchNormAffine(double[] scale, double[] shift) {

    /**
     * What a node does in inference.
     *
     * @param node a {@link BatchNorm}
     */
    public static BatchNormAffine of(Node node, Weights weights) {
        BatchNorm op = (BatchNorm) node.op();
        float[] gamma = weights.get(node.parameterName("weight")).values();
        float[] beta = weights.get(node.parameterName("bias")).values();
        float[] mean = weights.get(node.parameterName("running_mean")).values();
        float[] variance = weights.get(node.parameterName("running_var")).values();
        double[] scale = new double[op.channels()];
        double[] shift = new double[op.channels()];
        for (int c = 0; c < op.channels(); c++) {
            scale[c] = gamma[c] / Math.sqrt(variance[c] + (double) op.epsilon());
            shift[c] = beta[c] - mean[c] * scale[c];
        }
        return new BatchNormAffine(scale, shift);
    }
}
