package io.github.sknet.vision.transform;

import io.github.sknet.graph.engine.Samples;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.Image;
import java.util.Arrays;

/** A picture of a network's input size in the preprocessing's mean colour, on which images are put. */
public final class Canvas {
    private final int width;
    private final int height;
    private final int channels;
    private final Samples samples;

    /**
     * An empty canvas; after normalisation it is all but 0.
     *
     * @param like an image of the form that its samples are to have
     */
    public Canvas(Preprocessing preprocessing, Image like) {
        width = preprocessing.width();
        height = preprocessing.height();
        channels = preprocessing.channels();
        samples = like.stored().blank(width * height * channels);
        for (int i = 0; i < samples.length(); i++) {
            samples.set(i, preprocessing.mean().get(i % channels).floatValue());
        }
    }

    /** A canvas of one channel and one value, such as a mask of nothing but ignored pixels. */
    public Canvas(int width, int height, int value) {
        this.width = width;
        this.height = height;
        channels = 1;
        byte[] values = new byte[width * height];
        Arrays.fill(values, (byte) value);
        samples = new Samples.Bytes(values);
    }

    /** Puts an image so that its upper left corner is at (left, top), which may be outside. */
    public void paste(Image image, int left, int top) {
        paste(image, left, top, 0, 0, width, height);
    }

    /**
     * Puts an image so that its upper left corner is at (left, top), as far as it lies within a window of the canvas.
     *
     * @param x0 the window's first column
     * @param y0 the window's first row
     * @param x1 the column after its last
     * @param y1 the row after its last
     */
    public void paste(Image image, int left, int top, int x0, int y0, int x1, int y1) {
        int firstColumn = Math.max(Math.max(left, x0), 0);
        int columns = Math.min(Math.min(left + image.width(), x1), width) - firstColumn;
        int lastRow = Math.min(Math.min(top + image.height(), y1), height);
        Samples source = image.stored().in(samples);
        for (int y = Math.max(Math.max(top, y0), 0); columns > 0 && y < lastRow; y++) {
            System.arraycopy(
                    source.array(),
                    ((y - top) * image.width() + firstColumn - left) * channels,
                    samples.array(),
                    (y * width + firstColumn) * channels,
                    columns * channels);
        }
    }

    /** The picture; the canvas is not used any more. */
    public Image image() {
        return new Image(width, height, channels, samples);
    }
}
