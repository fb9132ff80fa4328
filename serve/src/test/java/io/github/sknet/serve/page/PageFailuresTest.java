package io.github.sknet.serve.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.serve.SknetServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the page says when its questions are not answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageFailuresTest {

    private static final List<String> TABS = List.of("answer", "kernels", "whatif", "why", "network");

    private PageModels models;
    private Chromium chromium;
    private SknetServer server;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        models = PageModels.write(folder);
        chromium = Chromium.start();
    }

    @AfterAll
    void close() {
        chromium.close();
    }

    @BeforeEach
    void start() throws IOException {
        server = SknetServer.start(models.options());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private BrowserSession session() throws IOException {
        return chromium.open(server.port(), 1280, 900);
    }

    private void manage(String model, String what) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + server.port() + "/v2/repository/models/" + model + "/" + what);
        HttpRequest request = HttpRequest.newBuilder(address)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response.body());
    }

    @Test
    void anUnloadedModelIsSaidInEveryCard() throws Exception {
        try (BrowserSession session = session().withModels()) {
            session.choose(PageModels.CLASSIFIER);
            manage(PageModels.CLASSIFIER, "unload");
            session.drop("#drop", models.picture());
            for (String tab : TABS) {
                session.openTab(tab);
                assertThat(session.find("#panel-" + tab + " .failed").first()).containsText("unloaded");
                assertThat(session.find("#panel-" + tab)).not().containsText("Computing");
            }
            session.assertAccessible("an unloaded model");
            session.find("#language").click();
            assertThat(session.find("#panel-network .failed button")).hasText("重试");
            manage(PageModels.CLASSIFIER, "load");
            session.find("#panel-network .failed button").click();
            session.openTab("answer");
            session.find("#panel-answer .verdict").waitFor();
            assertThat(session.find("#panel-answer .failed")).hasCount(0);
            session.assertOnlyRefusals();
        }
    }

    @Test
    void aModelThatGoesAfterItsAnswerIsSaidWhereMoreIsAsked() throws Exception {
        try (BrowserSession session = session().withModels()) {
            session.choose(PageModels.CLASSIFIER);
            session.drop("#drop", models.picture());
            session.find("#panel-answer .verdict").waitFor();
            session.settle();
            manage(PageModels.CLASSIFIER, "unload");
            session.openTab("whatif");
            session.find("#panel-whatif .segments")
                    .first()
                    .locator("input")
                    .nth(1)
                    .check();
            assertThat(session.find("#panel-whatif .failed")).containsText("unloaded");
            session.openTab("answer");
            assertThat(session.find("#panel-answer .verdict")).hasCount(1);
            session.assertOnlyRefusals();
        }
    }

    @Test
    void aStoppedServiceIsSaid() throws Exception {
        try (BrowserSession session = session().withModels()) {
            session.choose(PageModels.CLASSIFIER);
            server.close();
            session.drop("#drop", models.picture());
            assertThat(session.find("#panel-answer .failed")).containsText("can’t be reached");
            session.picture("stopped");
            session.find("#model").selectOption(PageModels.DETECTOR);
            assertThat(session.find("#missing")).containsText("can’t be reached");
            session.assertAccessible("a stopped service");
            session.find("#missing button").click();
            assertThat(session.find("#missing")).containsText("can’t be reached");
            session.assertOnlyRefusals();
        }
    }

    @Test
    void noModelIsSaidInsteadOfInvitingAPicture() throws Exception {
        List<String> all = List.of(PageModels.CLASSIFIER, PageModels.DETECTOR, PageModels.SEGMENTER);
        for (String model : all) {
            manage(model, "unload");
        }
        try (BrowserSession session = session()) {
            assertThat(session.find("#missing h2")).hasText("No model is loaded.");
            assertThat(session.find("#drop")).isHidden();
            assertThat(session.find("#examples")).isHidden();
            session.assertAccessible("no model");
            session.picture("no-model");
            session.find("#language").click();
            assertThat(session.find("#missing h2")).hasText("没有加载任何模型。");
            manage(PageModels.DETECTOR, "load");
            session.find("#missing button").click();
            assertThat(session.find("#missing")).isHidden();
            assertThat(session.find("#drop")).isVisible();
            session.assertNothingWrong();
        }
    }
}
