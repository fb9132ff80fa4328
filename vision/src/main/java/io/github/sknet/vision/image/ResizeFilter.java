package io.github.sknet.vision.image;

import io.github.sknet.graph.preprocessing.Interpolation;

/** How much the source pixels around a target pixel weigh in it: the filters of Pillow's {@code Resample.c}. */
enum ResizeFilter {
    /** {@link Interpolation#BILINEAR}. */
    TRIANGLE(1) {
        @Override
        double weight(double distance) {
            double x = Math.abs(distance);
            return x < 1 ? 1 - x : 0;
        }
    },
    /** {@link Interpolation#BICUBIC}. */
    CUBIC(2) {
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

    ResizeFilter(double support) {
        this.support = support;
    }

    /** The filter of an interpolation that has one. */
    static ResizeFilter of(Interpolation interpolation) {
        return switch (interpolation) {
            case BILINEAR -> TRIANGLE;
            case BICUBIC -> CUBIC;
            case NEAREST -> throw new IllegalArgumentException("nearest picks pixels and has no filter");
        };
    }

    /** Half the filter's width in source pixels, when the image is not made smaller. */
    double support() {
        return support;
    }

    /** The filter's value at a distance, in source pixels, from its centre. */
    abstract double weight(double distance);
}
