package io.github.sknet.vision.image;

import io.github.sknet.graph.engine.Samples;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/** The samples of rasters, interleaved: 8 bits where that is enough, else 16, or floating point. */
final class RasterSamples {

    private RasterSamples() {}

    /**
     * All samples of a raster, in the order of its bands. Whole numbers below 0, and those of more than 16 bits, stay the numbers that they are, as
     * floating-point samples.
     *
     * @throws ImageException without the file's name, where a sample is no number
     */
    static Samples of(Raster raster) throws ImageException {
        int[] bits = raster.getSampleModel().getSampleSize();
        int most = Arrays.stream(bits).max().orElseThrow();
        boolean whole = isUnsigned(raster.getTransferType()) && most <= Short.SIZE;
        if (!whole) {
            return floats(raster);
        }
        return most <= Byte.SIZE ? bytes(raster, bits) : shorts(raster, bits);
    }

    private static boolean isUnsigned(int type) {
        return type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT || type == DataBuffer.TYPE_INT;
    }

    private static Samples bytes(Raster raster, int[] bits) {
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        byte[] samples = new byte[length(raster)];
        if (bits[0] == Byte.SIZE
                && raster.getTransferType() == DataBuffer.TYPE_BYTE
                && bands == raster.getNumDataElements()) {
            raster.getDataElements(raster.getMinX(), raster.getMinY(), width, raster.getHeight(), samples);
            return new Samples.Bytes(samples);
        }
        int[] row = new int[width * bands];
        for (int y = 0, o = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int i = 0; i < row.length; i++) {
                samples[o++] = (byte) scaled(row[i], bits[i % bands], 255);
            }
        }
        return new Samples.Bytes(samples);
    }

    private static Samples shorts(Raster raster, int[] bits) {
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        short[] samples = new short[length(raster)];
        int[] row = new int[width * bands];
        for (int y = 0, o = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int i = 0; i < row.length; i++) {
                samples[o++] = (short) scaled(row[i], bits[i % bands], 65_535);
            }
        }
        return new Samples.Shorts(samples);
    }

    private static int scaled(int sample, int bits, int largest) {
        int own = (1 << bits) - 1;
        return own == largest ? sample : (int) (((long) sample * largest + (1 << bits - 1) - 1) / own);
    }

    private static Samples floats(Raster raster) throws ImageException {
        int width = raster.getWidth();
        double[] row = new double[width * raster.getNumBands()];
        float[] samples = new float[length(raster)];
        for (int y = 0, o = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (double value : row) {
                samples[o] = (float) value;
                if (!Float.isFinite(samples[o++])) {
                    throw new ImageException("has the floating-point sample " + value + ", which is no finite number");
                }
            }
        }
        return new Samples.Floats(samples);
    }

    private static int length(Raster raster) {
        return Math.multiplyExact(raster.getWidth() * raster.getHeight(), raster.getNumBands());
    }

    /** What indices stand for: a palette of greys gives a grey image, any other an RGB one. */
    static Image lookUp(Raster raster, IndexColorModel palette) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        byte[] rgb = new byte[Math.multiplyExact(width * height, 3)];
        boolean grey = true;
        int[] row = new int[width];
        for (int y = 0, o = 0; y < height; y++) {
            raster.getSamples(0, y, width, 1, 0, row);
            for (int index : row) {
                int color = palette.getRGB(index);
                rgb[o++] = (byte) (color >> 16);
                rgb[o++] = (byte) (color >> 8);
                rgb[o++] = (byte) color;
                grey &= (color >> 16 & 0xFF) == (color & 0xFF) && (color >> 8 & 0xFF) == (color & 0xFF);
            }
        }
        Image colored = new Image(width, height, 3, rgb);
        return grey ? new Image(width, height, 1, firstBands(colored.stored(), 3, 1)) : colored;
    }

    /** The first samples of each pixel. */
    static Samples firstBands(Samples samples, int bands, int kept) {
        Samples result = samples.blank(samples.length() / bands * kept);
        for (int i = 0, o = 0; o < result.length(); i += bands, o += kept) {
            System.arraycopy(samples.array(), i, result.array(), o, kept);
        }
        return result;
    }
}
