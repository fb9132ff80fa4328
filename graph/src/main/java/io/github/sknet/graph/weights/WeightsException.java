package io.github.sknet.graph.weights;

import java.io.IOException;

/** A weight file that can't be read or does not fit; the message is one sentence that names it and what is wrong. */
public final class WeightsException extends IOException {

    public WeightsException(String message) {
        super(message);
    }

    public WeightsException(String message, Throwable cause) {
        super(message, cause);
    }
}
