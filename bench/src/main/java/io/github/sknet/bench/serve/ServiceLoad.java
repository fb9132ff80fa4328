package io.github.sknet.bench.serve;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Clients on loopback, each of which asks again as soon as it is answered, on a connection of its own. They are plain sockets: what
 * a client's library needs would be taken from the engine.
 *
 * @param port of the service
 * @param clients how many there are
 * @param request the bytes of one request, head and body
 */
record ServiceLoad(int port, int clients, byte[] request) {

    private static final String OK = "HTTP/1.1 200 ";
    private static final String LENGTH = "content-length:";

    /**
     * What came of it.
     *
     * @param rate answers a second
     * @param millis of each answer, from the first byte of the request to the last of the answer
     */
    record Result(double rate, double[] millis) {}

    /** A request with a body. */
    static byte[] request(String path, List<String> headers, byte[] body) {
        StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        byte[] text = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = new byte[text.length + body.length];
        System.arraycopy(text, 0, whole, 0, text.length);
        System.arraycopy(body, 0, whole, text.length, body.length);
        return whole;
    }

    /**
     * Asks for so long, each client once at least.
     *
     * @throws IOException when an answer is not what was asked for
     */
    Result run(double seconds) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * 1e9);
        try {
            List<Future<List<Long>>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> ask(end)));
            }
            List<Long> nanos = new ArrayList<>();
            for (Future<List<Long>> each : running) {
                nanos.addAll(each.get());
            }
            double taken = (System.nanoTime() - begin) / 1e9;
            return new Result(
                    nanos.size() / taken,
                    nanos.stream().mapToDouble(each -> each / 1e6).toArray());
        } catch (ExecutionException failed) {
            throw new IOException("A client failed: " + failed.getCause().getMessage(), failed.getCause());
        } catch (InterruptedException now) {
            Thread.currentThread().interrupt();
            throw new IOException("The clients were interrupted", now);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Long> ask(long end) throws IOException {
        List<Long> nanos = new ArrayList<>();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            do {
                long begin = System.nanoTime();
                out.write(request);
                out.flush();
                readAnswer(in);
                nanos.add(System.nanoTime() - begin);
            } while (System.nanoTime() < end);
        }
        return nanos;
    }

    private static void readAnswer(InputStream in) throws IOException {
        String status = line(in);
        long length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Long.parseLong(header.substring(LENGTH.length()).strip());
            }
        }
        byte[] body = in.readNBytes((int) length);
        if (!status.startsWith(OK)) {
            throw new IOException(status + ": " + new String(body, StandardCharsets.UTF_8));
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The service closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
