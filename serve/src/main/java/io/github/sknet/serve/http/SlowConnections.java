package io.github.sknet.serve.http;

import io.github.sknet.serve.metrics.ServeMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/**
 * Cuts clients off that take too long to send the head of a request, or to take its answer. A connection on which nothing happens at
 * all is the server's to close: it has a time for that. Bodies are watched where they are read.
 */
final class SlowConnections extends Handler.Wrapper implements Connection.Listener {

    private static final long NOTHING = Long.MAX_VALUE;

    private final HttpLimits limits;
    private final long lookNanos;
    private final Map<Connection, State> states = new ConcurrentHashMap<>();

    SlowConnections(HttpLimits limits, ServeMetrics metrics) {
        this.limits = limits;
        metrics.gauge("sknet.http.connections", "Connections that are open", states::size);
        this.lookNanos = Math.min(TimeUnit.SECONDS.toNanos(1), limits.patience().toNanos() / 4);
    }

    /** Where a connection is: between requests, or in one. */
    private static final class State {

        private boolean within;
        private long bytesBefore;

        /** Since when what is within bounds lasts: a head that has begun, an answer; {@link #NOTHING} where nothing does. */
        private long since = NOTHING;

        synchronized void begin() {
            within = true;
            since = NOTHING;
        }

        synchronized void answering() {
            since = System.nanoTime();
        }

        synchronized void end(long bytesIn) {
            within = false;
            since = NOTHING;
            bytesBefore = bytesIn;
        }

        synchronized boolean isSlow(Connection connection, HttpLimits limits, long now) {
            if (!within && since == NOTHING && connection.getBytesIn() > bytesBefore) {
                since = now;
            }
            Duration most = within ? limits.answer() : limits.patience();
            return since != NOTHING && now - since > most.toNanos();
        }
    }

    @Override
    public void onOpened(Connection connection) {
        states.put(connection, new State());
    }

    @Override
    public void onClosed(Connection connection) {
        states.remove(connection);
    }

    /** The request has come whole: from now on it is the answer that takes time. */
    void answering(Request request) {
        State state = states.get(request.getConnectionMetaData().getConnection());
        if (state != null) {
            state.answering();
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Connection connection = request.getConnectionMetaData().getConnection();
        State state = states.get(connection);
        if (state != null) {
            state.begin();
            Request.addCompletionListener(request, failure -> state.end(connection.getBytesIn()));
        }
        return super.handle(request, response, callback);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        lookLater(getServer());
    }

    private void lookLater(Server server) {
        server.getScheduler().schedule(() -> look(server), lookNanos, TimeUnit.NANOSECONDS);
    }

    private void look(Server server) {
        long now = System.nanoTime();
        states.forEach((connection, state) -> {
            if (state.isSlow(connection, limits, now)) {
                connection.getEndPoint().close();
            }
        });
        if (isRunning()) {
            lookLater(server);
        }
    }
}
