package io.github.sknet.vision.image;

import java.io.IOException;

/** A file that cannot be read as an image. The message is one sentence that names the file and what is wrong with it. */
public final class ImageException extends IOException {
    public ImageException(String message) {
        super(message);
    }

    public ImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
