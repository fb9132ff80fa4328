package io.github.sknet.serve.work;

/** A model that there is, but that is not loaded. */
public final class NotLoadedException extends RuntimeException {

    public NotLoadedException(String message) {
        super(message);
    }
}
