package io.github.sknet.conformance.reference;

import io.github.sknet.graph.Select;
import io.github.sknet.graph.Shape;
import java.util.List;

/**
 * The mixture of branches by shares that logits make, for each sample and each channel or pixel alone.
 *
 * @param op the selection among M branches
 */
record SelectionDefinition(Select op) {

    /**
     * The attention: of softmax aₘ = exp(zₘ) / Σ exp(z), of sigmoid aₘ = 1 / (1 + exp(−zₘ)).
     *
     * @param logits z, which lie as the attention does: (N, M·C) or (N, M, H, W)
     * @param map the branches' shape
     */
    DoubleTensor shares(Value logits, Shape map) {
        int branches = op.branches();
        int samples = logits.batch();
        double[] shares = new double[logits.data().length];
        int each = shares.length / samples / branches;
        for (int n = 0; n < samples; n++) {
            for (int i = 0; i < each; i++) {
                double[] z = new double[branches];
                for (int m = 0; m < branches; m++) {
                    z[m] = logits.data()[(n * branches + m) * each + i];
                }
                double[] a = shares(z);
                for (int m = 0; m < branches; m++) {
                    shares[(n * branches + m) * each + i] = a[m];
                }
            }
        }
        return new DoubleTensor(op.attentionShape(map, samples), shares);
    }

    private double[] shares(double[] z) {
        double[] a = new double[z.length];
        for (int m = 0; m < z.length; m++) {
            a[m] = switch (op.gate()) {
                case SOFTMAX -> softmax(z, m);
                case SIGMOID -> 1 / (1 + Math.exp(-z[m]));
            };
        }
        return a;
    }

    /** 1 / Σ exp(z − zₘ): an exponential that overflows makes a share of zero, as it should. */
    private static double softmax(double[] z, int m) {
        double sum = 0;
        for (double other : z) {
            sum += Math.exp(other - z[m]);
        }
        return 1 / sum;
    }

    /** Σ aₘ·Fₘ. */
    Value mixture(List<Value> branches, DoubleTensor shares) {
        Value first = branches.get(0);
        int count = branches.size();
        Shape map = first.shape();
        return Value.of(map, first.batch(), (n, c, y, x) -> {
            double sum = 0;
            for (int m = 0; m < count; m++) {
                int branch = n * count + m;
                int at = switch (op.extent()) {
                    case CHANNEL -> branch * map.channels() + c;
                    case PIXEL -> (branch * map.height() + y) * map.width() + x;
                };
                sum += shares.values()[at] * branches.get(m).at(n, c, y, x);
            }
            return sum;
        });
    }
}
