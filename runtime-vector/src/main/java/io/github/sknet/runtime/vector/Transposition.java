package io.github.sknet.runtime.vector;

import static io.github.sknet.runtime.vector.tiles.Lanes.LANES;
import static io.github.sknet.runtime.vector.tiles.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * The transposition of a square of vectors by perfect shuffles: row i is interleaved with row i + lanes / 2, log₂ lanes times.
 * Each time the index of every value, row and column together, turns by one bit; at the end row and column have changed places
 * (H. Stone, Parallel Processing with the Perfect Shuffle, 1971, §IV).
 */
final class Transposition {

    private static final int HALF = LANES / 2;
    private static final int SQUARE = LANES * LANES;
    private static final int SHUFFLES = Integer.numberOfTrailingZeros(LANES);

    private static final VectorShuffle<Float> LOW = VectorShuffle.fromOp(SPECIES, lane -> lane / 2);
    private static final VectorShuffle<Float> HIGH = VectorShuffle.fromOp(SPECIES, lane -> HALF + lane / 2);
    private static final VectorMask<Float> ODD = VectorMask.fromLong(SPECIES, 0xAAAAAAAAAAAAAAAAL >>> 64 - LANES);

    private Transposition() {}

    static void run(
            float[] x, int xo, int[] rows, int row, float[] y, int yo, int[] columns, int column, float[] square) {
        for (int i = 0; i < HALF; i++) {
            interleave(x, xo + rows[row + i], xo + rows[row + HALF + i], square, 2 * i * LANES);
        }
        int from = 0;
        for (int shuffle = 2; shuffle < SHUFFLES; shuffle++) {
            int to = SQUARE - from;
            for (int i = 0; i < HALF; i++) {
                interleave(square, from + i * LANES, from + (HALF + i) * LANES, square, to + 2 * i * LANES);
            }
            from = to;
        }
        for (int i = 0; i < HALF; i++) {
            FloatVector first = FloatVector.fromArray(SPECIES, square, from + i * LANES);
            FloatVector second = FloatVector.fromArray(SPECIES, square, from + (HALF + i) * LANES);
            first.rearrange(LOW).blend(second.rearrange(LOW), ODD).intoArray(y, yo + columns[column + 2 * i]);
            first.rearrange(HIGH).blend(second.rearrange(HIGH), ODD).intoArray(y, yo + columns[column + 2 * i + 1]);
        }
    }

    private static void interleave(float[] x, int a, int b, float[] y, int to) {
        FloatVector first = FloatVector.fromArray(SPECIES, x, a);
        FloatVector second = FloatVector.fromArray(SPECIES, x, b);
        first.rearrange(LOW).blend(second.rearrange(LOW), ODD).intoArray(y, to);
        first.rearrange(HIGH).blend(second.rearrange(HIGH), ODD).intoArray(y, to + LANES);
    }
}
