package io.github.sknet.runtime.steps;

import io.github.sknet.runtime.maps.MapLayout;

/**
 * Softmax across branches, channel by channel.
 *
 * @param logits where each branch's logits begin
 * @param shares the layout of the attention: a pixel a branch
 * @param output where the attention begins
 */
record Softmax(int[] logits, MapLayout shares, int output) {

    void run(float[] arena) {
        for (int c = 0; c < shares.order().channels(); c++) {
            int position = shares.order().position(c);
            if (logits.length == 2) {
                ofTwo(arena, position);
            } else {
                ofMany(arena, position);
            }
        }
    }

    private void ofTwo(float[] arena, int position) {
        double difference = (double) arena[logits[1] + position] - arena[logits[0] + position];
        double e = Math.exp(-Math.abs(difference));
        float larger = (float) (1 / (1 + e));
        float smaller = (float) (e / (1 + e));
        arena[output + position] = difference > 0 ? smaller : larger;
        arena[output + shares.stride() + position] = difference > 0 ? larger : smaller;
    }

    private void ofMany(float[] arena, int position) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int logit : logits) {
            largest = Math.max(largest, arena[logit + position]);
        }
        double sum = 0;
        for (int logit : logits) {
            sum += Math.exp(arena[logit + position] - largest);
        }
        for (int m = 0; m < logits.length; m++) {
            arena[output + m * shares.stride() + position] =
                    (float) (Math.exp(arena[logits[m] + position] - largest) / sum);
        }
    }
}
