package io.github.sknet.graph.engine;

/** The samples of pixels, in the form in which they are given. */
sealed interface Samples permits Samples.Bytes, Samples.Shorts, Samples.Floats {

    /** How many there are. */
    int length();

    /**
     * Normalises samples of one channel.
     *
     * @param from the first sample; the next is as many further as there are channels
     * @param target receives {@code count} values, {@code step} apart
     * @param to where the first goes
     */
    void write(Normalization normalization, int channel, int from, float[] target, int to, int step, int count);

    /**
     * Unsigned 8-bit samples, 0 … 255.
     *
     * @param values the samples
     */
    record Bytes(byte[] values) implements Samples {

        @Override
        public int length() {
            return values.length;
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
    }

    /**
     * Unsigned 16-bit samples, 0 … 65535.
     *
     * @param values the samples
     */
    record Shorts(short[] values) implements Samples {

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public void write(
                Normalization normalization, int channel, int from, float[] target, int to, int step, int count) {
            int channels = normalization.channels();
            for (int i = 0; i < count; i++) {
                target[to + i * step] = normalization.of(channel, (values[from + i * channels] & 0xffff) / 65_535f);
            }
        }
    }

    /**
     * Fractions, 0 … 1.
     *
     * @param values the samples
     */
    record Floats(float[] values) implements Samples {

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public void write(
                Normalization normalization, int channel, int from, float[] target, int to, int step, int count) {
            int channels = normalization.channels();
            for (int i = 0; i < count; i++) {
                target[to + i * step] = normalization.of(channel, values[from + i * channels]);
            }
        }
    }
}
