package io.github.sknet.datasets;

/** A model that says of an image what is no number; the message is a sentence that names both. */
public final class NotANumberException extends RuntimeException {

    public NotANumberException(String message) {
        super(message);
    }
}
