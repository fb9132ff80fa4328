package io.github.sknet.datasets;

import java.io.IOException;

/** A data set that cannot be read. The message is one sentence that names the file or folder and what is wrong. */
public final class DatasetException extends IOException {
    /** With one sentence. */
    public DatasetException(String message) {
        super(message);
    }

    /** With one sentence, and what was met below. */
    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
