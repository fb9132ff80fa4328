package io.github.sknet.onnx.quantization;

/**
 * The numbers that a value takes, and the eight bits that stand for them: q for (q − zeroPoint) · scale, q from 0 to 255. Zero, which
 * padding is made of, is always among the numbers, and exact.
 *
 * @param least at most 0
 * @param largest at least 0
 */
record Range(float least, float largest) {

    private static final int STEPS = 255;

    /** Of nothing but zero. */
    static final Range ZERO = new Range(0, 0);

    /** This and more numbers. */
    Range with(float[] values) {
        float low = least;
        float high = largest;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return new Range(low, high);
    }

    /** The distance of two neighbours. */
    float scale() {
        float scale = (largest - least) / STEPS;
        // A value that is always zero has neighbours at any distance.
        return scale > 0 ? scale : 1;
    }

    /** What stands for zero, from 0 to 255. */
    int zeroPoint() {
        return Math.round(-least / scale());
    }
}
