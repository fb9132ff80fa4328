package io.github.sknet.serve.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the server itself refuses, such as a request that is no HTTP, is told as everything else is. */
final class ProblemPages extends ErrorHandler {

    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        String detail = "The request can't be understood, or asks for what there is not";
        if (status == UNAVAILABLE) {
            detail = "The service is about to stop and accepts nothing more";
        } else if (status >= SERVER_ERROR) {
            detail = "The service failed; its log says how";
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.TYPE);
        response.write(true, ByteBuffer.wrap(new Problem(status, detail).json()), callback);
        return true;
    }
}
