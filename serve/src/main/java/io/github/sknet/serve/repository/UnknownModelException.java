package io.github.sknet.serve.repository;

/** There is no model of the name that was asked for. */
public final class UnknownModelException extends RuntimeException {

    UnknownModelException(String message) {
        super(message);
    }
}
