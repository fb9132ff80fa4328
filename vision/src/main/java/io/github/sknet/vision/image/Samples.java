package io.github.sknet.vision.image;

import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** The samples of rasters as 8 bits each, interleaved. */
final class Samples {

    private Samples() {}

    /** All samples of a raster, in the order of its bands. */
    static byte[] of(Raster raster) throws ImageException {
        int type = raster.getTransferType();
        if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
            return ofShares(raster);
        }
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        int[] bits = raster.getSampleModel().getSampleSize();
        byte[] samples = new byte[Math.multiplyExact(width * raster.getHeight(), bands)];
        if (bits[0] == 8 && type == DataBuffer.TYPE_BYTE && bands == raster.getNumDataElements()) {
            raster.getDataElements(raster.getMinX(), raster.getMinY(), width, raster.getHeight(), samples);
            return samples;
        }
        int[] row = new int[width * bands];
        for (int y = 0, o = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int i = 0; i < row.length; i++) {
                samples[o++] = (byte) toEightBits(row[i], bits[i % bands]);
            }
        }
        return samples;
    }

    private static int toEightBits(int sample, int bits) {
        return bits >= 8 ? sample >>> bits - 8 : (sample * 255 + (1 << bits - 1) - 1) / ((1 << bits) - 1);
    }

    /** Floating-point samples from 0, black, to 1. */
    private static byte[] ofShares(Raster raster) throws ImageException {
        int width = raster.getWidth();
        double[] row = new double[width * raster.getNumBands()];
        byte[] samples = new byte[Math.multiplyExact(row.length, raster.getHeight())];
        for (int y = 0, o = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (double share : row) {
                if (!(share >= 0 && share <= 1)) {
                    throw new ImageException("has floating-point samples such as " + share
                            + ", where those from 0 (black) to 1 are read");
                }
                samples[o++] = (byte) Math.round(255 * share);
            }
        }
        return samples;
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
        return grey ? new Image(width, height, 1, firstBands(rgb, 3, 1)) : new Image(width, height, 3, rgb);
    }

    /** The first samples of each pixel. */
    static byte[] firstBands(byte[] samples, int bands, int kept) {
        byte[] result = new byte[samples.length / bands * kept];
        for (int i = 0, o = 0; o < result.length; i += bands, o += kept) {
            System.arraycopy(samples, i, result, o, kept);
        }
        return result;
    }
}
