package io.github.sknet.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The requests that the documents of the Open Inference Protocol (rest_predict_v2) and of Triton (extension_binary_data,
 * extension_model_repository) show, with this model's names and shapes in them.
 */
class InferenceProtocolTest {

    private static final int PIXELS = 3 * 32 * 32;

    @TempDir
    static Path folder;

    private static Path model;
    private static SknetServer server;
    private static Client client;
    private static String input;
    private static String output;

    @BeforeAll
    static void start() throws Exception {
        model = ServedModels.write(ServedModels.classifier(1), folder.resolve("tiny.safetensors"));
        server = SknetServer.start(ServedModels.options(model));
        client = Client.of(server);
        JsonNode described = Client.json(client.get("/v2/models/tiny"));
        input = described.get("inputs").get(0).get("name").asText();
        output = described.get("outputs").get(0).get("name").asText();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theServerTellsOfItself() throws Exception {
        assertEquals(200, client.get("/v2/health/live").statusCode());
        assertEquals(200, client.get("/v2/health/ready").statusCode());
        JsonNode server = Client.json(client.get("/v2"));
        assertEquals("sknet", server.get("name").asText());
        assertEquals(
                "[\"binary_tensor_data\",\"model_repository\"]",
                server.get("extensions").toString());
        assertEquals(
                "{\"models\":[\"tiny\"]}", Client.json(client.get("/v2/models")).toString());
    }

    @Test
    void modelsTellOfThemselves() throws Exception {
        assertEquals(200, client.get("/v2/models/tiny/ready").statusCode());
        assertEquals(200, client.get("/v2/models/tiny/versions/1/ready").statusCode());
        PredictRoutesTest.problem(404, client.get("/v2/models/tiny/versions/7/ready"));
        PredictRoutesTest.problem(404, client.get("/v2/models/small/ready"));
        JsonNode described = Client.json(client.get("/v2/models/tiny/versions/1"));
        assertEquals("tiny", described.get("name").asText());
        assertEquals("[\"1\"]", described.get("versions").toString());
        assertEquals(
                "[{\"name\":\"" + input + "\",\"datatype\":\"FP32\",\"shape\":[-1,3,32,32]}]",
                described.get("inputs").toString());
        assertEquals(
                "[{\"name\":\"" + output + "\",\"datatype\":\"FP32\",\"shape\":[-1,3]}]",
                described.get("outputs").toString());
    }

    @Test
    void numbersInTheJson() throws Exception {
        float[] pixels = Tensor.gaussian(List.of(2, PIXELS), 3).values();
        HttpResponse<byte[]> response =
                client.post("/v2/models/tiny/infer", """
                {
                  "id" : "42",
                  "inputs" : [
                    {
                      "name" : "%s",
                      "shape" : [ 2, 3, 32, 32 ],
                      "datatype" : "FP32",
                      "data" : %s
                    }
                  ],
                  "outputs" : [ { "name" : "%s" } ]
                }
                """.formatted(input, Arrays.toString(pixels), output));
        JsonNode answer = Client.json(response);
        assertEquals(200, response.statusCode(), answer.toString());
        assertEquals("tiny", answer.get("model_name").asText());
        assertEquals("1", answer.get("model_version").asText());
        assertEquals("42", answer.get("id").asText());
        JsonNode first = answer.get("outputs").get(0);
        assertEquals("[2,3]", first.get("shape").toString());
        assertEquals("FP32", first.get("datatype").asText());
        float[] logits = new float[6];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) first.get("data").get(i).asDouble();
        }
        assertArrayEquals(expected(pixels, 2), logits, 1e-5f);
    }

    /** The order of the numbers is the same, however they are nested. */
    @Test
    void numbersInNestedLists() throws Exception {
        float[] pixels = Tensor.gaussian(List.of(1, PIXELS), 4).values();
        String flat = Arrays.toString(pixels);
        String nested = "["
                + IntStream.range(0, 3)
                        .mapToObj(c -> IntStream.range(0, 32)
                                .mapToObj(y -> Arrays.toString(
                                        Arrays.copyOfRange(pixels, (c * 32 + y) * 32, (c * 32 + y + 1) * 32)))
                                .collect(Collectors.joining(",", "[", "]")))
                        .collect(Collectors.joining(",", "[", "]"))
                + "]";
        assertEquals(
                Client.json(client.post("/v2/models/tiny/infer", request("[1,3,32,32]", flat))),
                Client.json(client.post("/v2/models/tiny/infer", request("[1,3,32,32]", nested))));
    }

    @Test
    void numbersBehindTheJson() throws Exception {
        float[] pixels = Tensor.gaussian(List.of(1, PIXELS), 5).values();
        String json = """
                {
                  "model_name" : "tiny",
                  "inputs" : [
                    {
                      "name" : "%s",
                      "shape" : [ 1, 3, 32, 32 ],
                      "datatype" : "FP32",
                      "parameters" : {
                        "binary_data_size" : %d
                      }
                    }
                  ],
                  "outputs" : [
                    {
                      "name" : "%s",
                      "parameters" : {
                        "binary_data" : true
                      }
                    }
                  ]
                }
                """.formatted(input, 4 * PIXELS, output);
        HttpResponse<byte[]> response = binary("/v2/models/tiny/versions/1/infer", json, bytes(pixels));
        assertEquals(200, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
        assertEquals(
                "application/octet-stream",
                response.headers().firstValue("Content-Type").orElseThrow());
        int length = (int) response.headers()
                .firstValueAsLong("Inference-Header-Content-Length")
                .orElseThrow();
        assertTrue(new String(response.body(), 0, length, StandardCharsets.UTF_8)
                .contains("\"parameters\":{\"binary_data_size\":12}"));
        float[] logits = new float[3];
        ByteBuffer.wrap(response.body(), length, 12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(logits);
        assertArrayEquals(expected(pixels, 1), logits, 1e-5f);
    }

    /** {@code binary_data_output} asks for all outputs behind the JSON. */
    @Test
    void outputsBehindTheJson() throws Exception {
        String json = request("[1,3,32,32]", Arrays.toString(new float[PIXELS]))
                .replaceFirst("\\{", "{\"parameters\":{\"binary_data_output\":true},");
        HttpResponse<byte[]> response = client.post("/v2/models/tiny/infer", json);
        assertTrue(
                response.headers().firstValue("Inference-Header-Content-Length").isPresent());
    }

    @Test
    void theRepository() throws Exception {
        assertEquals(
                "[{\"name\":\"tiny\",\"version\":\"1\",\"state\":\"READY\",\"reason\":\"\"}]",
                Client.json(client.post("/v2/repository/index", "{ \"ready\" : true }"))
                        .toString());
        Path other = ServedModels.write(ServedModels.classifier(2), folder.resolve("other.safetensors"));
        ServeOptions options = ServedModels.options().withFolder(other.getParent());
        try (SknetServer own = SknetServer.start(options)) {
            Client its = Client.of(own);
            assertEquals(200, its.post("/v2/repository/models/other/unload", "").statusCode());
            PredictRoutesTest.problem(503, its.post("/predict/other", ServedModels.png(32, 32)));
            PredictRoutesTest.problem(503, its.get("/v2/models/other/ready"));
            String index = Client.json(its.post("/v2/repository/index", "")).toString();
            assertTrue(index.contains("\"state\":\"UNAVAILABLE\",\"reason\":\"it was unloaded\""), index);
            assertEquals(200, its.post("/v2/repository/models/other/load", "{}").statusCode());
            assertEquals(
                    200, its.post("/predict/other", ServedModels.png(32, 32)).statusCode());
            ServedModels.write(ServedModels.classifier(3), folder.resolve("third.safetensors"));
            assertEquals(200, its.post("/v2/repository/models/third/load", "").statusCode());
            assertEquals(
                    200, its.post("/predict/third", ServedModels.png(32, 32)).statusCode());
            PredictRoutesTest.problem(404, its.post("/v2/repository/models/fourth/load", ""));
        }
    }

    @Test
    void whatIsDescribedIsThere() throws Exception {
        // Models are loaded anew on the way: their versions change.
        try (SknetServer own = SknetServer.start(ServedModels.options(model))) {
            Client its = Client.of(own);
            JsonNode description = Client.json(its.get("/openapi.json"));
            assertTrue(description.get("openapi").asText().startsWith("3."));
            JsonNode paths = description.get("paths");
            paths.fieldNames()
                    .forEachRemaining(path -> paths.get(path).fieldNames().forEachRemaining(method -> {
                        if (!method.equals("parameters")) {
                            assertKnown(its, method, path);
                        }
                    }));
        }
    }

    /** What is described is there: it may complain of what is asked, never of the address. */
    private static void assertKnown(Client its, String method, String path) {
        try {
            HttpResponse<byte[]> response = its.send(its.request(path.replace("{model}", "tiny")
                            .replace("{version}", "1")
                            .replace("/unload", "/load"))
                    .method(method.toUpperCase(), HttpRequest.BodyPublishers.noBody()));
            assertTrue(response.statusCode() < 500, path);
            assertTrue(
                    !new String(response.body(), StandardCharsets.UTF_8).contains("There is nothing at this address"),
                    method + " " + path);
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    static String request(String shape, String data) {
        return "{\"inputs\":[{\"name\":\"" + input + "\",\"shape\":" + shape + ",\"datatype\":\"FP32\",\"data\":" + data
                + "}]}";
    }

    private static HttpResponse<byte[]> binary(String path, String json, byte[] behind) throws Exception {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        return client.send(client.request(path)
                .header("Content-Type", "application/octet-stream")
                .header("Inference-Header-Content-Length", Integer.toString(text.length))
                .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(text, behind))));
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static float[] expected(float[] pixels, int rows) throws IOException {
        try (VisionModel<?> own = VisionModels.load(model)) {
            return own.outputs(Tensor.of(pixels, rows, 3, 32, 32)).output().values();
        }
    }
}
