package io.github.sknet.serve.http;

import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Keeps pages of other sites from setting a service to work, or letting its models go, through the browser of somebody who may: that
 * a service listens on the loopback interface does not. Browsers say by {@code Sec-Fetch-Site} where a request comes from (Fetch
 * Metadata, W3C), but only to addresses that they trust, and by {@code Origin} (RFC 6454) to all. What shows neither comes from no page.
 */
final class CrossSiteGate extends Handler.Wrapper {

    private static final int FORBIDDEN = 403;
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final Duration patience;

    CrossSiteGate(Handler next, Duration patience) {
        super(next);
        this.patience = patience;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (HARMLESS.contains(request.getMethod()) || !isForeign(request.getHeaders())) {
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

    /** Where the browser compares sites itself it is believed: behind a proxy it alone knows the address that was asked. */
    private static boolean isForeign(HttpFields headers) {
        String site = headers.get("Sec-Fetch-Site");
        if (site != null) {
            return !OWN.contains(site);
        }
        String origin = headers.get("Origin");
        return origin != null && !origin.equalsIgnoreCase("http://" + headers.get(HttpHeader.HOST));
    }
}
