package io.github.sknet.vision.image;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an image is resized, with Pillow's names and filters ({@code Resample.c}). */
public enum Interpolation {
    /** The nearest pixel; for masks of class indices. */
    @JsonProperty("nearest")
    NEAREST(0) {
        @Override
        double weight(double distance) {
            throw new UnsupportedOperationException("nearest picks pixels and has no filter");
        }
    },
    /** A triangle over two source pixels, widened when the image shrinks (antialiasing). */
    @JsonProperty("bilinear")
    BILINEAR(1) {
        @Override
        double weight(double distance) {
            double x = Math.abs(distance);
            return x < 1 ? 1 - x : 0;
        }
    },
    /** Keys' cubic with a = −0.5 over four source pixels, widened when the image shrinks (antialiasing). */
    @JsonProperty("bicubic")
    BICUBIC(2) {
        private static final double A = -0.5;

        @Override
        double weight(double distance) {
            double x = Math.abs(distance);
            if (x < 1) {
                return ((A + 2) * x - (A + 3)) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
        }
    };

    private final double support;

    Interpolation(double support) {
        this.support = support;
    }

    /** Half the filter's width in source pixels, when the image is not made smaller. */
    double support() {
        return support;
    }

    /** The filter's value at a distance, in source pixels, from its centre. */
    abstract double weight(double distance);
}
