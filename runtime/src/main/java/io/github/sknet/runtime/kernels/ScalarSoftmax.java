package io.github.sknet.runtime.kernels;

/** The softmax of one channel, in double precision. */
final class ScalarSoftmax {

    private ScalarSoftmax() {}

    /** One exponential where there are two branches. */
    static void ofTwo(float[] x, int[] logits, int channel, float[] y, int yo, int stride) {
        double difference = (double) x[logits[1] + channel] - x[logits[0] + channel];
        double e = Math.exp(-Math.abs(difference));
        float larger = (float) (1 / (1 + e));
        float smaller = (float) (e / (1 + e));
        y[yo] = difference > 0 ? smaller : larger;
        y[yo + stride] = difference > 0 ? larger : smaller;
    }

    static void ofMany(float[] x, int[] logits, int channel, float[] y, int yo, int stride) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int logit : logits) {
            largest = Math.max(largest, x[logit + channel]);
        }
        double sum = 0;
        for (int logit : logits) {
            sum += Math.exp(x[logit + channel] - largest);
        }
        for (int m = 0; m < logits.length; m++) {
            y[yo + m * stride] = (float) (Math.exp(x[logits[m] + channel] - largest) / sum);
        }
    }
}
