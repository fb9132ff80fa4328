package io.github.sknet.vision.image;

import io.github.sknet.graph.engine.Samples;
import io.github.sknet.graph.preprocessing.Interpolation;
import io.github.sknet.graph.text.Counted;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/**
 * A picture: grey (one channel), RGB (three channels), or of as many channels as a sensor has; of samples of 8 bits, 16 bits or floating
 * point. They are interleaved: the sample of channel {@code c} at column {@code x} and row {@code y} lies at {@code (y * width + x) *
 * channels + c}. Operations return new images of the same form; those that change nothing return the image itself.
 */
public final class Image {
    private final int width;
    private final int height;
    private final int channels;
    private final Samples samples;

    /**
     * Wraps 8-bit samples; see {@link #Image(int, int, int, Samples)}.
     *
     * @param samples {@code height * width * channels} unsigned bytes
     */
    public Image(int width, int height, int channels, byte[] samples) {
        this(width, height, channels, new Samples.Bytes(samples));
    }

    /**
     * Wraps samples without copying them; the caller no longer changes the array.
     *
     * @param channels 1 (grey), 3 (RGB), or any other number
     * @param samples {@code height * width * channels} of them
     */
    public Image(int width, int height, int channels, Samples samples) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "An image has at least one pixel, not " + width + "×" + height + " (width×height)");
        }
        if (channels < 1) {
            throw new IllegalArgumentException("an image has at least one channel, not " + channels);
        }
        long pixels = (long) width * height;
        if (samples.length() / channels != pixels || samples.length() % channels != 0) {
            throw new IllegalArgumentException("a " + width + "×" + height + " image of " + channels + " channels has "
                    + pixels * channels + " samples, not " + samples.length());
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
    public Samples stored() {
        return samples;
    }

    /**
     * The array of the interleaved samples of an 8-bit image, not a copy: to be read, never written.
     *
     * @throws IllegalStateException where the samples are of another form: {@link #stored} has those
     */
    public byte[] samples() {
        if (samples instanceof Samples.Bytes bytes) {
            return bytes.values();
        }
        throw new IllegalStateException("The " + this + " has samples of " + samples.bits() + " bits, not of 8");
    }

    /** The grey level, 0 to 255, of one channel of one pixel of an 8-bit image. */
    public int sample(int x, int y, int channel) {
        return samples()[(y * width + x) * channels + channel] & 0xFF;
    }

    /**
     * This image with as many channels as a network expects: an RGB one {@link #toGrey}, a grey one {@link #toRgb}.
     *
     * @throws IllegalArgumentException where it has others, of which nobody knows what they show
     */
    public Image withChannels(int wanted) {
        if (wanted == channels) {
            return this;
        }
        if (wanted == 3 && channels == 1) {
            return toRgb();
        }
        if (wanted == 1 && channels == 3) {
            return toGrey();
        }
        throw new IllegalArgumentException(
                "an image of " + Counted.of(channels, "channel") + " is no input of " + Counted.of(wanted, "channel"));
    }

    /** The same grey picture in three channels, its level repeated; an RGB one as it is. */
    public Image toRgb() {
        if (channels != 1) {
            return withChannels(3);
        }
        Samples rgb = samples.blank(Math.multiplyExact(samples.length(), 3));
        for (int i = 0; i < rgb.length(); i++) {
            System.arraycopy(samples.array(), i / 3, rgb.array(), i, 1);
        }
        return new Image(width, height, 3, rgb);
    }

    /** The luminance by ITU-R 601-2; of 8 bits in Pillow's fixed-point arithmetic ({@code Convert.c}, {@code L24}). */
    public Image toGrey() {
        if (channels != 3) {
            return withChannels(1);
        }
        Samples grey = samples.blank(width * height);
        if (samples instanceof Samples.Bytes bytes && grey instanceof Samples.Bytes target) {
            byte[] rgb = bytes.values();
            for (int o = 0, i = 0; o < target.length(); o++, i += 3) {
                target.values()[o] = luminance(rgb[i] & 0xFF, rgb[i + 1] & 0xFF, rgb[i + 2] & 0xFF);
            }
        } else {
            for (int o = 0, i = 0; o < grey.length(); o++, i += 3) {
                grey.set(
                        o,
                        0.299f * samples.fraction(i)
                                + 0.587f * samples.fraction(i + 1)
                                + 0.114f * samples.fraction(i + 2));
            }
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
        Samples result = samples.blank(Math.multiplyExact(Math.multiplyExact(cropWidth, cropHeight), channels));
        int firstColumn = Math.max(left, 0);
        int columns = Math.min(left + cropWidth, width) - firstColumn;
        int lastRow = Math.min(top + cropHeight, height);
        if (columns > 0) {
            for (int y = Math.max(top, 0); y < lastRow; y++) {
                System.arraycopy(
                        samples.array(),
                        (y * width + firstColumn) * channels,
                        result.array(),
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
        Samples result = samples.blank(Math.multiplyExact(Math.multiplyExact(cropWidth, cropHeight), channels));
        int to = 0;
        for (int y = 0; y < cropHeight; y++) {
            int row = reflected(top + y, height) * width;
            for (int x = 0; x < cropWidth; x++) {
                int from = (row + reflected(left + x, width)) * channels;
                System.arraycopy(samples.array(), from, result.array(), to, channels);
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
        Samples flipped = samples.blank(samples.length());
        for (int y = 0; y < height; y++) {
            int row = y * width * channels;
            for (int x = 0; x < width; x++) {
                System.arraycopy(
                        samples.array(),
                        row + x * channels,
                        flipped.array(),
                        row + (width - 1 - x) * channels,
                        channels);
            }
        }
        return new Image(width, height, channels, flipped);
    }

    /** Top and bottom exchanged. */
    public Image flipVertical() {
        Samples flipped = samples.blank(samples.length());
        int row = width * channels;
        for (int y = 0; y < height; y++) {
            System.arraycopy(samples.array(), y * row, flipped.array(), (height - 1 - y) * row, row);
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

    /** The same with samples of 8 bits, each the nearest. */
    public Image inEightBits() {
        return new Image(width, height, channels, samples.in(new Samples.Bytes(new byte[0])));
    }

    /**
     * The picture as people can see it, in 8 bits, grey or RGB: of more channels the first three, of two the first. What is of other
     * channels or deeper than 8 bits is stretched from its least value to its largest.
     */
    public Image shown() {
        boolean common = channels == 1 || channels == 3;
        if (common && samples instanceof Samples.Bytes) {
            return this;
        }
        int kept = channels < 3 ? 1 : 3;
        float least = Float.POSITIVE_INFINITY;
        float largest = Float.NEGATIVE_INFINITY;
        for (int pixel = 0; pixel < width * height; pixel++) {
            for (int c = 0; c < kept; c++) {
                float value = samples.fraction(pixel * channels + c);
                least = Math.min(least, value);
                largest = Math.max(largest, value);
            }
        }
        Samples seen = new Samples.Bytes(new byte[width * height * kept]);
        for (int pixel = 0; largest > least && pixel < width * height; pixel++) {
            for (int c = 0; c < kept; c++) {
                seen.set(pixel * kept + c, (samples.fraction(pixel * channels + c) - least) / (largest - least));
            }
        }
        return new Image(width, height, kept, seen);
    }

    /** A copy of what is {@link #shown}, for {@code java.awt}: {@code TYPE_BYTE_GRAY} or {@code TYPE_3BYTE_BGR}. */
    public BufferedImage toBufferedImage() {
        Image seen = shown();
        byte[] from = seen.samples();
        if (seen.channels == 1) {
            BufferedImage grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
            System.arraycopy(from, 0, ((DataBufferByte) grey.getRaster().getDataBuffer()).getData(), 0, from.length);
            return grey;
        }
        BufferedImage bgr = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] target = ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < from.length; i += 3) {
            target[i] = from[i + 2];
            target[i + 1] = from[i + 1];
            target[i + 2] = from[i];
        }
        return bgr;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Image image
                && width == image.width
                && height == image.height
                && channels == image.channels
                && samples.equals(image.samples);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * width + height) + channels) + samples.hashCode();
    }

    @Override
    public String toString() {
        String kind =
                channels == 1 ? " grey image" : channels == 3 ? " RGB image" : " image of " + channels + " channels";
        return width + "×" + height + kind;
    }
}
