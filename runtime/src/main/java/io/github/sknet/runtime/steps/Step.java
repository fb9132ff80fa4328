package io.github.sknet.runtime.steps;

import io.github.sknet.runtime.info.StepInfo;

/** A part of a plan. Its items write disjoint ranges and may run in any order, all after the steps before. */
public interface Step {

    /** What a human wants to know about it. */
    StepInfo info();

    /** The number of items, at least 1. */
    int items();

    /** Whether it reads more weights than values. Then an item is best computed for several images in a row. */
    default boolean readsMostlyWeights() {
        return false;
    }

    /** The floats of scratch memory that an item needs. */
    default int scratchFloats() {
        return 0;
    }

    /**
     * Computes one item.
     *
     * @param arena holds all values
     * @param scratch at least {@link #scratchFloats} of memory that no other thread uses meanwhile
     */
    void run(float[] arena, float[] scratch, int item);
}
