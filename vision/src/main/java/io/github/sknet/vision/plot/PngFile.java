package io.github.sknet.vision.plot;

import io.github.sknet.graph.weights.AtomicFile;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/**
 * PNG files that say what wrote them, in the text chunk {@code Software} (PNG specification, 11.3.3.2), so that they can be told
 * from pictures that are not to be replaced.
 */
public final class PngFile {

    /** The signature and the header chunk, which come first in every PNG file. */
    private static final int HEAD = 8 + 25;

    private static final byte[] MARK = textChunk("Software\0SKNet");

    private PngFile() {}

    /** Writes a PNG file, whole or not at all. */
    public static void write(RenderedImage image, Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        byte[] png = bytes.toByteArray();
        AtomicFile.write(file, out -> {
            out.write(png, 0, HEAD);
            out.write(MARK);
            out.write(png, HEAD, png.length - HEAD);
        });
    }

    /** Whether {@link #write} has made a file. */
    public static boolean isOwn(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(HEAD + MARK.length);
            return start.length == HEAD + MARK.length && Arrays.equals(start, HEAD, start.length, MARK, 0, MARK.length);
        }
    }

    /** Length, type, text and check sum. */
    private static byte[] textChunk(String text) {
        byte[] typed = ("tEXt" + text).getBytes(StandardCharsets.ISO_8859_1);
        CRC32 checksum = new CRC32();
        checksum.update(typed);
        return ByteBuffer.allocate(typed.length + 8)
                .putInt(text.length())
                .put(typed)
                .putInt((int) checksum.getValue())
                .array();
    }
}
