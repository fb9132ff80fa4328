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

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        String detail = status >= SERVER_ERROR
                ? "The service failed; its log says how"
                : "The request can't be understood, or asks for what there is not";
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.TYPE);
        response.write(true, ByteBuffer.wrap(new Problem(status, detail).json()), callback);
        return true;
    }
}
