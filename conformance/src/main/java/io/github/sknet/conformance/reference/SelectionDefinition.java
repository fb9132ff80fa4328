package io.github.sknet.conformance.reference;

import java.util.List;

/** The paper's Select: a softmax across the branches, for each sample and channel alone, and the mixture by its shares. */
final class SelectionDefinition {

    private SelectionDefinition() {}

    /**
     * aₘ = exp(zₘ) / Σ exp(z), of shape (N, M, C).
     *
     * @param logits z: a vector (N, C) of each branch
     */
    static DoubleTensor shares(List<Value> logits) {
        int batch = logits.get(0).batch();
        int channels = logits.get(0).shape().channels();
        double[] shares = new double[batch * logits.size() * channels];
        for (int n = 0; n < batch; n++) {
            for (int c = 0; c < channels; c++) {
                double[] share = softmax(logits, n, c);
                for (int m = 0; m < share.length; m++) {
                    shares[(n * share.length + m) * channels + c] = share[m];
                }
            }
        }
        return new DoubleTensor(List.of(batch, logits.size(), channels), shares);
    }

    /** The largest is taken off first, so that no exponential overflows. */
    private static double[] softmax(List<Value> logits, int n, int c) {
        double largest = Double.NEGATIVE_INFINITY;
        for (Value logit : logits) {
            largest = Math.max(largest, logit.at(n, c));
        }
        double[] share = new double[logits.size()];
        double total = 0;
        for (int m = 0; m < share.length; m++) {
            share[m] = Math.exp(logits.get(m).at(n, c) - largest);
            total += share[m];
        }
        for (int m = 0; m < share.length; m++) {
            share[m] /= total;
        }
        return share;
    }

    /** Σ aₘ·Fₘ. */
    static Value mixture(List<Value> branches, DoubleTensor shares) {
        Value first = branches.get(0);
        int channels = first.shape().channels();
        return Value.of(first.shape(), first.batch(), (n, c, y, x) -> {
            double sum = 0;
            for (int m = 0; m < branches.size(); m++) {
                double share = shares.values()[(n * branches.size() + m) * channels + c];
                sum += share * branches.get(m).at(n, c, y, x);
            }
            return sum;
        });
    }
}
