package io.github.sknet.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that mean no good get one sentence, and the next request works. */
class HostileRequestsTest {

    private static final String INFER = "/v2/models/tiny/infer";
    private static final int PIXELS = 3 * 32 * 32;

    @TempDir
    static Path folder;

    private static Path model;
    private static SknetServer server;
    private static Client client;
    private static String input;

    @BeforeAll
    static void start() throws Exception {
        model = ServedModels.write(ServedModels.classifier(1), folder.resolve("tiny.safetensors"));
        server = SknetServer.start(ServedModels.options(model));
        client = Client.of(server);
        input = Client.json(client.get("/v2/models/tiny"))
                .get("inputs")
                .get(0)
                .get("name")
                .asText();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void theNextRequestWorks() throws Exception {
        assertEquals(200, client.post("/predict/tiny", ServedModels.png(32, 32)).statusCode());
    }

    @Test
    void malformedForms() throws Exception {
        byte[] whole = PredictRoutesTest.form(ServedModels.png(32, 32));
        for (String type : List.of(
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=other",
                "multipart/form-data; boundary=" + "b".repeat(5000))) {
            form(400, type, whole);
        }
        String right = "multipart/form-data; boundary=frontier";
        form(400, right, new byte[0]);
        form(400, right, "--frontier--\r\n".getBytes(StandardCharsets.UTF_8));
        form(400, right, Arrays.copyOf(whole, whole.length - 20));
        form(400, right, "--frontier\r\nContent-Disposition: nothing".getBytes(StandardCharsets.UTF_8));
        form(400, right, ("--frontier\r\n" + "X: y\r\n".repeat(20_000) + "\r\n").getBytes(StandardCharsets.UTF_8));
        form(400, right, "--frontier\r\n\r\n\r\n".repeat(2_000).getBytes(StandardCharsets.UTF_8));
    }

    private static void form(int status, String type, byte[] body) throws Exception {
        PredictRoutesTest.problem(
                status,
                client.send(client.request("/predict/tiny")
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))));
    }

    @Test
    void jsonThatIsNone() throws Exception {
        for (String text : List.of(
                "",
                "[]",
                "nonsense",
                "{\"inputs\":[",
                "{\"inputs\":1}",
                "{\"inputs\":[1]}",
                "{\"inputs\":[],\"inputs\":[]}",
                "{\"inputs\":[]} and more",
                "{\"inputs\":[{\"name\":7}]}",
                "{\"parameters\":[]}",
                "{\"id\":1}",
                "{\"x\":" + "[".repeat(100_000),
                "{\"x\":\"" + "y".repeat(100_000) + "\"}",
                "{\"" + "y".repeat(100_000) + "\":1}",
                "{\"x\":" + "9".repeat(100_000) + "}",
                "{\"inputs\":[" + "{},".repeat(1000) + "{}]}")) {
            JsonNode problem = PredictRoutesTest.problem(400, client.post(INFER, text));
            assertTrue(problem.get("detail").asText().length() < 400, problem.toString());
        }
    }

    @Test
    void tensorsThatLie() throws Exception {
        String zeros = Arrays.toString(new float[PIXELS]);
        lie(tensor("[1,3,32,32]", "[1,2,3]"), "has 3 numbers");
        lie(tensor("[2,3,32,32]", zeros), "has 3072 numbers, and its shape says 2 times 3072");
        lie(tensor("[0,3,32,32]", "[]"), "must have the shape (N, 3, 32, 32)");
        lie(tensor("[-1,3,32,32]", zeros), "must have the shape");
        lie(tensor("[1,3,64,16]", zeros), "must have the shape");
        lie(tensor("[9223372036854775807,3,32,32]", zeros), "must have the shape");
        lie(tensor("[1,1,1,1,1,1,1,1,1,3,32,32]", zeros), "8 axes");
        lie(tensor("[99999999999999999999,3,32,32]", zeros), "no JSON that can be read");
        lie(tensor("[1.5,3,32,32]", zeros), "whole numbers");
        lie(tensor("[1,3,32,32]", zeros).replace("FP32", "INT8"), "must be of FP32");
        lie(tensor("[1,3,32,32]", zeros).replace(input, "other"), "has one input");
        lie(tensor("[1,3,32,32]", zeros.replaceFirst("0.0", "NaN")), "no JSON that can be read");
        lie(tensor("[1,3,32,32]", zeros.replaceFirst("0.0", "1e99")), "NaN or an infinity");
        lie(tensor("[1,3,32,32]", zeros.replaceFirst("0.0", "\"0\"")), "must be a list of numbers");
        lie(tensor("[1,3,32,32]", zeros).replaceFirst("\\{", "{\"outputs\":[{\"name\":\"none\"}],"), "no such output");
    }

    private static String tensor(String shape, String data) {
        return "{\"inputs\":[{\"name\":\"" + input + "\",\"shape\":" + shape + ",\"datatype\":\"FP32\",\"data\":" + data
                + "}]}";
    }

    private static void lie(String request, String expected) throws Exception {
        JsonNode problem = PredictRoutesTest.problem(400, client.post(INFER, request));
        assertTrue(problem.get("detail").asText().contains(expected), problem.toString());
    }

    @Test
    void binaryTensorsThatLie() throws Exception {
        byte[] right = new byte[4 * PIXELS];
        binary("0", right, 4 * PIXELS, "must be");
        binary("-5", right, 4 * PIXELS, "The JSON should have");
        binary("99999999", right, 4 * PIXELS, "The JSON should have");
        binary("many", right, 4 * PIXELS, "must be a whole number");
        binary(null, right, 2L * Integer.MAX_VALUE, "should have 4294967294 bytes");
        binary(null, right, -1, "can't be below 0");
        binary(null, right, 4 * PIXELS - 4, "belong to no input");
        binary(null, right, 4 * PIXELS + 4, "should have");
        binary(null, right, 4 * PIXELS - 1, "in whole floats");
        ByteBuffer nan = ByteBuffer.allocate(4 * PIXELS).order(ByteOrder.LITTLE_ENDIAN);
        nan.putFloat(40, Float.NaN);
        binary(null, nan.array(), 4 * PIXELS, "NaN or an infinity");
        nan.putFloat(40, Float.NEGATIVE_INFINITY);
        binary(null, nan.array(), 4 * PIXELS, "NaN or an infinity");
    }

    /** @param length what the header says; {@code null} for the truth */
    private static void binary(String length, byte[] behind, long size, String expected) throws Exception {
        byte[] json = ("{\"inputs\":[{\"name\":\"" + input
                        + "\",\"shape\":[1,3,32,32],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":" + size
                        + "}}]}")
                .getBytes(StandardCharsets.UTF_8);
        HttpResponse<byte[]> response = client.send(client.request(INFER)
                .header("Inference-Header-Content-Length", length == null ? Integer.toString(json.length) : length)
                .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(json, behind))));
        JsonNode problem = PredictRoutesTest.problem(400, response);
        assertTrue(problem.get("detail").asText().contains(expected), problem.toString());
    }

    /** A few bytes that would be billions of pixels. */
    @Test
    void imageBombs() throws Exception {
        JsonNode png = PredictRoutesTest.problem(413, client.post("/predict/tiny", pngHead(60_000, 60_000)));
        assertEquals(
                "The image has 3600000000 pixels, and may have 4000000 at most",
                png.get("detail").asText());
        PredictRoutesTest.problem(413, client.post("/predict/tiny", pngHead(Integer.MAX_VALUE, Integer.MAX_VALUE)));
        byte[] gif = Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
        gif[6] = gif[7] = gif[8] = gif[9] = (byte) 0xFF;
        PredictRoutesTest.problem(413, client.post("/predict/tiny", gif));
    }

    private static byte[] pngHead(int width, int height) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        chunk(
                png,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array());
        chunk(png, "IDAT", new byte[] {0x78, (byte) 0x9C, 3, 0, 0, 0, 0, 1});
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] body) throws IOException {
        byte[] typed = ByteBuffer.allocate(4 + body.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(body)
                .array();
        CRC32 sum = new CRC32();
        sum.update(typed);
        png.write(ByteBuffer.allocate(4).putInt(body.length).array());
        png.write(typed);
        png.write(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    /** A name is looked up; it is no path, however it is written. */
    @Test
    void pathsInNames() throws Exception {
        Files.copy(model, folder.resolve("secret.safetensors"));
        for (String name : List.of(
                "../secret",
                "..%2Fsecret",
                "%2e%2e%2fsecret",
                "..%5csecret",
                "secret",
                folder + "/secret",
                folder.toString().replace("/", "%2F") + "%2Fsecret",
                "tiny.safetensors",
                "tiny%00",
                "tiny;x=/../secret",
                "%252e%252e%252fsecret",
                "..%c0%afsecret",
                "~root",
                "x".repeat(5000))) {
            for (String path : List.of("/predict/" + name, "/v2/repository/models/" + name + "/load")) {
                try (RawClient raw = new RawClient(server.port())) {
                    raw.send(RawClient.head("POST", path, "Content-Length: 0", "Connection: close"));
                    String answer = raw.readAll();
                    assertTrue(
                            answer.startsWith("HTTP/1.1 404 ") || answer.startsWith("HTTP/1.1 400 "),
                            path + ": " + answer);
                    assertTrue(answer.contains("application/problem+json"), path + ": " + answer);
                    assertTrue(!answer.contains(folder.toString()), answer);
                }
            }
        }
        for (String path : List.of("/../pom.xml", "/..%2fmodule-info.class", "/PageRoutes.class", "//etc/passwd")) {
            try (RawClient raw = new RawClient(server.port())) {
                raw.send(RawClient.head("GET", path, "Connection: close"));
                assertTrue(raw.readAll().startsWith("HTTP/1.1 4"), path);
            }
        }
    }

    @Test
    void whatIsNoHttp() throws Exception {
        for (String text : List.of(
                "nonsense\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n" + "X: y\r\n".repeat(20_000) + "\r\n",
                "GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n")) {
            try (RawClient raw = new RawClient(server.port())) {
                raw.tryToSend(text.getBytes(StandardCharsets.ISO_8859_1));
                assertTrue(raw.readAll().matches("(?s)HTTP/1.1 [45].*"), text.substring(0, 10));
            }
        }
    }

    /** The beginning of a second request behind the first is not lost, though the server looks whether the client is still there. */
    @Test
    void requestsInARow() throws Exception {
        byte[] image = ServedModels.png(32, 32);
        String head = RawClient.head("POST", "/predict/tiny", "Content-Length: " + image.length);
        ByteArrayOutputStream two = new ByteArrayOutputStream();
        for (int i = 0; i < 2; i++) {
            two.write(head.getBytes(StandardCharsets.ISO_8859_1));
            two.write(image);
        }
        for (int round = 0; round < 50; round++) {
            try (RawClient raw = new RawClient(server.port())) {
                byte[] both = two.toByteArray();
                // Sometimes the second comes with the first, sometimes while that is answered.
                int cut = both.length * (round % 10) / 10;
                raw.send(Arrays.copyOf(both, cut));
                raw.send(Arrays.copyOfRange(both, cut, both.length));
                assertTrue(raw.readResponse().startsWith("HTTP/1.1 200 "));
                assertTrue(raw.readResponse().startsWith("HTTP/1.1 200 "));
            }
        }
    }
}
