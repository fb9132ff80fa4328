package io.github.sknet.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.serve.work.ModelRunner;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service that stops, or whose model is replaced, loses nothing that it has accepted. */
@Timeout(60)
class StopAndReplaceTest {

    @TempDir
    Path folder;

    private Path tiny() throws IOException {
        return ServedModels.write(ServedModels.classifier(1), folder.resolve("tiny.safetensors"));
    }

    @Test
    void aStopAnswersWhatWasAccepted() throws Exception {
        SknetServer server = SknetServer.start(ServedModels.options(tiny()));
        Client client = Client.of(server);
        CountDownLatch go = hold(server, 2);
        byte[] image = ServedModels.png(32, 32);
        List<CompletableFuture<HttpResponse<byte[]>>> accepted = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            accepted.add(client.postLater("/predict/tiny", image));
        }
        ModelRunner runner = server.models().named("tiny").runner();
        while (runner.length() < 40) {
            Thread.sleep(5);
        }
        Thread stop = new Thread(server::close);
        stop.start();
        HttpResponse<byte[]> late = client.post("/predict/tiny", image);
        while (late.statusCode() == 429 || late.statusCode() == 200) {
            late = client.post("/predict/tiny", image);
        }
        PredictRoutesTest.problem(503, late);
        assertTrue(late.headers().firstValueAsLong("Retry-After").isPresent());
        assertEquals("close", late.headers().firstValue("Connection").orElse(""));
        PredictRoutesTest.problem(503, client.get("/v2/health/ready"));
        assertEquals(200, client.get("/v2/health/live").statusCode());
        go.countDown();
        for (CompletableFuture<HttpResponse<byte[]>> answer : accepted) {
            assertEquals(200, answer.get().statusCode());
        }
        stop.join();
    }

    /** Keeps all threads of a service busy. */
    private static CountDownLatch hold(SknetServer server, int threads) throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            server.models().named("tiny").runner().submit(model -> {
                busy.countDown();
                try {
                    return go.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException end) {
                    throw new IllegalStateException(end);
                }
            });
        }
        busy.await();
        return go;
    }

    @Test
    void whoHasHungUpIsNotAnswered() throws Exception {
        try (SknetServer server = SknetServer.start(ServedModels.options(tiny()))) {
            Client client = Client.of(server);
            CountDownLatch go = hold(server, 2);
            byte[] image = ServedModels.png(32, 32);
            ModelRunner runner = server.models().named("tiny").runner();
            for (int i = 0; i < 64; i++) {
                try (RawClient raw = new RawClient(server.port())) {
                    raw.send(RawClient.head("POST", "/predict/tiny", "Content-Length: " + image.length));
                    raw.send(image);
                    while (runner.length() <= i) {
                        Thread.sleep(1);
                    }
                }
            }
            // The queue is full of requests that nobody waits for: there is room for one that somebody does.
            CompletableFuture<HttpResponse<byte[]>> wanted = client.postLater("/predict/tiny", image);
            while (runner.length() > 1) {
                Thread.sleep(5);
            }
            go.countDown();
            assertEquals(200, wanted.get().statusCode());
            String text = new String(client.get("/metrics").body(), StandardCharsets.UTF_8);
            assertTrue(text.contains("sknet_model_dropped_total{model=\"tiny\"} 64.0"), text);
        }
    }

    @Test
    void anAnswerThatComesTooLateIsNotWaitedFor() throws Exception {
        ServeOptions options =
                ServedModels.options(tiny()).within(ServedModels.queue(Duration.ofMillis(300)), ServedModels.http());
        try (SknetServer server = SknetServer.start(options)) {
            Client client = Client.of(server);
            CountDownLatch go = hold(server, 2);
            HttpResponse<byte[]> late = client.post("/predict/tiny", ServedModels.png(32, 32));
            PredictRoutesTest.problem(504, late);
            go.countDown();
            assertEquals(
                    200, client.post("/predict/tiny", ServedModels.png(32, 32)).statusCode());
        }
    }

    @Test
    void aModelIsReplacedUnderLoad() throws Exception {
        Path file = tiny();
        try (SknetServer server = SknetServer.start(ServedModels.options(file))) {
            Client client = Client.of(server);
            byte[] image = ServedModels.png(32, 32);
            String before = new String(client.post("/predict/tiny", image).body(), StandardCharsets.UTF_8);
            Path next = ServedModels.write(ServedModels.classifier(2), folder.resolve("next"));
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
            String after = before;
            int asked = 0;
            for (long end = System.nanoTime() + 30_000_000_000L; after.equals(before) && System.nanoTime() < end; ) {
                List<CompletableFuture<HttpResponse<byte[]>>> some = new ArrayList<>();
                for (int i = 0; i < 16; i++) {
                    some.add(client.postLater("/predict/tiny", image));
                }
                for (CompletableFuture<HttpResponse<byte[]>> answer : some) {
                    assertEquals(200, answer.get().statusCode());
                    after = new String(answer.get().body(), StandardCharsets.UTF_8);
                    asked++;
                }
            }
            assertNotEquals(before, after, "after " + asked + " requests");
            assertEquals(
                    "[\"2\"]",
                    Client.json(client.get("/v2/models/tiny")).get("versions").toString());
            PredictRoutesTest.problem(404, client.get("/v2/models/tiny/versions/1"));
        }
    }

    /** A file that is no model's does not take the place of one that is. */
    @Test
    void aBrokenFileIsLeft() throws Exception {
        Path file = tiny();
        try (SknetServer server = SknetServer.start(ServedModels.options(file))) {
            Client client = Client.of(server);
            Files.writeString(file, "no model");
            String index = "";
            for (long end = System.nanoTime() + 20_000_000_000L;
                    !index.contains("is no") && System.nanoTime() < end; ) {
                Thread.sleep(100);
                index = Client.json(client.post("/v2/repository/index", ""))
                        .get(0)
                        .toString();
                assertEquals(
                        200,
                        client.post("/predict/tiny", ServedModels.png(32, 32)).statusCode());
                if (!Client.json(client.post("/v2/repository/index", ""))
                        .get(0)
                        .get("reason")
                        .asText()
                        .isEmpty()) {
                    break;
                }
            }
            assertTrue(index.contains("\"state\":\"READY\""), index);
            assertTrue(!index.contains(folder.toString()), index);
        }
    }

    @Test
    void aPortThatIsInUseIsNamed() throws Exception {
        ServeOptions options = ServedModels.options(tiny());
        try (SknetServer first = SknetServer.start(options)) {
            IOException taken =
                    assertThrows(IOException.class, () -> SknetServer.start(options.at("127.0.0.1", first.port())));
            assertEquals(
                    "Nobody can listen on port " + first.port() + " of 127.0.0.1: it is in use, or not allowed",
                    taken.getMessage());
        }
    }
}
