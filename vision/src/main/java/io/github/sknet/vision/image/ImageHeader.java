package io.github.sknet.vision.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
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

    /** So many first bytes say it of nearly every JPEG file, and of other formats where they hold the whole file. */
    public static final int HEAD = 1 << 16;

    /**
     * The header of a file by its first bytes.
     *
     * @return empty where more of the file is needed to say it, or it is no image
     */
    public static Optional<ImageHeader> ofHead(byte[] first) {
        if (ImageFormat.of(first) != ImageFormat.JPEG) {
            return Optional.empty();
        }
        JpegMarkers markers = JpegMarkers.ofHead(first);
        return markers.width() > 0 && markers.height() > 0
                ? Optional.of(new ImageHeader(markers.width(), markers.height(), markers.orientation()))
                : Optional.empty();
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
        for (ImageReaderSpi provider : format.readers()) {
            try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
                ImageReader reader = provider.createReaderInstance();
                reader.setInput(stream, true, true);
                return new ImageHeader(reader.getWidth(0), reader.getHeight(0), ExifOrientation.of(content, format));
            } catch (IOException | RuntimeException broken) {
                // The next reader may be less particular; if none reads it, that is said below.
                continue;
            }
        }
        throw new ImageException(name + " is a broken or truncated " + format + " file");
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
