package io.github.sknet.vision.image;

import io.github.sknet.graph.preprocessing.Interpolation;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;

/**
 * A picture of 8-bit samples, grey (one channel) or RGB (three channels), interleaved: the sample of channel {@code c}
 * at column {@code x} and row {@code y} lies at {@code (y * width + x) * channels + c}. Operations return new images;
 * those that change nothing return the image itself.
 */
public final class Image {
    private final int width;
    private final int height;
    private final int channels;
    private final byte[] samples;

    /**
     * Wraps samples without copying them; the caller no longer changes the array.
     *
     * @param channels 1 (grey) or 3 (RGB)
     * @param samples {@code height * width * channels} unsigned bytes
     */
    public Image(int width, int height, int channels, byte[] samples) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "An image has at least one pixel, not " + width + "×" + height + " (width×height)");
        }
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("an image has 1 (grey) or 3 (RGB) channels, not " + channels);
        }
        if ((long) width * height * channels != samples.length) {
            throw new IllegalArgumentException("a " + width + "×" + height + " image of " + channels + " channels has "
                    + (long) width * height * channels + " samples, not " + samples.length);
        }
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.samples = samples;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** 1 for grey, 3 for RGB. */
    public int channels() {
        return channels;
    }

    /** The interleaved samples themselves, not a copy: to be read, never written. */
    public byte[] samples() {
        return samples;
    }

    /** The grey level, 0 to 255, of one channel of one pixel. */
    public int sample(int x, int y, int channel) {
        return samples[(y * width + x) * channels + channel] & 0xFF;
    }

    /** This image with as many channels as a network expects: 1 for {@link #toGrey}, 3 for {@link #toRgb}. */
    public Image withChannels(int wanted) {
        if (wanted != 1 && wanted != 3) {
            throw new IllegalArgumentException("an image has 1 (grey) or 3 (RGB) channels, not " + wanted);
        }
        return wanted == 1 ? toGrey() : toRgb();
    }

    /** The same picture in three channels; a grey level is repeated. */
    public Image toRgb() {
        if (channels == 3) {
            return this;
        }
        byte[] rgb = new byte[samples.length * 3];
        for (int i = 0, o = 0; i < samples.length; i++, o += 3) {
            rgb[o] = rgb[o + 1] = rgb[o + 2] = samples[i];
        }
        return new Image(width, height, 3, rgb);
    }

    /** The luminance by ITU-R 601-2, in Pillow's fixed-point arithmetic ({@code Convert.c}, {@code L24}). */
    public Image toGrey() {
        if (channels == 1) {
            return this;
        }
        byte[] grey = new byte[width * height];
        for (int o = 0, i = 0; o < grey.length; o++, i += 3) {
            grey[o] = luminance(samples[i] & 0xFF, samples[i + 1] & 0xFF, samples[i + 2] & 0xFF);
        }
        return new Image(width, height, 1, grey);
    }

    private static byte luminance(int red, int green, int blue) {
        return (byte) (red * 19595 + green * 38470 + blue * 7471 + 0x8000 >> 16);
    }

    /**
     * A rectangle of this image; what lies outside of the image is black.
     *
     * @param left column of the rectangle's left edge, may be negative
     * @param top row of the rectangle's upper edge, may be negative
     */
    public Image crop(int left, int top, int cropWidth, int cropHeight) {
        if (left == 0 && top == 0 && cropWidth == width && cropHeight == height) {
            return this;
        }
        byte[] result = new byte[Math.multiplyExact(Math.multiplyExact(cropWidth, cropHeight), channels)];
        int firstColumn = Math.max(left, 0);
        int columns = Math.min(left + cropWidth, width) - firstColumn;
        int lastRow = Math.min(top + cropHeight, height);
        if (columns > 0) {
            for (int y = Math.max(top, 0); y < lastRow; y++) {
                System.arraycopy(
                        samples,
                        (y * width + firstColumn) * channels,
                        result,
                        ((y - top) * cropWidth + firstColumn - left) * channels,
                        columns * channels);
            }
        }
        return new Image(cropWidth, cropHeight, channels, result);
    }

    /**
     * A rectangle of this image; what lies outside of it is the image mirrored about its outermost pixels, which are not
     * repeated, as in NumPy's and torchvision's padding mode {@code reflect}.
     *
     * @param left column of the rectangle's left edge, may be negative
     * @param top row of the rectangle's upper edge, may be negative
     */
    public Image cropReflected(int left, int top, int cropWidth, int cropHeight) {
        byte[] result = new byte[Math.multiplyExact(Math.multiplyExact(cropWidth, cropHeight), channels)];
        int to = 0;
        for (int y = 0; y < cropHeight; y++) {
            int row = reflected(top + y, height) * width;
            for (int x = 0; x < cropWidth; x++) {
                int from = (row + reflected(left + x, width)) * channels;
                System.arraycopy(samples, from, result, to, channels);
                to += channels;
            }
        }
        return new Image(cropWidth, cropHeight, channels, result);
    }

    private static int reflected(int position, int size) {
        int period = Math.max(2 * (size - 1), 1);
        int within = Math.floorMod(position, period);
        return Math.min(within, period - within);
    }

    /**
     * The middle of this image with torchvision's rounding ({@code center_crop}: half to even where the margin is odd);
     * an image smaller than the crop is surrounded by black.
     */
    public Image centreCrop(int cropWidth, int cropHeight) {
        return crop(
                (int) centreOffset(width, cropWidth), (int) centreOffset(height, cropHeight), cropWidth, cropHeight);
    }

    private static long centreOffset(long size, int cropSize) {
        return size >= cropSize ? (long) Math.rint((size - cropSize) / 2.0) : -((cropSize - size) / 2);
    }

    /** Left and right exchanged. */
    public Image flipHorizontal() {
        byte[] flipped = new byte[samples.length];
        for (int y = 0; y < height; y++) {
            int row = y * width * channels;
            for (int x = 0; x < width; x++) {
                System.arraycopy(samples, row + x * channels, flipped, row + (width - 1 - x) * channels, channels);
            }
        }
        return new Image(width, height, channels, flipped);
    }

    /** Top and bottom exchanged. */
    public Image flipVertical() {
        byte[] flipped = new byte[samples.length];
        int row = width * channels;
        for (int y = 0; y < height; y++) {
            System.arraycopy(samples, y * row, flipped, (height - 1 - y) * row, row);
        }
        return new Image(width, height, channels, flipped);
    }

    /** This image resized to exactly the given size, see {@link Interpolation}. */
    public Image resize(int newWidth, int newHeight, Interpolation interpolation) {
        return Resizer.resize(this, newWidth, newHeight, interpolation);
    }

    /**
     * This image resized so that its shorter side is {@code size}; the longer side is rounded down, as in torchvision's
     * {@code Resize(size)}.
     */
    public Image resizeShorterSide(int size, Interpolation interpolation) {
        int longer = (int) ((long) size * Math.max(width, height) / Math.min(width, height));
        return width <= height ? resize(size, longer, interpolation) : resize(longer, size, interpolation);
    }

    /**
     * The middle of this image after {@link #resizeShorterSide(int, Interpolation)}, as {@link #centreCrop} takes it. Only what
     * lies in the middle is ever computed, so that an image of any proportions costs no more than the crop.
     */
    public Image resizeShorterSide(int size, int cropWidth, int cropHeight, Interpolation interpolation) {
        long longer = (long) size * Math.max(width, height) / Math.min(width, height);
        long newWidth = width <= height ? size : longer;
        long newHeight = width <= height ? longer : size;
        int seenWidth = (int) Math.min(cropWidth, newWidth);
        int seenHeight = (int) Math.min(cropHeight, newHeight);
        Resizer.Window window = new Resizer.Window(
                centreOffset(newWidth, seenWidth), centreOffset(newHeight, seenHeight), seenWidth, seenHeight);
        return Resizer.resize(this, newWidth, newHeight, window, interpolation).centreCrop(cropWidth, cropHeight);
    }

    /** A copy for {@code java.awt}: {@code TYPE_BYTE_GRAY} or {@code TYPE_3BYTE_BGR}. */
    public BufferedImage toBufferedImage() {
        if (channels == 1) {
            BufferedImage grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
            System.arraycopy(
                    samples, 0, ((DataBufferByte) grey.getRaster().getDataBuffer()).getData(), 0, samples.length);
            return grey;
        }
        BufferedImage bgr = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] target = ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < samples.length; i += 3) {
            target[i] = samples[i + 2];
            target[i + 1] = samples[i + 1];
            target[i + 2] = samples[i];
        }
        return bgr;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Image image
                && width == image.width
                && height == image.height
                && channels == image.channels
                && Arrays.equals(samples, image.samples);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * width + height) + channels) + Arrays.hashCode(samples);
    }

    @Override
    public String toString() {
        return width + "×" + height + (channels == 1 ? " grey" : " RGB") + " image";
    }
}
