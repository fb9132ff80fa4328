package io.github.sknet.checkpoint.format;

/**
 * Which weights are taken of a checkpoint that may hold two sets: those of the last step, and their exponential moving average
 * (EMA), which training scripts keep beside them and judge by.
 */
public enum MovingAverage {
    /** The average where there is one, as timm does. */
    IF_PRESENT,
    /** The average; a checkpoint without one is refused. */
    REQUIRED,
    /** Those of the last step; a checkpoint that holds the average alone is refused. */
    IGNORED
}
