package io.github.sknet.serve.http;

import io.github.sknet.serve.metrics.ServeMetrics;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Reads bodies before anybody is asked to handle their requests, as they arrive, so that a slow client costs no thread. One that is
 * too long is refused; one that is too slow is cut off.
 */
final class RequestBodies extends Handler.Wrapper {

    /** Where handlers find the body, a {@code byte[]}. */
    static final String ATTRIBUTE = RequestBodies.class.getName();

    private static final int TOO_LARGE = 413;
    private static final int UNAVAILABLE = 503;

    private final HttpLimits limits;
    private final SlowConnections connections;
    private final AtomicLong held = new AtomicLong();

    RequestBodies(HttpLimits limits, SlowConnections connections, ServeMetrics metrics) {
        this.limits = limits;
        this.connections = connections;
        metrics.gauge("sknet.http.bodies.bytes", "Bytes of requests' bodies in memory", held::get);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        request.setAttribute(ClientPresence.ATTRIBUTE, new ClientPresence(request));
        long announced = request.getLength();
        if (announced == 0) {
            request.setAttribute(ATTRIBUTE, new byte[0]);
            connections.answering(request);
            return super.handle(request, response, callback);
        }
        Reading reading = new Reading(request, response, callback);
        if (announced > limits.body()) {
            reading.refuse(tooLarge());
        } else {
            reading.begin();
        }
        return true;
    }

    private Problem tooLarge() {
        return new Problem(TOO_LARGE, "The body of a request may have " + limits.body() + " bytes at most");
    }

    /** One request whose body arrives. */
    private final class Reading {

        private final Request request;
        private final Response response;
        private final Callback callback;
        private final RequestBody body;
        private final long start = System.nanoTime();
        private Scheduler.Task check;
        private volatile boolean complete;

        Reading(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
            this.body = new RequestBody(request.getLength(), held, limits.bodies());
        }

        void begin() {
            Request.addCompletionListener(request, failure -> body.release());
            checkLater();
            read();
        }

        private void checkLater() {
            check = request.getComponents()
                    .getScheduler()
                    .schedule(this::check, limits.patience().toNanos(), TimeUnit.NANOSECONDS);
        }

        /** Cuts a client off that has sent less since the beginning than it should have. */
        private void check() {
            if (complete) {
                return;
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            if (body.size() < limits.rate() * seconds) {
                request.getConnectionMetaData().getConnection().getEndPoint().close();
            } else {
                checkLater();
            }
        }

        private void read() {
            while (true) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this::read);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    end();
                    callback.failed(quiet(chunk.getFailure()));
                    return;
                }
                boolean last = chunk.isLast();
                Problem problem = take(chunk);
                if (problem != null) {
                    refuse(problem);
                    return;
                }
                if (last) {
                    handle();
                    return;
                }
            }
        }

        /** That a client has gone, or was sent away, is nothing to log at length. */
        private static Throwable quiet(Throwable failure) {
            return failure instanceof QuietException ? failure : new QuietException.RuntimeException(failure);
        }

        private Problem take(Content.Chunk chunk) {
            try {
                if (body.size() + (long) chunk.remaining() > limits.body()) {
                    return tooLarge();
                }
                return body.add(chunk.getByteBuffer())
                        ? null
                        : Problem.passing(UNAVAILABLE, "More is being sent to the service than it holds at once", 1);
            } finally {
                chunk.release();
            }
        }

        void refuse(Problem problem) {
            end();
            body.release();
            Refusal.send(problem, request, response, callback, limits.patience());
        }

        private void end() {
            complete = true;
            if (check != null) {
                check.cancel();
            }
        }

        private void handle() {
            end();
            request.setAttribute(ATTRIBUTE, body.bytes());
            connections.answering(request);
            try {
                if (!RequestBodies.super.handle(request, response, callback)) {
                    Response.writeError(request, response, callback, 404);
                }
            } catch (Exception failure) {
                Response.writeError(request, response, callback, failure);
            }
        }
    }
}
