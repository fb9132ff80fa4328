package io.github.sknet.vision.image;

import java.nio.ByteBuffer;

/**
 * Whether a file can hold what its header promises: a few bytes that promise millions of pixels are refused before memory is taken
 * for these.
 */
final class PromisedSize {

    /** The most bytes that one of a deflated stream stands for: 258 for two bits (RFC 1951). */
    private static final int DEFLATED = 1032;

    /** Where a PNG's first chunk, which is the header, says the bits of a sample, and what samples a pixel has. */
    private static final int PNG_DEPTH = 24;

    private static final int PNG_COLOR = 25;

    private PromisedSize() {}

    /**
     * Looks at a PNG; other files are let through.
     *
     * @param name what messages call it
     * @throws ImageException naming it, when no compression makes so much of so little
     */
    static void check(byte[] content, String name) throws ImageException {
        if (ImageFormat.of(content) != ImageFormat.PNG || content.length <= PNG_COLOR) {
            return;
        }
        ByteBuffer header = ByteBuffer.wrap(content);
        int width = header.getInt(16);
        int height = header.getInt(20);
        int samples = switch (content[PNG_COLOR]) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
        double bytes = (double) width * height * samples * content[PNG_DEPTH] / Byte.SIZE;
        if (bytes > (double) DEFLATED * content.length) {
            throw new ImageException(name + " is a broken or truncated PNG file: it is said to be " + width + "×"
                    + height + ", and " + content.length + " bytes can't hold so many pixels");
        }
    }
}
