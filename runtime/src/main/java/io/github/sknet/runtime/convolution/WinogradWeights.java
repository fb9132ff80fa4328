package io.github.sknet.runtime.convolution;

import io.github.sknet.graph.Window;
import io.github.sknet.runtime.program.Filter;
import io.github.sknet.runtime.program.Operation.Convolve;

/** The weights of a Winograd convolution, G g Gᵀ (Lavin and Gray, arXiv 1509.09308, §4.1). */
final class WinogradWeights {

    private static final double[][] G = {{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}};

    private WinogradWeights() {}

    /** The product of a position, as a 1×1 convolution without bias. */
    static Convolve product(Convolve convolve, int position) {
        float[] taps = convolve.filter().weight();
        float[] weight = new float[taps.length / 9];
        double[] rows = G[position / 4];
        double[] columns = G[position % 4];
        for (int i = 0; i < weight.length; i++) {
            double sum = 0;
            for (int tap = 0; tap < 9; tap++) {
                sum += rows[tap / 3] * columns[tap % 3] * taps[9 * i + tap];
            }
            weight[i] = (float) sum;
        }
        Filter filter = new Filter(
                weight, convolve.filter().scale(), new float[convolve.filter().bias().length]);
        return Convolve.plain(convolve.input(), convolve.output(), Window.of(1), 1, filter);
    }
}
