package io.github.sknet.vision.image;

import io.github.sknet.graph.engine.Samples;
import java.io.IOException;
import java.io.InputStream;

/** The image files beside the tests. */
final class TestImages {
    private TestImages() {}

    static byte[] bytes(String name) throws IOException {
        try (InputStream stream = TestImages.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException("no test resource " + name);
            }
            return stream.readAllBytes();
        }
    }

    static Image read(String name) throws IOException {
        return ImageDecoder.decode(bytes(name), name);
    }

    /** The upper 8 bits of each sample, which Pillow keeps. */
    static byte[] upperBits(Image image) {
        if (!(image.stored() instanceof Samples.Shorts shorts)) {
            return image.samples();
        }
        byte[] upper = new byte[shorts.length()];
        for (int i = 0; i < upper.length; i++) {
            upper[i] = (byte) (shorts.values()[i] >>> Byte.SIZE);
        }
        return upper;
    }
}
