package io.github.sknet.runtime.convolution;

import io.github.sknet.runtime.program.Filter;

/** The weights of a Winograd convolution, G g Gᵀ (Lavin and Gray, arXiv 1509.09308, §4.1). */
final class WinogradWeights {

    private static final int TAPS = 9;
    private static final double[][] G = {{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}};

    private WinogradWeights() {}

    /** The weights of a position's product, a 1×1 convolution without bias. */
    static Filter product(Filter filter, int position) {
        int inputs = filter.length() / TAPS;
        float[] weight = new float[Math.multiplyExact(filter.outputs(), inputs)];
        for (int output = 0; output < filter.outputs(); output++) {
            for (int input = 0; input < inputs; input++) {
                weight[output * inputs + input] = transformed(filter, output, input * TAPS, position);
            }
        }
        double[] none = new double[filter.outputs()];
        return Filter.of(weight, none).then(filter.scale(), none);
    }

    /** A position of G g Gᵀ for the nine weights from {@code first} on. */
    private static float transformed(Filter filter, int output, int first, int position) {
        double[] rows = G[position / 4];
        double[] columns = G[position % 4];
        double sum = 0;
        for (int tap = 0; tap < TAPS; tap++) {
            sum += rows[tap / 3] * columns[tap % 3] * filter.weight(output, first + tap);
        }
        return (float) sum;
    }
}
