package io.github.sknet.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.serve.http.HttpLimits;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies of any length, or none: those who read their answer get one, memory stays bounded, and the next request works. */
class BodiesTest {

    private static final String PATH = "/predict/tiny";

    @TempDir
    static Path folder;

    private static SknetServer server;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        Path model = ServedModels.write(ServedModels.classifier(1), folder.resolve("tiny.safetensors"));
        // A burst keeps the clients themselves from sending for a while.
        HttpLimits limits =
                new HttpLimits(ServedModels.BODY, 16L << 20, Duration.ofSeconds(8), 1024, Duration.ofSeconds(30));
        server = SknetServer.start(ServedModels.options(model).within(ServedModels.queue(), limits));
        client = Client.of(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void theNextRequestWorks() throws Exception {
        assertEquals(200, client.post(PATH, ServedModels.png(32, 32)).statusCode());
    }

    @Test
    void whatIsAnnouncedTooLongIsRefusedBeforeItComes() throws Exception {
        try (RawClient raw = new RawClient(server.port())) {
            raw.send(RawClient.head("POST", PATH, "Content-Length: 1073741824"));
            String answer = raw.readAll();
            assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
            assertTrue(answer.toLowerCase().contains("connection: close"), answer);
            assertTrue(answer.contains("The body of a request may have 1048576 bytes at most"), answer);
        }
    }

    /** As curl does with large files. */
    @Test
    void whoAsksFirstIsToldNotToSend() throws Exception {
        try (RawClient raw = new RawClient(server.port())) {
            raw.send(RawClient.head("POST", PATH, "Content-Length: 1073741824", "Expect: 100-continue"));
            assertTrue(raw.readAll().startsWith("HTTP/1.1 413 "));
        }
        try (RawClient raw = new RawClient(server.port())) {
            byte[] image = ServedModels.png(32, 32);
            raw.send(RawClient.head("POST", PATH, "Content-Length: " + image.length, "Expect: 100-continue"));
            byte[] go = raw.socket().getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
            assertEquals("HTTP/1.1 100 Continue\r\n\r\n", new String(go, StandardCharsets.ISO_8859_1));
            raw.send(image);
            assertTrue(raw.readResponse().startsWith("HTTP/1.1 200 "));
        }
    }

    /** No reset takes the answer away from a client that only reads when it has written all. */
    @Test
    void whoWritesAllFirstCanReadTheAnswer() throws Exception {
        for (int round = 0; round < 5; round++) {
            try (RawClient raw = new RawClient(server.port())) {
                raw.send(RawClient.head("POST", PATH, "Content-Length: " + (8 << 20)));
                for (int i = 0; i < 8; i++) {
                    raw.send(new byte[1 << 20]);
                }
                assertTrue(raw.readAll().startsWith("HTTP/1.1 413 "));
            }
        }
    }

    @Test
    void chunksWithoutEndEnd() throws Exception {
        try (RawClient raw = new RawClient(server.port())) {
            raw.send(RawClient.head("POST", PATH, "Transfer-Encoding: chunked"));
            byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            long sent = 0;
            long end = System.nanoTime() + 20_000_000_000L;
            while (raw.tryToSend(chunk) && raw.socket().getInputStream().available() == 0) {
                sent += chunk.length;
                assertTrue(System.nanoTime() < end, "the server answers after " + sent + " bytes");
            }
            assertTrue(raw.readAll().startsWith("HTTP/1.1 413 "));
        }
    }

    @Test
    void aBodyWithoutLengthIsNone() throws Exception {
        try (RawClient raw = new RawClient(server.port())) {
            raw.send(RawClient.head("POST", PATH));
            String answer = raw.readResponse();
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            assertTrue(answer.contains("There is no image"), answer);
        }
    }

    @Test
    void lengthsThatContradictAreRefused() throws Exception {
        for (String[] headers : new String[][] {
            {"Content-Length: 5", "Content-Length: 6"},
            {"Content-Length: -1"},
            {"Content-Length: 99999999999999999999"},
            {"Content-Length: 5", "Transfer-Encoding: chunked"},
            {"Transfer-Encoding: gzip"}
        }) {
            try (RawClient raw = new RawClient(server.port())) {
                raw.send(RawClient.head("POST", PATH, headers));
                String answer = raw.readAll();
                assertTrue(
                        answer.startsWith("HTTP/1.1 4") || answer.startsWith("HTTP/1.1 501"),
                        String.join(", ", headers) + ": " + answer);
                assertTrue(answer.contains("application/problem+json"), answer);
            }
        }
    }

    /** Sixty bodies of a megabyte do not fit into the sixteen that all may hold: some are told to come back. */
    @Test
    void allBodiesTogetherAreBounded() throws Exception {
        List<RawClient> waiting = new ArrayList<>();
        try {
            byte[] most = new byte[ServedModels.BODY - 10];
            for (int i = 0; i < 60; i++) {
                RawClient raw = new RawClient(server.port());
                waiting.add(raw);
                raw.send(RawClient.head("POST", PATH, "Content-Length: " + ServedModels.BODY));
                raw.tryToSend(most);
            }
            for (long end = System.nanoTime() + 20_000_000_000L; waiting.size() > 16 && System.nanoTime() < end; ) {
                assertTrue(held() <= 16 << 20, held() + " bytes are held");
                for (RawClient raw : List.copyOf(waiting)) {
                    if (raw.socket().getInputStream().available() > 0) {
                        String answer = raw.readAll();
                        assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
                        assertTrue(answer.contains("Retry-After: 1"), answer);
                        raw.close();
                        waiting.remove(raw);
                    }
                }
            }
            assertTrue(waiting.size() <= 16, waiting.size() + " are held");
        } finally {
            for (RawClient raw : waiting) {
                raw.close();
            }
        }
    }

    private static double held() throws Exception {
        String text = new String(client.get("/metrics").body(), StandardCharsets.UTF_8);
        return Double.parseDouble(text.replaceFirst("(?s).*\nsknet_http_bodies_bytes (\\S+)\n.*", "$1"));
    }

    /** A burst of more than the queue holds: each gets an answer, or is told when to come back. */
    @Test
    void aBurstIsAnsweredOrToldToComeBack() throws Exception {
        byte[] image = ServedModels.png(32, 32);
        List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            answers.add(client.postLater(PATH, image));
        }
        int answered = 0;
        for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
            HttpResponse<byte[]> response = answer.get();
            if (response.statusCode() == 200) {
                answered++;
            } else {
                PredictRoutesTest.problem(429, response);
                assertTrue(response.headers().firstValueAsLong("Retry-After").orElseThrow() >= 1);
            }
        }
        assertTrue(answered >= 64, answered + " are answered");
    }
}
