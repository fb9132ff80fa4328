package io.github.sknet.bench.serve;

import io.github.sknet.bench.process.AskedProcess;
import java.io.IOException;
import java.util.Locale;

/** A {@link ServiceWorker} that has started. */
final class ServiceProcess implements AutoCloseable {

    private final AskedProcess process;
    private final int port;

    /**
     * Starts a worker and waits until it is ready.
     *
     * @throws IOException with its error, when it ends before
     */
    ServiceProcess(String engine, AskedProcess.Starter starter) throws IOException {
        process = new AskedProcess("The service of the engine " + engine, starter);
        port = Integer.parseInt(process.answer("ready")[0]);
    }

    /** Images a second that the engine computes by itself, in batches. */
    double alone(double seconds) throws IOException {
        process.ask(String.format(Locale.ROOT, "alone %.3f", seconds));
        return Double.parseDouble(process.answer("rate")[0]);
    }

    /**
     * Has clients ask for so long.
     *
     * @throws IOException with the service's own error, when a client got no good answer
     */
    ServiceLoad.Result served(int clients, byte[] request, double seconds) throws IOException {
        try {
            return new ServiceLoad(port, clients, request).run(seconds);
        } catch (IOException failed) {
            throw new IOException(failed.getMessage() + " (the service: " + process.firstError() + ")", failed);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
