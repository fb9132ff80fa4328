package io.github.sknet.serve.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.explain.image.ForcedKernels;
import io.github.sknet.explain.image.ImageExplainer;
import io.github.sknet.explain.image.ImageQuestions;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.serve.SknetServer;
import io.github.sknet.vision.VisionModels;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the page is told, against what Java says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageRoutesTest {

    private static final double ROUNDING = 1e-6;

    private final HttpClient client = HttpClient.newHttpClient();
    private PageModels models;
    private SknetServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        models = PageModels.write(folder);
        server = SknetServer.start(models.options());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void explanationsAreThoseOfJava() throws Exception {
        Image picture = ImageDecoder.read(models.picture());
        ImageQuestions questions = new ImageQuestions(List.of(1.0, 1.5), true, List.of(0, 1), true);
        for (String model : List.of(PageModels.CLASSIFIER, PageModels.DETECTOR, PageModels.SEGMENTER)) {
            try (ImageExplainer explainer = explainer(model)) {
                Object expected = Json.read(
                        Json.write(explainer.explain(picture, questions).toMap()));
                assertSame(model, expected, ask(200, model + "?scales=1,1.5&maps&classes=0,1&what-if"));
            }
        }
    }

    @Test
    void forcedKernelsAreThoseOfJava() throws Exception {
        try (ImageExplainer explainer = explainer(PageModels.SEGMENTER)) {
            ForcedKernels forced = ForcedKernels.parse(explainer.units(), "all=3x3,SK_3_1=3x3 d2");
            Object expected = Json.read(explainer
                    .answer(ImageDecoder.read(models.picture()), forced)
                    .toJson());
            Map<String, Object> told = ask(200, PageModels.SEGMENTER + "?force=all%3D3x3,SK_3_1%3D3x3%20d2&layers");
            Map<?, ?> layers = (Map<?, ?>) told.remove("layers");
            assertEquals(2, layers.size(), "the picture as the network sees it, and the mask");
            assertSame("forced", expected, told);
        }
    }

    private ImageExplainer explainer(String model) throws IOException {
        return ImageExplainer.of(ModelFile.read(models.file(model)), VisionModels.Options.on("java", 1));
    }

    @Test
    void whatCannotBeExplainedIsSaid() throws Exception {
        assertProblem(400, "numbers with commas", PageModels.CLASSIFIER + "?scales=one");
        assertProblem(400, "1 to 16 times", PageModels.CLASSIFIER + "?scales=0.5");
        assertProblem(400, "0 to 9", PageModels.CLASSIFIER + "?maps&classes=10");
        assertProblem(400, "UNIT=KERNEL", PageModels.CLASSIFIER + "?force=3x3");
        assertProblem(400, "no unit 'SK_9_9'", PageModels.DETECTOR + "?force=SK_9_9%3D3x3");
        assertProblem(404, "no model", "nobody");
    }

    private void assertProblem(int status, String part, String address) throws Exception {
        String sentence = (String) ask(status, address).get("detail");
        assertTrue(sentence.contains(part), sentence);
    }

    private Map<String, Object> ask(int status, String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/explain/" + address))
                .POST(HttpRequest.BodyPublishers.ofFile(models.picture()))
                .build();
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(status, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
        return Json.read(response.body());
    }

    /** The same, but for the rounding of numbers. */
    private static void assertSame(String where, Object expected, Object actual) {
        if (expected instanceof Number number) {
            assertEquals(number.doubleValue(), ((Number) actual).doubleValue(), ROUNDING, where);
        } else if (expected instanceof List<?> list) {
            assertEquals(list.size(), ((List<?>) actual).size(), where);
            for (int i = 0; i < list.size(); i++) {
                assertSame(where + "[" + i + "]", list.get(i), ((List<?>) actual).get(i));
            }
        } else if (expected instanceof Map<?, ?> map) {
            assertEquals(map.keySet(), ((Map<?, ?>) actual).keySet(), where);
            map.forEach((key, value) -> assertSame(where + "." + key, value, ((Map<?, ?>) actual).get(key)));
        } else {
            assertEquals(expected, actual, where);
        }
    }
}
