package io.github.sknet.vision.image;

import io.github.sknet.graph.engine.Samples;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** How a camera was held: reads the EXIF tag of an image file, and turns a picture upright. */
final class ExifOrientation {
    static final int UPRIGHT = 1;

    private ExifOrientation() {}

    /** The orientation in an EXIF block (a TIFF file within the image file), 1 to 8. */
    static int read(byte[] file, int start, int end) {
        return TiffTags.of(file, start, end).orientation();
    }

    /** The orientation that a PNG file's {@code eXIf}, a WebP file's {@code EXIF} or a TIFF file's own tag says, 1 to 8. */
    static int of(byte[] file, ImageFormat format) {
        return switch (format) {
            case TIFF -> TiffTags.of(file).orientation();
            case PNG -> inPng(ByteBuffer.wrap(file));
            case WEBP -> inWebp(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
            default -> UPRIGHT;
        };
    }

    /** Chunks of a length, a name, a body and a checksum, behind a signature of 8 bytes. */
    private static int inPng(ByteBuffer file) {
        long position = 8;
        while (position + 12 <= file.limit()) {
            int start = (int) position;
            int length = file.getInt(start);
            if (file.getInt(start + 4) == name("eXIf") && length >= 0 && position + 8 + length <= file.limit()) {
                return read(file.array(), start + 8, start + 8 + length);
            }
            position += 12 + Integer.toUnsignedLong(length);
        }
        return UPRIGHT;
    }

    /** Chunks of a name, a length and a body of whole pairs of bytes, behind a header of 12 bytes. */
    private static int inWebp(ByteBuffer file) {
        long position = 12;
        while (position + 8 <= file.limit()) {
            int start = (int) position;
            long length = Integer.toUnsignedLong(file.getInt(start + 4));
            if (Integer.reverseBytes(file.getInt(start)) == name("EXIF") && position + 8 + length <= file.limit()) {
                int body = start + 8;
                boolean prefixed = length > 6 && Integer.reverseBytes(file.getInt(body)) == name("Exif");
                return read(file.array(), prefixed ? body + 6 : body, body + (int) length);
            }
            position += 8 + length + (length & 1);
        }
        return UPRIGHT;
    }

    private static int name(String four) {
        return ByteBuffer.wrap(four.getBytes(StandardCharsets.US_ASCII)).getInt();
    }

    /** The picture as it was seen, given the orientation of its file: 1 to 8, see the EXIF standard, tag 274. */
    static Image upright(Image image, int orientation) {
        if (orientation == UPRIGHT) {
            return image;
        }
        boolean transposed = orientation >= 5;
        boolean fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        boolean fromBottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        int width = transposed ? image.height() : image.width();
        int height = transposed ? image.width() : image.height();
        int channels = image.channels();
        Samples source = image.stored();
        Samples target = source.blank(source.length());
        for (int y = 0, o = 0; y < height; y++) {
            for (int x = 0; x < width; x++, o += channels) {
                int column = transposed ? y : x;
                int row = transposed ? x : y;
                column = fromRight ? image.width() - 1 - column : column;
                row = fromBottom ? image.height() - 1 - row : row;
                System.arraycopy(
                        source.array(), (row * image.width() + column) * channels, target.array(), o, channels);
            }
        }
        return new Image(width, height, channels, target);
    }
}
