package io.github.sknet.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.serve.http.HttpLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that take their time cost no thread, and are cut off. */
@Timeout(60)
class SlowClientsTest {

    private static final int MANY = 600;
    private static final int DEAF_REQUESTS = 200;

    @TempDir
    Path folder;

    private SknetServer server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        Path model = ServedModels.write(ServedModels.classifier(1), folder.resolve("tiny.safetensors"));
        HttpLimits limits = new HttpLimits(8 << 20, 16L << 20, ServedModels.PATIENCE, 1024, Duration.ofSeconds(2));
        server = SknetServer.start(ServedModels.options(model).within(ServedModels.queue(), limits));
        client = Client.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Hundreds of them send a byte now and then, of a head or of a body: others are served meanwhile. */
    @Test
    void oneByteAtATime() throws Exception {
        List<RawClient> slow = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                RawClient raw = new RawClient(server.port());
                slow.add(raw);
                raw.send(
                        i % 2 == 0
                                ? "POST /predict/tiny HTTP/1.1\r\nHost: "
                                : RawClient.head("POST", "/predict/tiny", "Content-Length: 100000"));
            }
            long start = System.nanoTime();
            long longest = 0;
            while (System.nanoTime() - start < 3 * ServedModels.PATIENCE.toNanos()) {
                slow.forEach(raw -> raw.tryToSend(new byte[] {'x'}));
                long asked = System.nanoTime();
                assertEquals(
                        200,
                        client.post("/predict/tiny", ServedModels.png(32, 32)).statusCode());
                longest = Math.max(longest, System.nanoTime() - asked);
                Thread.sleep(100);
            }
            assertTrue(longest < 2_000_000_000L, "others wait for " + longest / 1_000_000 + " ms");
            for (RawClient raw : slow) {
                raw.socket().setSoTimeout(1000);
                assertTrue(raw.isClosed(), "a slow client is cut off");
            }
        } finally {
            for (RawClient raw : slow) {
                raw.close();
            }
        }
    }

    /** More of an answer than the network's buffers hold, which nobody reads. */
    @Test
    void whoDoesNotReadIsCutOff() throws Exception {
        byte[] image = ServedModels.noise(1000, 1000);
        byte[] head = RawClient.head("POST", "/predict/tiny?picture", "Content-Length: " + image.length)
                .getBytes(StandardCharsets.ISO_8859_1);
        List<CompletableFuture<Integer>> deaf = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            deaf.add(CompletableFuture.supplyAsync(() -> sendUntilCutOff(head, image)));
        }
        assertEquals(200, client.post("/predict/tiny", ServedModels.png(32, 32)).statusCode());
        for (CompletableFuture<Integer> each : deaf) {
            assertTrue(each.get(30, TimeUnit.SECONDS) < DEAF_REQUESTS);
        }
    }

    /** How many requests are taken from a client that reads no answer. */
    private int sendUntilCutOff(byte[] head, byte[] image) {
        int sent = 0;
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
            for (; sent < DEAF_REQUESTS; sent++) {
                socket.getOutputStream().write(head);
                socket.getOutputStream().write(image);
            }
        } catch (IOException cutOff) {
            return sent;
        }
        return sent;
    }
}
