package io.github.sknet.vision.image;

import io.github.sknet.graph.engine.Samples;
import io.github.sknet.graph.text.FileProblem;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads JPEG, PNG, WebP, TIFF, BMP and GIF files (of several pictures the first) into grey or RGB, as Pillow's {@code convert("RGB")}
 * would: transparency is dropped, palettes are looked up, colour profiles are ignored, CMYK becomes RGB without a
 * profile; and a photograph is turned upright as its EXIF orientation asks ({@code ImageOps.exif_transpose}). A TIFF file may have any
 * number of channels: of further ones only those are dropped that it calls opacity.
 *
 * <p>Samples of more than 8 bits are kept in 16, floating-point ones, whole numbers below 0 and those of more than 16 bits as floating-point
 * samples. (Pillow's {@code convert} keeps 8 bits, and saturates grey.)
 *
 * <p>Whatever is wrong with a file is told as an {@link ImageException} of one sentence. An image of more than
 * {@link #PIXEL_LIMIT} pixels, or one that the free heap would not hold, is refused by its header, before any memory
 * is taken.
 */
public final class ImageDecoder {
    /** The largest number of pixels that is read: 100 million, ten thousand squared. */
    public static final int PIXEL_LIMIT = 100_000_000;

    private static final long FILE_LIMIT = 1L << 30;

    /** Four 16-bit samples as decoded and as returned. */
    private static final int WORST_BYTES_PER_PIXEL = 4 * 2 + 4 * 2;

    /** Images below this many pixels are never refused: the collector will make room. */
    private static final int SMALL_IMAGE = 1 << 22;

    private ImageDecoder() {}

    /** Reads one image file. */
    public static Image read(Path file) throws ImageException {
        return decode(content(file), file.toString());
    }

    private static byte[] content(Path file) throws ImageException {
        try {
            if (Files.isDirectory(file)) {
                throw new ImageException(file + " is a directory, not an image");
            }
            long size = Files.size(file);
            if (size > FILE_LIMIT) {
                throw new ImageException(
                        file + " has " + size + " bytes, more than the " + FILE_LIMIT + " an image file may have");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new ImageException(file + " does not exist", missing);
        } catch (ImageException known) {
            throw known;
        } catch (IOException unreadable) {
            throw new ImageException(file + " cannot be read: " + FileProblem.reason(unreadable), unreadable);
        }
    }

    /**
     * Decodes the content of an image file.
     *
     * @param name what the messages call it
     */
    public static Image decode(byte[] content, String name) throws ImageException {
        ImageFormat format = format(content, name);
        Exception problem = new IIOException("this Java has no reader for it");
        for (ImageReaderSpi provider : format.readers()) {
            try {
                return decode(content, name, format, provider);
            } catch (ImageException known) {
                throw known;
            } catch (IOException | RuntimeException broken) {
                // Readers answer some damaged files with index or argument exceptions; the next one may read it.
                problem = broken;
            }
        }
        throw new ImageException(name + " is a broken or truncated " + format + " file", problem);
    }

    /** Whether a file that begins so is an image of a format that is read; 16 bytes tell. */
    public static boolean isImage(byte[] first) {
        return ImageFormat.of(first) != null;
    }

    static ImageFormat format(byte[] content, String name) throws ImageException {
        ImageFormat format = ImageFormat.of(content);
        if (format != null) {
            return format;
        }
        if (content.length == 0) {
            throw new ImageException(name + " is empty");
        }
        Optional<UnreadFormat> known = UnreadFormat.of(content);
        throw new ImageException(
                known.isPresent()
                        ? name + " is a file of the format " + known.get()
                                + ", which is not read: turn it into JPEG or PNG"
                        : name + " is not an image of a supported format (" + ImageFormat.NAMES + ")");
    }

    private static Image decode(byte[] content, String name, ImageFormat format, ImageReaderSpi provider)
            throws IOException {
        ImageReader reader = provider.createReaderInstance();
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(stream, true, true);
            checkSize(reader.getWidth(0), reader.getHeight(0), name);
            PromisedSize.check(content, name);
            return format == ImageFormat.JPEG
                    ? readJpeg(reader, content, name)
                    : ExifOrientation.upright(
                            readOther(reader, content, name, format), ExifOrientation.of(content, format));
        } finally {
            reader.dispose();
        }
    }

    private static void checkSize(int width, int height, String name) throws ImageException {
        long pixels = (long) width * height;
        if (pixels > PIXEL_LIMIT) {
            throw new ImageException(name + " is " + width + "×" + height + ", " + pixels + " pixels; at most "
                    + PIXEL_LIMIT + " are read");
        }
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        long needed = pixels * WORST_BYTES_PER_PIXEL;
        if (needed > free && pixels > SMALL_IMAGE) {
            throw new ImageException(name + " is " + width + "×" + height + " and may need " + (needed >> 20)
                    + " MiB to decode, of which " + (free >> 20) + " MiB are free (raise Java's -Xmx)");
        }
    }

    private static Image readJpeg(ImageReader reader, byte[] content, String name) throws IOException {
        JpegMarkers markers = JpegMarkers.of(content);
        if (!markers.complete()) {
            throw new ImageException(name + " is a truncated JPEG file");
        }
        Raster raster = reader.readRaster(0, null);
        if (raster.getNumBands() != markers.components()) {
            throw new ImageException(name + " is a JPEG file whose parts contradict each other");
        }
        Image stored = new Image(
                raster.getWidth(),
                raster.getHeight(),
                markers.components() == 1 ? 1 : 3,
                jpegPixels(jpegSamples(raster, name), markers));
        return ExifOrientation.upright(stored, markers.orientation());
    }

    private static byte[] jpegSamples(Raster raster, String name) throws ImageException {
        if (samples(raster, name) instanceof Samples.Bytes bytes) {
            return bytes.values();
        }
        throw new ImageException(name + " is a JPEG file of more than 8 bits a sample, which are not read");
    }

    /** Grey or RGB samples from those that the file stores, which are changed. */
    private static byte[] jpegPixels(byte[] stored, JpegMarkers markers) {
        if (markers.components() == 4) {
            if (markers.luminanceCoded()) {
                JpegColors.luminanceToCmyk(stored);
            }
            return JpegColors.invertedCmykToRgb(stored);
        }
        if (markers.luminanceCoded()) {
            JpegColors.luminanceToRgb(stored);
        }
        return stored;
    }

    private static Image readOther(ImageReader reader, byte[] content, String name, ImageFormat format)
            throws IOException {
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        BufferedImage decoded = reader.read(0);
        if (!warnings.isEmpty()) {
            throw new ImageException(name + " is damaged: " + warnings.get(0));
        }
        Raster raster = raster(reader, decoded);
        int width = raster.getWidth();
        int height = raster.getHeight();
        if (decoded.getColorModel() instanceof IndexColorModel palette) {
            if (format != ImageFormat.GIF) {
                return RasterSamples.lookUp(raster, palette);
            }
            GifScreen screen = GifScreen.of(reader);
            checkSize(screen.width(), screen.height(), name);
            return RasterSamples.lookUp(screen.around(raster, palette), palette);
        }
        int bands = raster.getNumBands();
        TiffTags tags = format == ImageFormat.TIFF ? TiffTags.of(content) : null;
        if (tags != null && tags.samples() > 0 && tags.samples() != bands) {
            throw new ImageException(
                    name + " is a TIFF file of " + tags.samples() + " samples a pixel in a form that is not read");
        }
        Samples samples = samples(raster, name);
        if (bands == 4 && isInk(decoded)) {
            return new Image(width, height, 3, JpegColors.invertedCmykToRgb(inverted(samples)));
        }
        // Java takes any further band of a TIFF file for opacity.
        boolean opaque = !decoded.getColorModel().hasAlpha();
        int kept = bands - (tags != null ? tags.opacities() : opaque ? 0 : 1);
        return new Image(width, height, kept, kept == bands ? samples : RasterSamples.firstBands(samples, bands, kept));
    }

    /** As they are in the file: the reader that helps with odd TIFF files cuts floating-point samples to those from 0 to 1 for a picture. */
    private static Raster raster(ImageReader reader, BufferedImage decoded) throws IOException {
        boolean floating = decoded.getRaster().getTransferType() == DataBuffer.TYPE_FLOAT;
        return floating && reader.canReadRaster() ? reader.readRaster(0, null) : decoded.getRaster();
    }

    private static Samples samples(Raster raster, String name) throws ImageException {
        try {
            return RasterSamples.of(raster);
        } catch (ImageException unusable) {
            throw new ImageException(name + " " + unusable.getMessage(), unusable);
        }
    }

    private static boolean isInk(BufferedImage decoded) {
        return decoded.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_CMYK;
    }

    private static byte[] inverted(Samples samples) {
        byte[] inverted = new byte[samples.length()];
        for (int i = 0; i < inverted.length; i++) {
            inverted[i] = (byte) ~Math.round(255 * samples.fraction(i));
        }
        return inverted;
    }
}
