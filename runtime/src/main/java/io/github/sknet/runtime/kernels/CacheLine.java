package io.github.sknet.runtime.kernels;

/**
 * Where data begin in an array so that a vector never lies across two cache lines, which would take two loads. Nothing
 * breaks where an array lies elsewhere; it is slower.
 */
public final class CacheLine {

    /** The floats of a line of 64 bytes. */
    public static final int FLOATS = 16;

    /**
     * The first float at the start of a line where the array object itself begins with one, as large arrays do under G1
     * and all do with {@code -XX:ObjectAlignmentInBytes=64}: 64 bytes less the header of 16.
     */
    public static final int FIRST = 12;

    private CacheLine() {}

    /** The least such place that is not before {@code offset}. */
    public static long atOrAfter(long offset) {
        return (offset - FIRST + FLOATS - 1) / FLOATS * FLOATS + FIRST;
    }
}
