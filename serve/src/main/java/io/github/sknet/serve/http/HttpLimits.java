package io.github.sknet.serve.http;

import java.time.Duration;

/**
 * What clients may send, and how slowly.
 *
 * @param body the most bytes of a body, at least 1
 * @param bodies the most bytes that all bodies hold at once, at least as many
 * @param patience how long a client may be as slow as it likes: with a request's head, and with a body before {@code rate} is asked
 *     of it; and how long one that was refused may go on sending
 * @param rate the bytes a second that a body has to come with
 * @param answer how long an answer may take from the last byte of the request to the last that the client takes
 */
public record HttpLimits(int body, long bodies, Duration patience, long rate, Duration answer) {

    /** All bodies together may take such a part of the heap. */
    private static final int HEAP_SHARE = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LEAST_RATE = 1024;
    private static final Duration READING = Duration.ofSeconds(60);

    public HttpLimits {
        if (body < 1 || bodies < body) {
            throw new IllegalArgumentException(
                    "A body may have at least 1 byte, and all together at least as many as one, not " + body + " and "
                            + bodies);
        }
    }

    /**
     * The usual limits.
     *
     * @param body the most bytes of a body
     * @param timeout how long a client waits for an answer at most, before it takes it
     */
    public static HttpLimits usual(int body, Duration timeout) {
        long heap = Runtime.getRuntime().maxMemory();
        return new HttpLimits(body, Math.max(body, heap / HEAP_SHARE), PATIENCE, LEAST_RATE, timeout.plus(READING));
    }
}
