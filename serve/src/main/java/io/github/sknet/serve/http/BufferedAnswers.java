package io.github.sknet.serve.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Keeps answers in memory until they are whole, and then writes them as fast as their clients read. Handlers write as if clients
 * were infinitely fast: a slow reader costs memory, but no thread.
 */
final class BufferedAnswers extends Handler.Wrapper {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Answer answer = new Answer(request, response, callback);
        return super.handle(request, answer, answer);
    }

    /** An answer as handlers see it. Done when its handler is; its client's connection is done when all has been written. */
    private static final class Answer extends Response.Wrapper implements Callback {

        private final Callback callback;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean last;

        Answer(Request request, Response response, Callback callback) {
            super(request, response);
            this.callback = callback;
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback written) {
            if (BufferUtil.hasContent(content)) {
                byte[] more = BufferUtil.toArray(content);
                BufferUtil.clear(content);
                bytes.write(more, 0, more.length);
            }
            this.last |= last;
            written.succeeded();
        }

        @Override
        public boolean hasLastWrite() {
            return last;
        }

        @Override
        public void reset() {
            super.reset();
            bytes.reset();
            last = false;
        }

        @Override
        public void succeeded() {
            if (!getHeaders().contains(HttpHeader.CONTENT_LENGTH) && bytes.size() > 0) {
                getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.size());
            }
            getWrapped().write(true, ByteBuffer.wrap(bytes.toByteArray()), callback);
        }

        @Override
        public void failed(Throwable failure) {
            callback.failed(failure);
        }
    }
}
