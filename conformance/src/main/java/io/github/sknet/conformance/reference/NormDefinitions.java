package io.github.sknet.conformance.reference;

import io.github.sknet.graph.GroupNorm;
import io.github.sknet.graph.LayerNorm;
import io.github.sknet.graph.LocalResponseNorm;
import io.github.sknet.graph.Shape;

/** What normalises a value by others of the same sample. */
final class NormDefinitions {

    private NormDefinitions() {}

    /** By the mean and variance of the pixel. */
    static Value layer(LayerNorm op, Value in, float[] weight, float[] bias) {
        return Value.of(in.shape(), in.batch(), (n, c, y, x) -> {
            double mean = 0;
            for (int i = 0; i < op.channels(); i++) {
                mean += in.at(n, i, y, x) / op.channels();
            }
            double variance = 0;
            for (int i = 0; i < op.channels(); i++) {
                variance += Math.pow(in.at(n, i, y, x) - mean, 2) / op.channels();
            }
            return weight[c] * (in.at(n, c, y, x) - mean) / Math.sqrt(variance + op.epsilon()) + bias[c];
        });
    }

    /** By the mean and variance of all pixels of a group's channels. */
    static Value group(GroupNorm op, Value in, float[] weight, float[] bias) {
        Shape shape = in.shape();
        int perGroup = op.channels() / op.groups();
        double count = (double) perGroup * shape.pixels();
        double[][] means = new double[in.batch()][op.groups()];
        double[][] variances = new double[in.batch()][op.groups()];
        Value.of(shape, in.batch(), (n, c, y, x) -> means[n][c / perGroup] += in.at(n, c, y, x) / count);
        Value.of(
                shape,
                in.batch(),
                (n, c, y, x) ->
                        variances[n][c / perGroup] += Math.pow(in.at(n, c, y, x) - means[n][c / perGroup], 2) / count);
        return Value.of(shape, in.batch(), (n, c, y, x) -> {
            double deviation = Math.sqrt(variances[n][c / perGroup] + op.epsilon());
            return weight[c] * (in.at(n, c, y, x) - means[n][c / perGroup]) / deviation + bias[c];
        });
    }

    /** By the squares of the channels around. */
    static Value localResponse(LocalResponseNorm op, Value in) {
        return Value.of(in.shape(), in.batch(), (n, c, y, x) -> {
            int first = Math.max(0, c - op.reach());
            int last = Math.min(in.shape().channels() - 1, c + op.reach());
            double squares = 0;
            for (int i = first; i <= last; i++) {
                squares += Math.pow(in.at(n, i, y, x), 2);
            }
            return in.at(n, c, y, x) / Math.pow(op.bias() + (double) op.alpha() / op.size() * squares, op.beta());
        });
    }

    /** exp(x − max) / Σ exp(x − max) over the channels of a pixel. */
    static Value softmax(Value in) {
        return Value.of(in.shape(), in.batch(), (n, c, y, x) -> {
            double largest = largestChannel(in, n, y, x);
            double total = 0;
            for (int i = 0; i < in.shape().channels(); i++) {
                total += Math.exp(in.at(n, i, y, x) - largest);
            }
            return Math.exp(in.at(n, c, y, x) - largest) / total;
        });
    }

    /** The largest of a pixel's channels. */
    static double largestChannel(Value in, int n, int y, int x) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < in.shape().channels(); i++) {
            largest = Math.max(largest, in.at(n, i, y, x));
        }
        return largest;
    }
}
