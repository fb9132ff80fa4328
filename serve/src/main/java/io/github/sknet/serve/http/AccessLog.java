package io.github.sknet.serve.http;

import io.github.sknet.serve.metrics.ServeMetrics;
import java.util.Locale;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/**
 * A line for each request: its status, what route it took, its time and sizes. Nothing that a client wrote is in it, no path and no
 * header.
 */
final class AccessLog implements RequestLog {

    /** Where the pattern of the path is noted that a request took. */
    static final String ROUTE = AccessLog.class.getName();

    private static final Logger LOG = Logger.getLogger("io.github.sknet.serve.access");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

    private final ServeMetrics metrics;

    AccessLog(ServeMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void log(Request request, Response response) {
        long nanos = System.nanoTime() - request.getHeadersNanoTime();
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
        String route = request.getAttribute(ROUTE) instanceof String known ? known : "none";
        metrics.answered(method, route, response.getStatus(), nanos);
        LOG.log(
                Level.INFO,
                () -> String.format(
                        Locale.ROOT,
                        "%d %s %s %.1f ms, %d bytes in, %d bytes out",
                        response.getStatus(),
                        method,
                        route,
                        nanos / 1e6,
                        Request.getContentBytesRead(request),
                        Response.getContentBytesWritten(response)));
    }
}
