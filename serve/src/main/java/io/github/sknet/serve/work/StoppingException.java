package io.github.sknet.serve.work;

/** The service stops: what was accepted is answered, nothing more is accepted. */
public final class StoppingException extends RuntimeException {

    StoppingException() {
        super("The service is about to stop and accepts nothing more");
    }
}
