package io.github.sknet.datasets;

import java.io.IOException;

/** A data set that cannot be read. The message is one sentence that names the file or folder and what is wrong. */
public final class DatasetException extends IOException {
    public DatasetException(String message) {
        super(message);
    }

    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
