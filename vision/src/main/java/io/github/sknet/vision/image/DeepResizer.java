package io.github.sknet.vision.image;

import io.github.sknet.graph.engine.Samples;

/**
 * The two passes of a resize of samples deeper than 8 bits, as Pillow's of 32 bits: exact weights, sums in double precision, each pass
 * rounded to the samples' form. Any number of channels.
 *
 * @see <a href="https://github.com/python-pillow/Pillow/blob/main/src/libImaging/Resample.c">Resample.c</a>, {@code ..._32bpc}
 */
final class DeepResizer {

    private DeepResizer() {}

    static Image horizontal(Image image, int newWidth, Taps taps) {
        int channels = image.channels();
        int rowLength = image.width() * channels;
        Samples source = image.stored();
        Samples target = source.blank(Math.multiplyExact(Math.multiplyExact(newWidth, image.height()), channels));
        for (int y = 0, o = 0; y < image.height(); y++) {
            for (int x = 0; x < newWidth; x++) {
                int first = y * rowLength + taps.first()[x] * channels;
                for (int c = 0; c < channels; c++) {
                    target.set(o++, sum(source, first + c, channels, taps, x));
                }
            }
        }
        return new Image(newWidth, image.height(), channels, target);
    }

    static Image vertical(Image image, int newHeight, Taps taps) {
        int rowLength = image.width() * image.channels();
        Samples source = image.stored();
        Samples target = source.blank(Math.multiplyExact(rowLength, newHeight));
        for (int y = 0, o = 0; y < newHeight; y++) {
            int first = taps.first()[y] * rowLength;
            for (int i = 0; i < rowLength; i++) {
                target.set(o++, sum(source, first + i, rowLength, taps, y));
            }
        }
        return new Image(image.width(), newHeight, image.channels(), target);
    }

    private static float sum(Samples source, int first, int step, Taps taps, int position) {
        double sum = 0;
        int weight = position * taps.stride();
        for (int k = 0; k < taps.count()[position]; k++) {
            sum += source.fraction(first + k * step) * taps.exact()[weight + k];
        }
        return (float) sum;
    }
}
