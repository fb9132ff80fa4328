package io.github.sknet.vision.image;

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
}
