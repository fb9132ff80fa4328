package io.github.sknet.serve.http;

import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Lets requests in that show a key, before anything of their bodies is read. Whoever only asks whether the service is well needs none. */
final class KeyGate extends Handler.Wrapper {

    private static final int UNAUTHORIZED = 401;
    private static final Set<String> OPEN = Set.of("/v2/health/live", "/v2/health/ready");

    private final ApiKeys keys;
    private final Duration patience;

    KeyGate(Handler next, ApiKeys keys, Duration patience) {
        super(next);
        this.keys = keys;
        this.patience = patience;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (OPEN.contains(Request.getPathInContext(request)) || keys.admit(request.getHeaders())) {
            return super.handle(request, response, callback);
        }
        response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Basic realm=\"sknet\", charset=\"UTF-8\"");
        Refusal.send(
                new Problem(
                        UNAUTHORIZED,
                        "A key is needed: as 'Authorization: Bearer KEY', as 'X-Api-Key: KEY', or as a password"),
                request,
                response,
                callback,
                patience);
        return true;
    }
}
