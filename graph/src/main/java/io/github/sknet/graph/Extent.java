package io.github.sknet.graph;

/**
 * The height and width that a {@link Resize} makes.
 *
 * <p>{@code rowStep} and {@code columnStep} are the distance of two neighbouring outputs in pixels of the input.
 */
public sealed interface Extent {

    /** The height and width of the second input, whose values do not matter. */
    record Like() implements Extent {
        @Override
        public int inputs() {
            return 2;
        }

        @Override
        public Size of(Shape in, Shape like) {
            return new Size(like.height(), like.width());
        }
    }

    /**
     * The input's height and width times a factor, rounded down.
     *
     * @param height the factor along H, more than 0
     * @param width the factor along W, more than 0
     */
    record Scale(float height, float width) implements Extent {

        public Scale {
            if (!(height > 0 && width > 0 && height <= MOST && width <= MOST)) {
                throw new IllegalArgumentException("Resize: a scale is more than 0 and at most " + MOST
                        + ", not height=" + height + ", width=" + width);
            }
        }

        @Override
        public int inputs() {
            return 1;
        }

        @Override
        public Size of(Shape in, Shape like) {
            return new Size(
                    (int) Math.floor((double) in.height() * height), (int) Math.floor((double) in.width() * width));
        }

        @Override
        public double rowStep(int in, int out) {
            return 1.0 / height;
        }

        @Override
        public double columnStep(int in, int out) {
            return 1.0 / width;
        }
    }

    /**
     * Always the same.
     *
     * @param size the height and width, 1 … 32,768
     */
    record Fixed(Size size) implements Extent {

        public Fixed {
            if (!size.atLeast(1) || size.height() > MOST || size.width() > MOST) {
                throw new IllegalArgumentException("Resize: a size is 1 … " + MOST + ", not " + size);
            }
        }

        @Override
        public int inputs() {
            return 1;
        }

        @Override
        public Size of(Shape in, Shape like) {
            return size;
        }
    }

    /** The largest factor and the largest extent. */
    int MOST = 1 << 15;

    /** The inputs that a resizing has: 2 where the second says the size. */
    int inputs();

    /**
     * The size of the output.
     *
     * @param in the shape of what is resized
     * @param like the shape of the last input
     */
    Size of(Shape in, Shape like);

    default double rowStep(int in, int out) {
        return (double) in / out;
    }

    default double columnStep(int in, int out) {
        return (double) in / out;
    }
}
