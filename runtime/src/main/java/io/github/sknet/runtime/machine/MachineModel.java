package io.github.sknet.runtime.machine;

/**
 * What the engine assumes of the machine it runs on: all figures by which it chooses, and that suit another machine less. A wrong one
 * costs time and changes no result but in the last bits, where sums are taken in another order.
 *
 * <p>Where nothing else is said, a figure was set on an AMD EPYC of the fifth Zen generation (AVX-512, two multiply-add units, 48 KiB
 * of first and 1 MiB of second cache a core) under OpenJDK 17.0.15, at the date and with the change that is named.
 */
public final class MachineModel {

    // The time of tiles.

    /** Multiply-adds of vectors that begin in a cycle: the processor's two units. */
    private static final double MULTIPLY_ADDS_PER_CYCLE = 2;

    /** Cycles from a multiply-add to the next that needs its result: the processor's latency. */
    private static final double LATENCY_CYCLES = 4;

    /** Loads of a vector or a value that begin in a cycle: of the processor's two, what is left to a tile (2026-11-27, 0826e22). */
    private static final double LOADS_PER_CYCLE = 1.6;

    /** Cycles that counting and jumping add to each step of a tile (2026-11-27, 0826e22). */
    private static final double LOOP_CYCLES = 0.8;

    /** Steps of a tile that the start of a sum takes the time of (2026-11-24, bc9b18c). */
    public static final int SUM_START_STEPS = 10;

    /**
     * Steps of a run below which each step of a convolution has an offset of its own: so short a run takes a sixth of its time to
     * begin (2026-11-24, 98405f7).
     */
    public static final int SHORT_RUN_STEPS = 64;

    /** The share of lanes that a convolution's outputs fill at most where a sum over lanes is quicker: a quarter (2026-11-24, d1aed7f). */
    public static final int NARROW_LANES_DIVISOR = 4;

    /** Tiles whose outputs the first cache holds beside all else: 8 of 6 × 64 floats are 12 KiB (2026-11-26, e4d2116). */
    public static final int NEAR_TILES = 8;

    // Winograd's filtering. The unit of time is a multiply-add of one lane.

    /** Multiply-adds that the transforms of one channel of a tile take the time of, there and back (2026-11-24, bc9b18c). */
    public static final int TRANSFORM_MULTIPLY_ADDS = 100;

    /** Multiply-adds that reading one weight from memory takes the time of (2026-11-24, bc9b18c). */
    public static final int WEIGHT_MULTIPLY_ADDS = 26;

    /** The share of the time of the definition that the estimate must stay below: it errs by as much (2026-11-24, bc9b18c). */
    public static final double WORTHWHILE = 0.8;

    /** Floats between the stages of a block: with the weights that are read meanwhile they fit the second cache (2026-11-24, bc9b18c). */
    public static final int BETWEEN_STAGES_FLOATS = 100_000;

    /** The tiles of a block are at least this part of the channels, in and out: every block reads all weights (2026-11-24, bc9b18c). */
    public static final int BLOCK_CHANNELS_DIVISOR = 8;

    // What threads share.

    /** Multiply-accumulates of an item of a convolution: some twenty microseconds of work (2026-11-24, 7dcf10b). */
    public static final long ITEM_MACS = 2_000_000;

    /** Weights of an item: reading them once takes as long, where they serve few pixels (2026-11-24, 0a95d8e). */
    public static final long ITEM_WEIGHTS = 200_000;

    /** The most items of a convolution: two for each of a dozen threads (2026-11-24, 7dcf10b). */
    public static final int MOST_ITEMS = 24;

    /** Values of an item of an operation by rows: with less, another thread takes longer to come than to do it (2026-11-24, 7dcf10b). */
    public static final int ITEM_VALUES = 32_768;

    /**
     * Squares of vectors that are transposed together, so that a load which overlaps two stores finds both in the cache
     * (2026-11-27, 7472da5).
     */
    public static final int SQUARES_TOGETHER = 8;

    /** Values of an image, or of a result, that a thread copies at a time (2026-11-27, da9df6d). */
    public static final int CHUNK_VALUES = 16_384;

    /** Images of a batch that a thread computes step by step, so that weights are still near; each needs an arena (2026-11-24, 98405f7). */
    public static final int IMAGES_AT_ONCE = 4;

    /** Rounds of active waiting before a helper sleeps: a twentieth of a millisecond or so (2026-11-24, 7dcf10b). */
    public static final int PATIENCE_ROUNDS = 4_000;

    // The warm-up.

    /** Calls of a kernel of which the compiler takes notice: by default at 600, with 15,000 loop rounds (2026-11-24, f923f33). */
    public static final int WARM_UP_CALLS = 700;

    /**
     * Calls of a kernel for one of its scalar twin: with seventy the twin is compiled, if not optimised, before the two are compared
     * (2026-11-29).
     */
    public static final int WARM_UP_CALLS_PER_TWIN = 10;

    /**
     * How many times as quick as its twin a kernel must be. On tiny work a tile takes 0.1 to 0.3 µs once C2 has compiled it, and 5 to
     * 21 µs before, with vectors as objects; its twin takes 0.2 to 6 µs, and twice as long before C2 has compiled it: 13 µs at most
     * (2026-11-29, at 512 and 128 bits).
     */
    public static final int WARM_UP_GAIN = 2;

    /** What timers and interruptions may add to a kernel's tiny work (2026-11-29). */
    public static final long WARM_UP_TIMER_NANOS = 1_000;

    /** Between two looks at what is still being compiled: the compiler needs the processor more (2026-11-24, 1c75843). */
    public static final long WARM_UP_PAUSE_NANOS = 2_000_000;

    /** The longest that a kernel is waited for: the largest took half a second (2026-11-24, f923f33). */
    public static final long WARM_UP_LONGEST_NANOS = 30_000_000_000L;

    /** What plain loops do at best while they are young: multiply-accumulates a millisecond (2026-11-24, a5144a6). */
    public static final long SCALAR_MACS_PER_MILLI = 1_000_000;

    /**
     * Multiply-accumulates of a tile that is worth waiting for, and so is begun at once. The others come one after the other: each
     * takes tens of megabytes of the compilers, which would add up (2026-11-27, 41b13bb).
     */
    public static final long URGENT_MACS = 50 * SCALAR_MACS_PER_MILLI;

    private MachineModel() {}

    /**
     * The cycles of one step of a tile. It takes its multiply-adds and a little for the loop, and cannot be shorter than its loads or
     * than the latency of one multiply-add.
     *
     * @param pixels of the tile
     * @param vectors of each pixel
     */
    public static double stepCycles(int pixels, int vectors) {
        double products = pixels * vectors / MULTIPLY_ADDS_PER_CYCLE + LOOP_CYCLES;
        double loads = (pixels + vectors) / LOADS_PER_CYCLE;
        return Math.max(Math.max(products, LATENCY_CYCLES), loads);
    }
}
