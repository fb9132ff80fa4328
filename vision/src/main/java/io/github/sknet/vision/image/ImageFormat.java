package io.github.sknet.vision.image;

/** The supported file formats, told apart by a file's first bytes and never by its name. */
enum ImageFormat {
    JPEG(0xFF, 0xD8, 0xFF),
    PNG(0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'),
    BMP('B', 'M'),
    GIF('G', 'I', 'F', '8');

    private final int[] signature;

    ImageFormat(int... signature) {
        this.signature = signature;
    }

    /** The format of a file's content, or null where it is none of these. */
    static ImageFormat of(byte[] content) {
        for (ImageFormat format : values()) {
            if (format.begins(content)) {
                return format;
            }
        }
        return null;
    }

    private boolean begins(byte[] content) {
        if (content.length < signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if ((content[i] & 0xFF) != signature[i]) {
                return false;
            }
        }
        return true;
    }
}
