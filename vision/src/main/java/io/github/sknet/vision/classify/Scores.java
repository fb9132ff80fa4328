package io.github.sknet.vision.classify;

/** What follows from one image's class scores. */
public final class Scores {
    private Scores() {}

    /**
     * Probabilities of one row of logits.
     *
     * @param logits row-major (N, classes)
     * @param row which of the N
     * @return {@code classes} numbers that sum to 1
     */
    public static float[] softmax(float[] logits, int row, int classes) {
        int first = row * classes;
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < classes; i++) {
            largest = Math.max(largest, logits[first + i]);
        }
        double sum = 0;
        double[] exponentials = new double[classes];
        for (int i = 0; i < classes; i++) {
            exponentials[i] = Math.exp(logits[first + i] - largest);
            sum += exponentials[i];
        }
        float[] probabilities = new float[classes];
        for (int i = 0; i < classes; i++) {
            probabilities[i] = (float) (exponentials[i] / sum);
        }
        return probabilities;
    }

    /**
     * Probabilities of one row of logits, each class on its own.
     *
     * @param logits row-major (N, classes)
     * @param row which of the N
     * @return {@code classes} numbers, 0 to 1
     */
    public static float[] sigmoid(float[] logits, int row, int classes) {
        float[] probabilities = new float[classes];
        for (int i = 0; i < classes; i++) {
            probabilities[i] = (float) (1 / (1 + Math.exp(-logits[row * classes + i])));
        }
        return probabilities;
    }

    /** How many classes come before a class, 0 for the best; of equal scores the lower label comes first. */
    public static int rank(float[] scores, int label) {
        int before = 0;
        for (int other = 0; other < scores.length; other++) {
            if (scores[other] > scores[label] || scores[other] == scores[label] && other < label) {
                before++;
            }
        }
        return before;
    }

    /** The label of the largest score; of equal scores the lowest. */
    public static int best(float[] scores) {
        int best = 0;
        for (int label = 1; label < scores.length; label++) {
            if (scores[label] > scores[best]) {
                best = label;
            }
        }
        return best;
    }
}
