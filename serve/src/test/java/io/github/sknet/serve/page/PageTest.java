package io.github.sknet.serve.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.github.sknet.explain.image.ForcedKernels;
import io.github.sknet.explain.image.ImageExplainer;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.serve.SknetServer;
import io.github.sknet.vision.VisionModels;
import io.github.sknet.vision.classify.Classification;
import io.github.sknet.vision.image.ImageDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser: Debian's Chromium, driven by Playwright. Screenshots are left in {@code target/screenshots}.
 *
 * <p>By property {@code sknet.page.model} another model file takes the place of the small classifier, for pictures of documents.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 900;

    /** What a person takes for movement, and for at once. */
    private static final double LEAST_REPAINTS = 10;

    private static final double MOST_SECONDS = 1;

    private Path folder;
    private PageModels models;
    private SknetServer server;
    private Chromium chromium;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        this.folder = folder;
        models = PageModels.write(folder);
        server = SknetServer.start(models.options());
        chromium = Chromium.start();
    }

    @AfterAll
    void stop() {
        chromium.close();
        server.close();
    }

    private BrowserSession open() throws IOException {
        return chromium.open(server.port(), WIDTH, HEIGHT).withModels();
    }

    @Test
    void aClassifierIsExplained() throws IOException {
        try (BrowserSession session = open()) {
            session.choose(PageModels.CLASSIFIER);
            session.picture("start");
            session.assertAccessible("before there is a picture");
            session.drop("#drop", models.picture());
            session.find("#panel-answer .verdict").waitFor();
            session.settle();
            assertEquals(5, session.find("#panel-answer .bar").count());
            session.picture("answer");

            session.openTab("kernels");
            session.find("#panel-kernels .u-wrap canvas").waitFor();
            assertEquals(3, session.find("#panel-kernels .unit").count());
            List<String> before = session.find("#panel-kernels .figures").allInnerTexts();
            double repaints = dragSlider(session);
            assertNotEquals(before, session.find("#panel-kernels .figures").allInnerTexts());
            assertEquals("2.00×", session.find("#scale-value").innerText());
            assertTrue(repaints >= LEAST_REPAINTS, repaints + " repaints a second");
            session.find("#panel-kernels .unit").nth(1).click();
            assertEquals("true", session.find("#panel-kernels .unit").nth(1).getAttribute("aria-pressed"));
            String here = session.find("#panel-kernels .map .number").first().innerText();
            session.find("#panel-kernels .map canvas").first().hover(new Locator.HoverOptions().setPosition(3, 3));
            session.find("#panel-kernels .map canvas").first().focus();
            session.page().keyboard().press("ArrowRight");
            assertNotEquals(
                    here, session.find("#panel-kernels .map .number").first().innerText());
            session.picture("kernels");

            session.openTab("why");
            session.find("#panel-why .map canvas").first().waitFor();
            assertTrue(session.find("#panel-why").innerText().contains("make the logit"));
            session.picture("why");
            session.openTab("network");
            assertEquals(
                    models.parameters(PageModels.CLASSIFIER),
                    session.find("#panel-network dd").first().innerText());
            session.picture("network");
            session.assertNothingWrong();
        }
    }

    /** Drags the slider from its beginning to its end, and says how often the page was painted in a second. */
    private static double dragSlider(BrowserSession session) {
        Page page = session.page();
        BoundingBox box = session.find("#scale").boundingBox();
        double y = box.y + box.height / 2;
        page.mouse().move(box.x + 8, y);
        page.mouse().down();
        page.evaluate("() => { window.painted = []; new MutationObserver(() => {"
                + " const now = document.timeline.currentTime;"
                + " if (window.painted.at(-1) !== now) window.painted.push(now); }).observe("
                + "document.querySelector('#panel-kernels .units'),"
                + " { subtree: true, attributes: true, attributeFilter: ['style'] }); }");
        for (int step = 0; step <= 60; step++) {
            page.mouse().move(box.x + 8 + (box.width - 9) * step / 60, y);
        }
        page.mouse().up();
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        Object rate =
                page.evaluate("() => 1000 * (window.painted.length - 1) / (window.painted.at(-1) - window.painted[0])");
        double repaints = ((Number) rate).doubleValue();
        System.out.printf(Locale.ROOT, "dragging repaints %.0f times a second%n", repaints);
        return repaints;
    }

    @Test
    void anAnswerComesAtOnce() throws IOException {
        try (BrowserSession session = open()) {
            session.choose(PageModels.CLASSIFIER);
            session.page()
                    .evaluate("() => { window.begun = performance.now(); const seen = new MutationObserver(() => {"
                            + " if (document.querySelector('#panel-answer .verdict') && !window.answered)"
                            + " window.answered = performance.now() - window.begun; });"
                            + " seen.observe(document.body, { childList: true, subtree: true });"
                            + " addEventListener('drop', () => { window.begun = performance.now(); }, true); }");
            session.drop("#drop", models.picture());
            session.find("#panel-answer .verdict").waitFor();
            double seconds = ((Number) session.page().evaluate("window.answered")).doubleValue() / 1000;
            System.out.printf(Locale.ROOT, "from the first picture to its answer: %.3f s%n", seconds);
            assertTrue(seconds < MOST_SECONDS, seconds + " s");
        }
    }

    @Test
    void forcedKernelsGiveTheAnswersThatJavaGives() throws IOException {
        ModelFile model = ModelFile.read(models.file(PageModels.CLASSIFIER));
        try (BrowserSession session = open();
                ImageExplainer explainer = ImageExplainer.of(model, VisionModels.Options.on("java", 1))) {
            session.choose(PageModels.CLASSIFIER);
            session.drop("#drop", models.picture());
            session.find("#panel-answer .verdict").waitFor();
            session.settle();
            session.openTab("whatif");
            String unit = explainer.units().get(1).name();
            String kernel = explainer.units().get(1).kernels().get(1).name();
            session.find("input[name='force-" + unit + "'][value='" + kernel + "']")
                    .check();
            session.find("#panel-whatif .ghost").first().waitFor();
            Classification expected = (Classification) explainer.answer(
                    ImageDecoder.read(models.picture()), ForcedKernels.parse(explainer.units(), unit + "=" + kernel));
            assertEquals(
                    expected.top(5).stream()
                            .map(label ->
                                    label.label() + " " + String.format(Locale.ROOT, "%.1f %%", 100 * label.score()))
                            .toList(),
                    session.find("#panel-whatif .bar").all().stream()
                            .map(bar -> bar.innerText().replaceAll("\\s+", " ").strip())
                            .toList());
            assertEquals(1, session.find(".badge").count(), "one unit matters most");
            session.picture("what-if");
            session.find("input[name='force-all'][value='']").check();
            assertThat(session.find("#panel-whatif .ghost")).hasCount(0);
            session.assertNothingWrong();
        }
    }

    @Test
    void languageAndThemeChange() throws IOException {
        try (BrowserSession session = open()) {
            session.choose(PageModels.CLASSIFIER);
            session.find("#examples button").first().click();
            session.find("#panel-answer .verdict").waitFor();
            session.settle();
            for (boolean dark : List.of(false, true)) {
                if (dark) {
                    session.find("#theme").click();
                    assertEquals("dark", session.find("html").getAttribute("data-theme"));
                }
                for (String tab : List.of("answer", "kernels", "whatif", "why", "network")) {
                    session.openTab(tab);
                    session.find("#scale").fill(tab.equals("kernels") ? "1.5" : "1");
                    session.assertAccessible(tab + (dark ? ", dark" : ", light"));
                    session.picture(tab + (dark ? "-dark" : "-light"));
                }
            }
            String english = session.find("main").innerText();
            session.find("#language").click();
            assertEquals("zh-CN", session.find("html").getAttribute("lang"));
            session.openTab("kernels");
            assertTrue(session.find("main").innerText().contains("每个卷积核的份额"));
            assertNotEquals(english, session.find("main").innerText());
            assertEquals(
                    List.of(),
                    session.page()
                            .evaluate(
                                    "() => [...document.querySelectorAll('[data-t]')]"
                                            + ".filter((each) => each.textContent === each.dataset.t).map((each) => each.dataset.t)"),
                    "keys without a text");
            session.assertAccessible("Chinese");
            session.picture("chinese");
            session.assertNothingWrong();
        }
    }

    @Test
    void twoPicturesAreCompared() throws IOException {
        try (BrowserSession session = open()) {
            session.choose(PageModels.CLASSIFIER);
            session.find("#examples button").first().click();
            session.find("#panel-answer .verdict").waitFor();
            session.find("#compare").click();
            session.drop("#slot-b", models.otherPicture());
            assertThat(session.find("#panel-answer .verdict")).hasCount(2);
            session.settle();
            session.openTab("kernels");
            assertEquals(
                    6, session.find("#panel-kernels .mix").count(), "a bar of each picture in each of three units");
            session.assertAccessible("two pictures");
            session.find("#examples button").last().click();
            assertThat(session.find("#slot-b b")).containsText("Astronaut");
            session.settle();
            session.find("#theme").click();
            session.find("#language").click();
            session.picture("compare");
            session.find("#compare").click();
            assertEquals(3, session.find("#panel-kernels .mix").count());
            session.assertNothingWrong();
        }
    }

    @Test
    void tabsAreReachedByKeys() throws IOException {
        try (BrowserSession session = open()) {
            session.choose(PageModels.CLASSIFIER);
            session.page().setInputFiles("#file", models.picture());
            session.find("#panel-answer .verdict").waitFor();
            session.settle();
            session.find("#tab-answer").focus();
            session.page().keyboard().press("ArrowRight");
            session.assertNothingWrong();
            assertThat(session.find("#tab-kernels")).isFocused();
            assertTrue(session.find("#panel-kernels").isVisible());
            assertFalse(session.find("#panel-answer").isVisible());
            session.find("#scale").focus();
            session.page().keyboard().press("ArrowRight");
            assertEquals("1.05×", session.find("#scale-value").innerText());
            session.assertNothingWrong();
        }
    }

    @Test
    void aDetectorIsExplained() throws IOException {
        explainDense(PageModels.DETECTOR, "detector");
    }

    @Test
    void aSegmenterIsExplained() throws IOException {
        explainDense(PageModels.SEGMENTER, "segmenter");
    }

    private void explainDense(String model, String picture) throws IOException {
        try (BrowserSession session = open()) {
            session.choose(model);
            session.drop("#drop", models.picture());
            session.find("#panel-answer .bar").first().waitFor();
            session.settle();
            session.assertAccessible(model);
            session.picture(picture);
            session.openTab("kernels");
            session.find("#panel-kernels .u-wrap canvas").waitFor();
            List<String> before = session.find("#panel-kernels .figures").allInnerTexts();
            dragSlider(session);
            assertNotEquals(before, session.find("#panel-kernels .figures").allInnerTexts());
            session.openTab("whatif");
            session.find("#panel-whatif .segments")
                    .first()
                    .locator("input")
                    .nth(1)
                    .check();
            assertThat(session.find("#panel-whatif article h2")).containsText("your choice");
            session.settle();
            session.picture(picture + "-what-if");
            session.openTab("why");
            session.find("#panel-why .map canvas").first().waitFor();
            session.find("#theme").click();
            session.assertAccessible(model + ", why, dark");
            session.picture(picture + "-why");
            session.assertNothingWrong();
        }
    }
}
