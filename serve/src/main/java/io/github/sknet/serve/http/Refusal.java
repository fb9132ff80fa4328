package io.github.sknet.serve.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers a request whose body is not wanted. To close a connection on which something has arrived that nobody has read resets it,
 * and a reset takes the answer away from a client that still sends. So the answer is sent, the server's half of the connection
 * closed, and what arrives is thrown away for a while.
 */
final class Refusal {

    /** So much is thrown away at most. */
    private static final long MOST_BYTES = 64L << 20;

    private final Request request;
    private final Callback callback;
    private final EndPoint connection;
    private final long end;
    private long thrownAway;

    private Refusal(Request request, Callback callback, Duration patience) {
        this.request = request;
        this.callback = callback;
        this.connection = request.getConnectionMetaData().getConnection().getEndPoint();
        this.end = System.nanoTime() + patience.toNanos();
    }

    /**
     * Sends a problem and closes the connection.
     *
     * @param patience how long the client may go on sending
     */
    static void send(Problem problem, Request request, Response response, Callback callback, Duration patience) {
        byte[] body = problem.json();
        response.setStatus(problem.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.TYPE);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        problem.retrySeconds().ifPresent(seconds -> response.getHeaders().put(HttpHeader.RETRY_AFTER, seconds));
        Refusal refusal = new Refusal(request, callback, patience);
        response.write(true, ByteBuffer.wrap(body), Callback.from(refusal::linger, callback::failed));
    }

    private void linger() {
        connection.shutdownOutput();
        request.getComponents()
                .getScheduler()
                .schedule(connection::close, end - System.nanoTime(), TimeUnit.NANOSECONDS);
        throwAway();
    }

    private void throwAway() {
        while (thrownAway < MOST_BYTES && System.nanoTime() < end) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this::throwAway);
                return;
            }
            thrownAway += chunk.remaining();
            chunk.release();
            if (chunk.isLast()) {
                break;
            }
        }
        callback.succeeded();
    }
}
