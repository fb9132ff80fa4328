package io.github.sknet.serve.http;

import java.time.Duration;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Keeps pages out whose name in the DNS was turned to the loopback interface after they were loaded: for a browser they are then of the
 * service's own site. They still call the service by that name.
 */
final class LoopbackGate extends Handler.Wrapper {

    private static final int FORBIDDEN = 403;
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    private final String host;
    private final Duration patience;

    /**
     * A gate before what listens on the loopback interface.
     *
     * @param host by which it was told to listen, and may be called too
     */
    LoopbackGate(Handler next, String host, Duration patience) {
        super(next);
        this.host = host;
        this.patience = patience;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String called = Request.getServerName(request);
        if (LOOPBACK.matcher(called).matches() || called.equalsIgnoreCase(host)) {
            return super.handle(request, response, callback);
        }
        Refusal.send(
                new Problem(
                        FORBIDDEN,
                        "This service listens on the loopback interface and must be asked there, as localhost: "
                                + "'Host' says another name"),
                request,
                response,
                callback,
                patience);
        return true;
    }
}
