package io.github.sknet.serve.http;

import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Keeps pages of other sites from setting a service to work, or letting its models go, through the browser of somebody who may: that
 * a service listens on the loopback interface does not. Browsers tell where a request comes from (Fetch Metadata, W3C).
 */
final class CrossSiteGate extends Handler.Wrapper {

    private static final int FORBIDDEN = 403;
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD");

    private final Duration patience;

    CrossSiteGate(Handler next, Duration patience) {
        super(next);
        this.patience = patience;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean foreign = "cross-site".equals(request.getHeaders().get("Sec-Fetch-Site"));
        if (!foreign || HARMLESS.contains(request.getMethod())) {
            return super.handle(request, response, callback);
        }
        Refusal.send(
                new Problem(FORBIDDEN, "Pages of other sites may not ask this service for work"),
                request,
                response,
                callback,
                patience);
        return true;
    }
}
