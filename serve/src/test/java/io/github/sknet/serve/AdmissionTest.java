package io.github.sknet.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.serve.http.ApiKeys;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask: pages of other sites may not, nor may who has no key. */
class AdmissionTest {

    @TempDir
    static Path folder;

    private static Path model;
    private static SknetServer server;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        model = ServedModels.write(ServedModels.classifier(1), folder.resolve("tiny.safetensors"));
        server = SknetServer.start(ServedModels.options(model));
        client = Client.of(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** As a browser sends what a page of another site asks for. */
    @Test
    void pagesOfOtherSites() throws Exception {
        byte[] image = ServedModels.png(32, 32);
        for (String other : List.of("cross-site", "same-site", "")) {
            PredictRoutesTest.problem(403, shown(client, "Sec-Fetch-Site", other, image));
        }
        for (String own : List.of("same-origin", "none")) {
            assertEquals(200, shown(client, "Sec-Fetch-Site", own, image).statusCode());
        }
        assertEquals(
                200,
                client.send(client.request("/")
                                .header("Sec-Fetch-Site", "cross-site")
                                .GET())
                        .statusCode());
    }

    /** Browsers leave Sec-Fetch-Site out where a service is asked over plain HTTP, and not as localhost. */
    @Test
    void pagesOfOtherOrigins() throws Exception {
        byte[] image = ServedModels.png(32, 32);
        String own = "http://127.0.0.1:" + client.port();
        for (String origin : List.of("null", "http://evil.example", "http://127.0.0.1:1", "https" + own.substring(4))) {
            PredictRoutesTest.problem(403, shown(client, "Origin", origin, image));
            PredictRoutesTest.problem(
                    403,
                    client.send(client.request("/v2/repository/models/tiny/unload")
                            .header("Origin", origin)
                            .POST(HttpRequest.BodyPublishers.noBody())));
        }
        assertEquals(200, shown(client, "Origin", own, image).statusCode());
        // Behind a proxy the browser alone knows by what address the page was asked for.
        assertEquals(
                200,
                client.send(client.request("/predict/tiny")
                                .header("Origin", "https://models.example")
                                .header("Sec-Fetch-Site", "same-origin")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(image)))
                        .statusCode());
    }

    /** As a page asks whose name was turned to the loopback interface after it was loaded. */
    @Test
    void namesThatAreTurnedToTheLoopbackInterface() throws Exception {
        for (String host : List.of("evil.example", "evil.example:" + client.port(), "127.evil.example", "10.0.0.1")) {
            assertTrue(head(server, host).startsWith("HTTP/1.1 403 "), host);
        }
        for (String host : List.of("localhost", "LOCALHOST:1", "127.0.0.1:80", "127.3.2.1", "[::1]:8080")) {
            assertTrue(head(server, host).startsWith("HTTP/1.1 200 "), host);
        }
        Path file = Files.writeString(folder.resolve("proxy.txt"), "0123456789abcdefghij");
        try (SknetServer own = SknetServer.start(ServedModels.options(model).withKeys(ApiKeys.read(file)))) {
            assertTrue(head(own, "models.example").startsWith("HTTP/1.1 200 "));
        }
        ServeOptions everywhere = ServedModels.options(model).at("0.0.0.0", 0);
        try (SknetServer own = SknetServer.start(everywhere)) {
            assertTrue(head(own, "models.example").startsWith("HTTP/1.1 200 "));
        }
    }

    private static String head(SknetServer asked, String host) throws Exception {
        try (RawClient raw = new RawClient(asked.port())) {
            raw.send("GET /v2/health/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            return raw.readAll();
        }
    }

    @Test
    void keys() throws Exception {
        String key = "0123456789abcdefghij";
        Path file = Files.writeString(folder.resolve("keys.txt"), "# of the tests\n" + key + " # the only one\n");
        try (SknetServer own = SknetServer.start(ServedModels.options(model).withKeys(ApiKeys.read(file)))) {
            Client its = Client.of(own);
            assertEquals(200, its.get("/v2/health/live").statusCode());
            assertEquals(200, its.get("/v2/health/ready").statusCode());
            for (String path : List.of("/", "/v2/models", "/metrics", "/openapi.json", "/v2/health/../models")) {
                assertTrue(its.get(path).statusCode() >= 400, path);
            }
            byte[] image = ServedModels.png(32, 32);
            HttpResponse<byte[]> without = its.post("/predict/tiny", image);
            PredictRoutesTest.problem(401, without);
            assertTrue(without.headers()
                    .firstValue("WWW-Authenticate")
                    .orElseThrow()
                    .startsWith("Basic "));
            for (String wrong : List.of("", "x", key + "x", key.substring(1), key.toUpperCase(), "# of the tests")) {
                PredictRoutesTest.problem(401, shown(its, "Authorization", "Bearer " + wrong, image));
                PredictRoutesTest.problem(401, shown(its, "X-Api-Key", wrong, image));
            }
            PredictRoutesTest.problem(401, shown(its, "Authorization", "Basic ???", image));
            PredictRoutesTest.problem(401, shown(its, "Authorization", key, image));
            assertEquals(
                    200, shown(its, "Authorization", "Bearer " + key, image).statusCode());
            assertEquals(200, shown(its, "X-Api-Key", key, image).statusCode());
            String basic = Base64.getEncoder().encodeToString(("anybody:" + key).getBytes(StandardCharsets.UTF_8));
            assertEquals(
                    200, shown(its, "Authorization", "Basic " + basic, image).statusCode());
        }
    }

    private static HttpResponse<byte[]> shown(Client its, String header, String value, byte[] image) throws Exception {
        return its.send(
                its.request("/predict/tiny").header(header, value).POST(HttpRequest.BodyPublishers.ofByteArray(image)));
    }
}
