package io.github.sknet.serve.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Whether the client of a request has hung up. Nothing tells a server so but a look at what has arrived; that may also be the
 * beginning of the next request, which is given back to the connection. A client that has closed its half has hung up, as most
 * servers see it.
 */
final class ClientPresence implements BooleanSupplier {

    /** Where handlers find it. */
    static final String ATTRIBUTE = ClientPresence.class.getName();

    private final Connection connection;
    private final EndPoint endPoint;
    private boolean sendsMore;
    private boolean left;

    ClientPresence(Request request) {
        connection = request.getConnectionMetaData().getConnection();
        endPoint = connection.getEndPoint();
    }

    /** Looks; to be called only after the request's body has been read, and before its answer is begun. */
    @Override
    public synchronized boolean getAsBoolean() {
        if (!left && !sendsMore) {
            look();
        }
        return left;
    }

    private void look() {
        ByteBuffer one = BufferUtil.allocate(1);
        try {
            int read = endPoint.isOpen() ? endPoint.fill(one) : -1;
            left = read < 0;
            sendsMore = read > 0;
        } catch (IOException reset) {
            left = true;
        }
        if (sendsMore && connection instanceof Connection.UpgradeTo buffered) {
            buffered.onUpgradeTo(one);
        }
    }
}
