package io.github.sknet.vision.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * What an image file says before its pixels: how large the stored picture is, and how it is turned to be upright. Annotations
 * may be of the stored or of the upright picture; this turns the former into the latter.
 *
 * @param width of the stored picture, in pixels
 * @param height of the stored picture, in pixels
 * @param orientation EXIF's, 1 (upright) to 8
 */
public record ImageHeader(int width, int height, int orientation) {

    /** So many first bytes say it of nearly every JPEG and PNG file. */
    public static final int HEAD = 1 << 12;

    /**
     * The header of a file by its first bytes.
     *
     * @return empty where more of the file is needed to say it, or it is no image
     */
    public static Optional<ImageHeader> ofHead(byte[] first) {
        ImageFormat format = ImageFormat.of(first);
        if (format == ImageFormat.PNG) {
            return ofPngHead(ByteBuffer.wrap(first));
        }
        if (format != ImageFormat.JPEG) {
            return Optional.empty();
        }
        JpegMarkers markers = JpegMarkers.ofHead(first);
        return markers.width() > 0 && markers.height() > 0
                ? Optional.of(new ImageHeader(markers.width(), markers.height(), markers.orientation()))
                : Optional.empty();
    }

    /** Chunks of a length, a name, a body and a checksum, behind a signature; the first one is the size. */
    private static Optional<ImageHeader> ofPngHead(ByteBuffer first) {
        int pixels = 0x49444154;
        long position = 8;
        while (position + 8 <= first.limit()) {
            if (first.getInt((int) position + 4) == pixels) {
                int orientation = ExifOrientation.of(first.array(), ImageFormat.PNG);
                int width = first.getInt(16);
                int height = first.getInt(20);
                return width > 0 && height > 0
                        ? Optional.of(new ImageHeader(width, height, orientation))
                        : Optional.empty();
            }
            position += 12 + Integer.toUnsignedLong(first.getInt((int) position));
        }
        return Optional.empty();
    }

    /**
     * The header of a file by its whole content.
     *
     * @param name what messages call it
     * @throws ImageException naming it, when it is no image that is read, or broken
     */
    public static ImageHeader of(byte[] content, String name) throws ImageException {
        Optional<ImageHeader> jpeg = ofHead(content);
        if (jpeg.isPresent()) {
            return jpeg.get();
        }
        ImageFormat format = ImageDecoder.format(content, name);
        Exception problem = new IOException("this Java has no reader for it");
        for (ImageReaderSpi provider : format.readers()) {
            try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
                ImageReader reader = provider.createReaderInstance();
                reader.setInput(stream, true, true);
                return new ImageHeader(reader.getWidth(0), reader.getHeight(0), ExifOrientation.of(content, format));
            } catch (IOException | RuntimeException broken) {
                // The next reader may be less particular.
                problem = broken;
            }
        }
        throw new ImageException(name + " is a broken or truncated " + format + " file", problem);
    }

    /** Whether the stored picture is the upright one. */
    public boolean isUpright() {
        return orientation == ExifOrientation.UPRIGHT;
    }

    private boolean isTransposed() {
        return orientation >= 5;
    }

    /** The upright picture's width, in pixels. */
    public int uprightWidth() {
        return isTransposed() ? height : width;
    }

    /** The upright picture's height, in pixels. */
    public int uprightHeight() {
        return isTransposed() ? width : height;
    }

    /** A point of the stored picture in the upright one's coordinates: x and y. */
    public double[] upright(double x, double y) {
        boolean fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        boolean fromBottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        double column = fromRight ? width - x : x;
        double row = fromBottom ? height - y : y;
        return isTransposed() ? new double[] {row, column} : new double[] {column, row};
    }

    /** A picture of the stored one's size, such as a mask of it, turned as that is. */
    public Image upright(Image stored) {
        return ExifOrientation.upright(stored, orientation);
    }
}
