package io.github.sknet.runtime.kernels;

/** The softmax of one value of each branch, in double precision. A share may take the place of its own branch's logit. */
final class ScalarSoftmax {

    private ScalarSoftmax() {}

    /** One exponential where there are two branches. */
    static void ofTwo(float[] x, int xo, int[] logits, float[] y, int yo, int[] shares) {
        double difference = (double) x[xo + logits[1]] - x[xo + logits[0]];
        double e = Math.exp(-Math.abs(difference));
        float larger = (float) (1 / (1 + e));
        float smaller = (float) (e / (1 + e));
        y[yo + shares[0]] = difference > 0 ? smaller : larger;
        y[yo + shares[1]] = difference > 0 ? larger : smaller;
    }

    static void ofMany(float[] x, int xo, int[] logits, float[] y, int yo, int[] shares) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int logit : logits) {
            largest = Math.max(largest, x[xo + logit]);
        }
        double sum = 0;
        for (int logit : logits) {
            sum += Math.exp(x[xo + logit] - largest);
        }
        for (int m = 0; m < logits.length; m++) {
            y[yo + shares[m]] = (float) (Math.exp(x[xo + logits[m]] - largest) / sum);
        }
    }
}
