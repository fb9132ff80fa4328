package io.github.sknet.graph.engine;

import java.util.Arrays;

/**
 * The samples of pixels, in the form in which they are given. As a fraction, a sample is 0 for black and 1 for the brightest that its
 * form can say. Two are equal where form and values are.
 */
public sealed interface Samples permits Samples.Bytes, Samples.Shorts, Samples.Floats {

    /** How many there are. */
    int length();

    /** The array itself, to copy from and to: of {@code byte}, {@code short} or {@code float}. */
    Object array();

    /** So many samples of the same form, all 0. */
    Samples blank(int length);

    /** How many bits one has: 8, 16 or 32. */
    int bits();

    /** A sample as a fraction. */
    float fraction(int index);

    /** Sets a sample to the nearest of its form to a fraction. */
    void set(int index, float fraction);

    /**
     * Normalises samples of one channel.
     *
     * @param from the first sample; the next is as many further as there are channels
     * @param target receives {@code count} values, {@code step} apart
     * @param to where the first goes
     */
    void write(Normalization normalization, int channel, int from, float[] target, int to, int step, int count);

    /** The same in the form of others, these themselves where they have it. */
    default Samples in(Samples form) {
        if (bits() == form.bits()) {
            return this;
        }
        Samples converted = form.blank(length());
        for (int i = 0; i < length(); i++) {
            converted.set(i, fraction(i));
        }
        return converted;
    }

    /**
     * Unsigned 8-bit samples, 0 … 255.
     *
     * @param values the samples
     */
    record Bytes(byte[] values) implements Samples {

        private static final float LARGEST = 255;

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public Object array() {
            return values;
        }

        @Override
        public Samples blank(int length) {
            return new Bytes(new byte[length]);
        }

        @Override
        public int bits() {
            return Byte.SIZE;
        }

        @Override
        public float fraction(int index) {
            return (values[index] & 0xff) / LARGEST;
        }

        @Override
        public void set(int index, float fraction) {
            values[index] = (byte) nearest(fraction, LARGEST);
        }

        @Override
        public void write(
                Normalization normalization, int channel, int from, float[] target, int to, int step, int count) {
            int channels = normalization.channels();
            float[] levels = normalization.levels();
            int first = channel * Normalization.LEVELS;
            for (int i = 0; i < count; i++) {
                target[to + i * step] = levels[first + (values[from + i * channels] & 0xff)];
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes bytes && Arrays.equals(values, bytes.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    /**
     * Unsigned 16-bit samples, 0 … 65535.
     *
     * @param values the samples
     */
    record Shorts(short[] values) implements Samples {

        private static final float LARGEST = 65_535;

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public Object array() {
            return values;
        }

        @Override
        public Samples blank(int length) {
            return new Shorts(new short[length]);
        }

        @Override
        public int bits() {
            return Short.SIZE;
        }

        @Override
        public float fraction(int index) {
            return (values[index] & 0xffff) / LARGEST;
        }

        @Override
        public void set(int index, float fraction) {
            values[index] = (short) nearest(fraction, LARGEST);
        }

        @Override
        public void write(
                Normalization normalization, int channel, int from, float[] target, int to, int step, int count) {
            int channels = normalization.channels();
            for (int i = 0; i < count; i++) {
                target[to + i * step] = normalization.of(channel, fraction(from + i * channels));
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Shorts shorts && Arrays.equals(values, shorts.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    /**
     * Fractions: usually 0 … 1, and whatever else a sensor measured.
     *
     * @param values the samples
     */
    record Floats(float[] values) implements Samples {

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public Object array() {
            return values;
        }

        @Override
        public Samples blank(int length) {
            return new Floats(new float[length]);
        }

        @Override
        public int bits() {
            return Float.SIZE;
        }

        @Override
        public float fraction(int index) {
            return values[index];
        }

        @Override
        public void set(int index, float fraction) {
            values[index] = fraction;
        }

        @Override
        public void write(
                Normalization normalization, int channel, int from, float[] target, int to, int step, int count) {
            int channels = normalization.channels();
            for (int i = 0; i < count; i++) {
                target[to + i * step] = normalization.of(channel, values[from + i * channels]);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Floats floats && Arrays.equals(values, floats.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    private static int nearest(float fraction, float largest) {
        return Math.round(Math.max(0, Math.min(1, fraction)) * largest);
    }
}
