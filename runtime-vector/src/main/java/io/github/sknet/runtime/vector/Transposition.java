package io.github.sknet.runtime.vector;

import static io.github.sknet.runtime.vector.tiles.Lanes.LANES;
import static io.github.sknet.runtime.vector.tiles.Lanes.SPECIES;

import io.github.sknet.runtime.kernels.CacheLine;
import io.github.sknet.runtime.machine.MachineModel;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * The transposition of squares of vectors: rows i and i + d exchange those of their values whose column has, or has not, the bit
 * d, for d = lanes / 2, lanes / 4 … 1 (J. O. Eklundh, A Fast Computer Method for Matrix Transposing, 1972). A row is shifted by
 * loading it d floats further on or back, since the Vector API checks the indices of a rearrangement each time it is done.
 * Several squares go together from stage to stage, because a load that overlaps two stores must wait until both are in the
 * cache.
 *
 * <p>The last exchange could shift pairs of values as longs. But once C2 has seen two classes of vectors in the code that they
 * share, it may no longer know the class of what a convolution's loop carries, and allocate it: there is one class alone.
 */
final class Transposition {

    /** Squares that go together. */
    static final int MOST_SQUARES = MachineModel.SQUARES_TOGETHER;

    private static final int SQUARE = LANES * LANES;

    /** Between and around the squares, for rows that are loaded further on or back. */
    private static final int FIRST = CacheLine.FIRST + LANES;

    private static final int SECOND = FIRST + MOST_SQUARES * SQUARE + LANES;

    /** The floats of the scratch memory. */
    static final int FLOATS = SECOND + MOST_SQUARES * SQUARE + LANES;

    private static final VectorMask<Float> HALVES = columnsWith(LANES / 2);
    private static final VectorMask<Float> QUARTERS = columnsWith(LANES / 4);
    private static final VectorMask<Float> EIGHTHS = columnsWith(LANES / 8);
    private static final VectorMask<Float> ODD = columnsWith(1);

    private Transposition() {}

    private static VectorMask<Float> columnsWith(int bit) {
        boolean[] columns = new boolean[LANES];
        for (int column = 0; column < LANES; column++) {
            columns[column] = (column & bit) != 0;
        }
        return VectorMask.fromArray(SPECIES, columns, 0);
    }

    /** The first stage of one square: reads rows, and up to half a vector beside them. */
    static void begin(float[] x, int xo, int[] rows, int row, float[] scratch, int square) {
        int to = FIRST + square * SQUARE;
        for (int i = 0; i < LANES / 2; i++) {
            int a = xo + rows[row + i];
            int b = xo + rows[row + LANES / 2 + i];
            exchange(x, a, b, LANES / 2, HALVES, scratch, to + i * LANES, to + (LANES / 2 + i) * LANES);
        }
    }

    /** The stages between the first and the last. */
    static void proceed(float[] scratch, int squares) {
        if (LANES >= 8) {
            stage(scratch, FIRST, SECOND, LANES / 4, QUARTERS, squares);
        }
        if (LANES >= 16) {
            stage(scratch, SECOND, FIRST, LANES / 8, EIGHTHS, squares);
        }
    }

    private static void stage(float[] scratch, int from, int to, int d, VectorMask<Float> columns, int squares) {
        for (int i = 0; i < squares * LANES; i++) {
            if ((i & d) == 0) {
                int a = i * LANES;
                int b = (i + d) * LANES;
                exchange(scratch, from + a, from + b, d, columns, scratch, to + a, to + b);
            }
        }
    }

    private static void exchange(
            float[] x, int a, int b, int d, VectorMask<Float> columns, float[] y, int toA, int toB) {
        FloatVector back = FloatVector.fromArray(SPECIES, x, b - d);
        FloatVector onward = FloatVector.fromArray(SPECIES, x, a + d);
        FloatVector.fromArray(SPECIES, x, a).blend(back, columns).intoArray(y, toA);
        onward.blend(FloatVector.fromArray(SPECIES, x, b), columns).intoArray(y, toB);
    }

    /** The last stage of one square. */
    static void end(float[] scratch, int square, float[] y, int yo, int[] columns, int column) {
        int from = (LANES == 8 ? SECOND : FIRST) + square * SQUARE;
        for (int i = 0; i < LANES; i += 2) {
            int a = from + i * LANES;
            exchange(scratch, a, a + LANES, 1, ODD, y, yo + columns[column + i], yo + columns[column + i + 1]);
        }
    }
}
