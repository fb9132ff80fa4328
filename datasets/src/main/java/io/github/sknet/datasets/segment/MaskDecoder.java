package io.github.sknet.datasets.segment;

import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import io.github.sknet.vision.image.ImageException;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads masks: PNG files whose samples are class indices, grey or palette, of 1 to 8 bits. A palette's colours are for the eye
 * alone: its indices are what counts, and nothing is ever converted to RGB.
 */
final class MaskDecoder {

    private MaskDecoder() {}

    /**
     * Decodes the content of a PNG file.
     *
     * @param name what messages call it
     * @return one channel of class indices
     */
    static Image decode(byte[] content, String name) throws ImageException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
        if (!readers.hasNext()) {
            throw new ImageException(name + ": this Java has no reader for PNG");
        }
        ImageReader reader = readers.next();
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(stream, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > ImageDecoder.PIXEL_LIMIT) {
                throw new ImageException(
                        name + " has " + pixels + " pixels; at most " + ImageDecoder.PIXEL_LIMIT + " are read");
            }
            ColorModel colors = reader.getRawImageType(0).getColorModel();
            Raster raster = reader.read(0).getRaster();
            if (colors.getComponentSize(0) > 8) {
                throw new ImageException(name + " is no mask of class indices: it has 16 bits, where at most 8 (grey or"
                        + " palette) are needed");
            }
            if (!isGrey(raster)) {
                throw new ImageException(
                        name + " is no mask of class indices: it has " + raster.getNumBands()
                                + " channels of colours, where one (grey or palette) is needed; --palette says what colours mean");
            }
            return new Image(raster.getWidth(), raster.getHeight(), 1, indices(raster));
        } catch (ImageException known) {
            throw known;
        } catch (IOException | RuntimeException broken) {
            // The JDK's reader answers some damaged files with index or argument exceptions.
            throw new ImageException(name + " is not a PNG file, or a broken or truncated one", broken);
        } finally {
            reader.dispose();
        }
    }

    /** One channel, perhaps repeated as red, green and blue, perhaps with opacity. */
    private static boolean isGrey(Raster raster) {
        if (raster.getNumBands() < 3) {
            return true;
        }
        int width = raster.getWidth();
        int[] red = new int[width];
        int[] other = new int[width];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, red);
            for (int band = 1; band < 3; band++) {
                if (!Arrays.equals(red, raster.getSamples(0, y, width, 1, band, other))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static byte[] indices(Raster raster) {
        int[] samples = raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
        byte[] indices = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            indices[i] = (byte) samples[i];
        }
        return indices;
    }
}
