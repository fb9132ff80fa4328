package io.github.sknet.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import io.github.sknet.vision.image.ImageDecoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image goes in, the model's answer comes out, as {@code sknet predict --json} prints it. */
class PredictRoutesTest {

    @TempDir
    static Path folder;

    private static Path model;
    private static SknetServer server;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        model = ServedModels.write(ServedModels.classifier(1), folder.resolve("tiny.safetensors"));
        server = SknetServer.start(ServedModels.options(model));
        client = Client.of(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void settingsThatAreMisread() throws Exception {
        byte[] image = ServedModels.png(32, 32);
        for (String address : List.of(
                "/predict/tiny?kernels=maybe",
                "/predict/tiny?picture=no",
                "/predict/tiny?top=1&top=2",
                "/explain/tiny?sizes=1",
                "/explain/tiny?maps=maybe",
                "/explain/tiny?classes=0&classes=1")) {
            String name = address.replaceFirst(".*\\?(\\w+)=.*", "$1");
            String detail =
                    problem(400, client.post(address, image)).get("detail").asText();
            assertTrue(detail.contains("'" + name + "'"), detail);
        }
        assertEquals(200, client.post("/predict/tiny?kernels=false", image).statusCode());
    }

    @Test
    void theBodyIsAnImage() throws Exception {
        byte[] image = ServedModels.png(40, 30);
        HttpResponse<byte[]> response = client.post("/predict/tiny", image);
        assertEquals(200, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
        assertEquals(
                "application/json",
                response.headers().firstValue("Content-Type").orElseThrow());
        try (VisionModel<?> own = VisionModels.load(model)) {
            assertEquals(
                    own.predict(ImageDecoder.decode(image, "image")).toJson(),
                    new String(response.body(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void settingsOfTheTaskStandInTheAddress() throws Exception {
        byte[] image = ServedModels.png(40, 30);
        assertEquals(
                1,
                Client.json(client.post("/predict/tiny?top=1", image))
                        .get("labels")
                        .size());
        JsonNode explained = Client.json(client.post("/predict/tiny?kernels", image));
        assertTrue(explained.get("kernels").size() > 0, explained.toString());
        JsonNode wrong = problem(400, client.post("/predict/tiny?top=none", image));
        assertTrue(wrong.get("detail").asText().startsWith("top must be a whole number"), wrong.toString());
        JsonNode foreign = problem(400, client.post("/predict/tiny?score-threshold=0.5", image));
        assertTrue(
                foreign.get("detail").asText().startsWith("score-threshold is for models to detect"),
                foreign.toString());
    }

    @Test
    void theAnswerIsDrawn() throws Exception {
        HttpResponse<byte[]> response = client.post("/predict/tiny?picture", ServedModels.png(40, 30));
        assertEquals("image/png", response.headers().firstValue("Content-Type").orElseThrow());
        assertTrue(ImageIO.read(new ByteArrayInputStream(response.body())).getWidth() >= 40);
    }

    @Test
    void aFormHasTheImageAsItsFile() throws Exception {
        byte[] image = ServedModels.png(40, 30);
        HttpResponse<byte[]> plain = client.post("/predict/tiny", image);
        HttpResponse<byte[]> form = client.send(client.request("/predict/tiny")
                .header("Content-Type", "multipart/form-data; boundary=frontier")
                .POST(HttpRequest.BodyPublishers.ofByteArray(form(image))));
        assertArrayEquals(plain.body(), form.body());
    }

    static byte[] form(byte[] image) throws IOException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(("--frontier\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n"
                        + "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../etc/passwd\"\r\n"
                        + "Content-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(image);
        form.writeBytes("\r\n--frontier--\r\n".getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }

    @Test
    void whatIsNoImageIsSaidToBeNone() throws Exception {
        problem(400, client.post("/predict/tiny", new byte[0]));
        JsonNode text = problem(422, client.post("/predict/tiny", "no image"));
        assertTrue(
                text.get("detail").asText().startsWith("The image is not an image of a supported format"),
                text.toString());
        byte[] cut = Arrays.copyOf(ServedModels.png(40, 30), 60);
        problem(422, client.post("/predict/tiny", cut));
    }

    @Test
    void thereIsNoOtherModel() throws Exception {
        JsonNode problem = problem(404, client.post("/predict/tinny", ServedModels.png(40, 30)));
        assertEquals(
                "There is no model of this name; there are: tiny; did you mean tiny?",
                problem.get("detail").asText());
        problem(404, client.get("/nothing"));
    }

    static JsonNode problem(int status, HttpResponse<byte[]> response) throws IOException {
        assertEquals(status, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("Content-Type").orElseThrow());
        JsonNode problem = Client.json(response);
        assertEquals(status, problem.get("status").asInt());
        assertEquals(problem.get("detail"), problem.get("error"));
        return problem;
    }
}
