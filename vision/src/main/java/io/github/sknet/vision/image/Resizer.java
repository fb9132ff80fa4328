package io.github.sknet.vision.image;

import io.github.sknet.graph.preprocessing.Interpolation;
import java.util.Arrays;

/**
 * Pillow's antialiased resize of 8-bit images, bit for bit: fixed-point weights of {@value #PRECISION_BITS} bits, the
 * horizontal pass first and rounded to 8 bits, then the vertical one.
 *
 * @see <a href="https://github.com/python-pillow/Pillow/blob/main/src/libImaging/Resample.c">Resample.c</a>
 */
final class Resizer {
    private static final int PRECISION_BITS = 32 - 8 - 2;
    private static final int HALF = 1 << (PRECISION_BITS - 1);

    private Resizer() {}

    static Image resize(Image image, int newWidth, int newHeight, Interpolation interpolation) {
        if (newWidth < 1 || newHeight < 1) {
            throw new IllegalArgumentException(
                    "cannot resize to " + newWidth + "×" + newHeight + ": width and height must be at least 1");
        }
        return resize(image, Axis.whole(image.width(), newWidth), Axis.whole(image.height(), newHeight), interpolation);
    }

    /**
     * A part of the resized image, bit for bit, at the cost of that part alone.
     *
     * @param columns of the resized image
     * @param rows of the resized image
     */
    static Image resize(Image image, Axis columns, Axis rows, Interpolation interpolation) {
        if (interpolation == Interpolation.NEAREST) {
            return nearest(image, columns, rows);
        }
        ResizeFilter filter = ResizeFilter.of(interpolation);
        if (rows.unchanged()) {
            return narrowed(image, columns, rows.from(), rows.count(), filter);
        }
        Taps taps = Taps.of(rows, filter);
        return vertical(narrowed(image, columns, taps.firstSource(), taps.sources(), filter), taps);
    }

    /**
     * One side of an image and of its resized self, of which a part is wanted.
     *
     * @param size of the image
     * @param newSize of the resized image
     * @param from the first wanted position of the resized image
     * @param count how many are wanted
     */
    record Axis(int size, long newSize, long from, int count) {

        static Axis whole(int size, int newSize) {
            return new Axis(size, newSize, 0, newSize);
        }

        /** Positions {@code from} … {@code to}, not included, as far as they are within the resized image. */
        static Axis part(int size, long newSize, long from, long to) {
            long first = Math.max(from, 0);
            return new Axis(size, newSize, first, Math.toIntExact(Math.min(to, newSize) - first));
        }

        boolean unchanged() {
            return newSize == size;
        }
    }

    private static Image nearest(Image image, Axis width, Axis height) {
        int channels = image.channels();
        byte[] source = image.samples();
        byte[] target = new byte[Math.multiplyExact(Math.multiplyExact(width.count, height.count), channels)];
        int[] columns = nearestPositions(width);
        int[] rows = nearestPositions(height);
        for (int y = 0, o = 0; y < rows.length; y++) {
            int row = rows[y] * image.width();
            for (int x = 0; x < columns.length; x++, o += channels) {
                System.arraycopy(source, (row + columns[x]) * channels, target, o, channels);
            }
        }
        return new Image(width.count, height.count, channels, target);
    }

    /** Pillow adds up steps rather than multiplying ({@code Geometry.c}), and so rounds as sums do. */
    private static int[] nearestPositions(Axis axis) {
        double step = (double) axis.size / axis.newSize;
        double position = step * 0.5;
        for (long i = 0; i < axis.from; i++) {
            position += step;
        }
        int[] positions = new int[axis.count];
        for (int i = 0; i < positions.length; i++, position += step) {
            positions[i] = Math.min((int) position, axis.size - 1);
        }
        return positions;
    }

    /** The wanted columns of some of the image's rows. */
    private static Image narrowed(Image image, Axis columns, long firstRow, int rows, ResizeFilter filter) {
        int first = Math.toIntExact(firstRow);
        return columns.unchanged()
                ? image.crop(Math.toIntExact(columns.from), first, columns.count, rows)
                : horizontal(image, first, rows, Taps.of(columns, filter));
    }

    private static Image horizontal(Image image, int firstRow, int rows, Taps taps) {
        int channels = image.channels();
        int width = taps.first.length;
        byte[] source = image.samples();
        byte[] target = new byte[Math.multiplyExact(Math.multiplyExact(width, rows), channels)];
        for (int y = 0; y < rows; y++) {
            int from = (firstRow + y) * image.width() * channels;
            int to = y * width * channels;
            if (channels == 3) {
                convolveRgb(source, from, target, to, taps);
            } else {
                convolveGrey(source, from, target, to, taps);
            }
        }
        return new Image(width, rows, channels, target);
    }

    private static void convolveGrey(byte[] source, int from, byte[] target, int to, Taps taps) {
        for (int x = 0; x < taps.first.length; x++) {
            int sum = HALF;
            int i = from + taps.first[x];
            int weight = x * taps.stride;
            for (int k = 0; k < taps.count[x]; k++, i++) {
                sum += (source[i] & 0xFF) * taps.weights[weight + k];
            }
            target[to + x] = clip(sum);
        }
    }

    /** The three channels side by side, which takes 0.7 of the time of one after the other. */
    private static void convolveRgb(byte[] source, int from, byte[] target, int to, Taps taps) {
        int o = to;
        for (int x = 0; x < taps.first.length; x++, o += 3) {
            int red = HALF;
            int green = HALF;
            int blue = HALF;
            int i = from + taps.first[x] * 3;
            int firstWeight = x * taps.stride;
            for (int k = 0; k < taps.count[x]; k++, i += 3) {
                int weight = taps.weights[firstWeight + k];
                red += (source[i] & 0xFF) * weight;
                green += (source[i + 1] & 0xFF) * weight;
                blue += (source[i + 2] & 0xFF) * weight;
            }
            target[o] = clip(red);
            target[o + 1] = clip(green);
            target[o + 2] = clip(blue);
        }
    }

    /**
     * A row at a time rather than a column at a time: the sums are the same, and memory is read in order.
     *
     * @param image the rows from the first on that the taps weigh
     */
    private static Image vertical(Image image, Taps taps) {
        int rowLength = image.width() * image.channels();
        int newHeight = taps.first.length;
        byte[] source = image.samples();
        byte[] target = new byte[Math.multiplyExact(rowLength, newHeight)];
        int[] sums = new int[rowLength];
        for (int y = 0; y < newHeight; y++) {
            Arrays.fill(sums, HALF);
            for (int k = 0; k < taps.count[y]; k++) {
                int row = taps.first[y] - taps.firstSource() + k;
                accumulate(source, row * rowLength, taps.weights[y * taps.stride + k], sums);
            }
            for (int i = 0; i < rowLength; i++) {
                target[y * rowLength + i] = clip(sums[i]);
            }
        }
        return new Image(image.width(), newHeight, image.channels(), target);
    }

    private static void accumulate(byte[] source, int offset, int weight, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += (source[offset + i] & 0xFF) * weight;
        }
    }

    private static byte clip(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> PRECISION_BITS));
    }

    /**
     * For each output position the first source position, how many are weighed, and the fixed-point weights, {@code
     * stride} apart.
     */
    private record Taps(int[] first, int[] count, int stride, int[] weights) {
        /** The first source position that is weighed. */
        int firstSource() {
            return first[0];
        }

        /** From the first to the last source position that is weighed. */
        int sources() {
            int last = first.length - 1;
            return first[last] + count[last] - first[0];
        }

        static Taps of(Axis axis, ResizeFilter filter) {
            int size = axis.size;
            int positions = axis.count;
            double scale = (double) size / axis.newSize;
            double filterScale = Math.max(scale, 1);
            double support = filter.support() * filterScale;
            int stride = (int) Math.ceil(support) * 2 + 1;
            int[] first = new int[positions];
            int[] count = new int[positions];
            int[] weights = new int[Math.multiplyExact(positions, stride)];
            double[] exact = new double[stride];
            double inverseScale = 1 / filterScale;
            for (int position = 0; position < positions; position++) {
                double centre = (axis.from + position + 0.5) * scale;
                int from = Math.max((int) (centre - support + 0.5), 0);
                int taps = Math.min((int) (centre + support + 0.5), size) - from;
                double sum = 0;
                for (int k = 0; k < taps; k++) {
                    exact[k] = filter.weight((k + from - centre + 0.5) * inverseScale);
                    sum += exact[k];
                }
                for (int k = 0; k < taps; k++) {
                    double normalised = sum == 0 ? exact[k] : exact[k] / sum;
                    weights[position * stride + k] = fixedPoint(normalised);
                }
                first[position] = from;
                count[position] = taps;
            }
            return new Taps(first, count, stride, weights);
        }

        private static int fixedPoint(double weight) {
            double scaled = weight * (1 << PRECISION_BITS);
            return (int) (weight < 0 ? scaled - 0.5 : scaled + 0.5);
        }
    }
}
