package io.github.sknet.vision.image;

import java.util.Arrays;

/**
 * For each output position of a resize the first source position, how many are weighed, and the weights, {@code stride} apart.
 *
 * @param weights in fixed point, of {@link Resizer#PRECISION_BITS} bits
 * @param exact the same weights, which sum to 1
 */
record Taps(int[] first, int[] count, int stride, int[] weights, double[] exact) {

    /**
     * Those of some of an output's positions.
     *
     * @param size of the source
     * @param newSize of the whole output
     * @param start the first output position
     * @param positions how many
     */
    static Taps of(int size, long newSize, ResizeFilter filter, long start, int positions) {
        double scale = (double) size / newSize;
        double filterScale = Math.max(scale, 1);
        double support = filter.support() * filterScale;
        int stride = (int) Math.ceil(support) * 2 + 1;
        int[] first = new int[positions];
        int[] count = new int[positions];
        int[] weights = new int[Math.multiplyExact(positions, stride)];
        double[] exact = new double[weights.length];
        double inverseScale = 1 / filterScale;
        for (int position = 0; position < positions; position++) {
            double centre = (start + position + 0.5) * scale;
            int from = Math.max((int) (centre - support + 0.5), 0);
            int taps = Math.min((int) (centre + support + 0.5), size) - from;
            int row = position * stride;
            double sum = 0;
            for (int k = 0; k < taps; k++) {
                exact[row + k] = filter.weight((k + from - centre + 0.5) * inverseScale);
                sum += exact[row + k];
            }
            for (int k = 0; k < taps; k++) {
                exact[row + k] = sum == 0 ? exact[row + k] : exact[row + k] / sum;
                weights[row + k] = fixedPoint(exact[row + k]);
            }
            first[position] = from;
            count[position] = taps;
        }
        return new Taps(first, count, stride, weights, exact);
    }

    /** The first source position of all. */
    int start() {
        return first[0];
    }

    /** The source position after the last of all. */
    int end() {
        return first[first.length - 1] + count[count.length - 1];
    }

    /** The same for a source that begins later. */
    Taps from(int start) {
        int[] moved = Arrays.stream(first).map(position -> position - start).toArray();
        return new Taps(moved, count, stride, weights, exact);
    }

    private static int fixedPoint(double weight) {
        double scaled = weight * (1 << Resizer.PRECISION_BITS);
        return (int) (weight < 0 ? scaled - 0.5 : scaled + 0.5);
    }
}
