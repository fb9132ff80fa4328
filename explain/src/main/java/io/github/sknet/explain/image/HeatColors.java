package io.github.sknet.explain.image;

import io.github.sknet.graph.weights.Tensor;
import java.awt.Color;
import java.awt.image.BufferedImage;

/**
 * Values as colours, dark to bright: Matplotlib's {@code inferno} (van der Walt and Smith, 2015) at nine places, straight between
 * them. What is dark lets the picture below show through.
 */
final class HeatColors {

    private static final int[] STOPS = {
        0x000004, 0x1F0C48, 0x550F6D, 0x88226A, 0xBA3655, 0xE35933, 0xF98C0A, 0xF9C932, 0xFCFFA4
    };

    private static final double LEAST_OPACITY = 0.3;
    private static final double MOST_OPACITY = 0.8;

    private HeatColors() {}

    /** The colour of a value in 0 … 1. */
    static Color of(double value) {
        double place = Math.max(0, Math.min(1, value)) * (STOPS.length - 1);
        int below = Math.min((int) place, STOPS.length - 2);
        double above = place - below;
        Color from = new Color(STOPS[below]);
        Color to = new Color(STOPS[below + 1]);
        return new Color(
                mix(from.getRed(), to.getRed(), above),
                mix(from.getGreen(), to.getGreen(), above),
                mix(from.getBlue(), to.getBlue(), above));
    }

    private static int mix(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }

    /**
     * A map as a picture to lay over another, a pixel for each value.
     *
     * @param map (H, W)
     * @param least the value that is darkest
     * @param most the value that is brightest
     */
    static BufferedImage overlay(Tensor map, double least, double most) {
        int width = map.size(1);
        BufferedImage overlay = new BufferedImage(width, map.size(0), BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < map.values().length; i++) {
            double value = most > least ? (map.values()[i] - least) / (most - least) : 0;
            int alpha = (int) Math.round(255 * (LEAST_OPACITY + (MOST_OPACITY - LEAST_OPACITY) * value));
            overlay.setRGB(i % width, i / width, alpha << 24 | of(value).getRGB() & 0xFFFFFF);
        }
        return overlay;
    }
}
