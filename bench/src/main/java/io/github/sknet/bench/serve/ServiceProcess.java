package io.github.sknet.bench.serve;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A {@link ServiceWorker} that has started. */
final class ServiceProcess implements AutoCloseable {

    private static final int GRACE_SECONDS = 10;

    private final Process process;
    private final BufferedReader in;
    private final PrintStream out;
    private final int port;

    /**
     * Waits until a process is ready.
     *
     * @throws IOException when it ends before
     */
    ServiceProcess(Process process) throws IOException {
        this.process = process;
        in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        out = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        port = Integer.parseInt(answer("ready"));
    }

    int port() {
        return port;
    }

    /** Images a second that the engine computes by itself, in batches. */
    double alone(double seconds) throws IOException {
        out.println(String.format(Locale.ROOT, "alone %.3f", seconds));
        return Double.parseDouble(answer("rate"));
    }

    private String answer(String expected) throws IOException {
        String line = in.readLine();
        if (line == null || !line.startsWith(expected + " ")) {
            throw new IOException("The service failed; it said " + line);
        }
        return line.substring(expected.length() + 1);
    }

    @Override
    public void close() {
        out.close();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException now) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
