package io.github.sknet.vision.image;

/**
 * The first bytes of files of a format.
 *
 * @param bytes 0 to 255, or {@link #ANY}
 */
record Signature(int[] bytes) {

    /** A byte that may be any. */
    static final int ANY = -1;

    static Signature of(int... bytes) {
        return new Signature(bytes);
    }

    boolean begins(byte[] content) {
        if (content.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != ANY && (content[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
