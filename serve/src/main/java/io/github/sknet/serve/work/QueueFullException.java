package io.github.sknet.serve.work;

/** More questions wait for a model already than its queue holds. */
public final class QueueFullException extends RuntimeException {

    private final int retrySeconds;

    QueueFullException(String message, int retrySeconds) {
        super(message);
        this.retrySeconds = retrySeconds;
    }

    /** After how many seconds there should be room again. */
    public int retrySeconds() {
        return retrySeconds;
    }
}
