package io.github.sknet.serve.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.options.BoundingBox;
import io.github.sknet.serve.SknetServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page on screens as narrow as those of phones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageOnPhonesTest {

    private PageModels models;
    private Chromium chromium;
    private SknetServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        models = PageModels.write(folder);
        server = SknetServer.start(models.options());
        chromium = Chromium.start();
    }

    @AfterAll
    void stop() {
        chromium.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 360})
    void nothingIsCoveredOrCutOff(int width) throws IOException {
        try (BrowserSession session = chromium.open(server.port(), width, 800).withModels()) {
            session.choose(PageModels.CLASSIFIER);
            // A name as long as those of bundled models.
            session.page()
                    .evaluate("() => document.querySelector('#model option:checked').textContent ="
                            + " 'skairbench_photographs_of_ten_kinds'");
            for (int language = 0; language < 2; language++) {
                assertBeside(session, "#model", "#language");
                session.find("#language").click();
                assertBeside(session, "#model", "#language");
                assertBeside(session, "#language", "#theme");
            }
            session.drop("#drop", models.picture());
            session.find("#panel-answer .verdict").waitFor();
            session.settle();
            for (String tab : List.of("answer", "kernels", "whatif", "why", "network")) {
                session.openTab(tab);
                assertEquals(List.of(), wide(session), tab);
                session.assertAccessible(tab + " at " + width);
                session.picture("phone-" + width + "-" + tab);
            }
            assertTrue(session.find("#panel-network").innerText().contains("3×3"));
            session.assertNothingWrong();
        }
    }

    private static void assertBeside(BrowserSession session, String left, String right) {
        BoundingBox first = session.find(left).boundingBox();
        BoundingBox second = session.find(right).boundingBox();
        assertTrue(first.width > 60 || !left.equals("#model"), "so wide that a name can be read: " + first.width);
        assertTrue(first.x + first.width <= second.x, left + " covers " + right);
    }

    /** What is wider than the place it has: it is cut off there, or has to be pushed aside to be read. */
    private static Object wide(BrowserSession session) {
        return session.page()
                .evaluate(
                        "() => [document.scrollingElement, ...document.querySelectorAll('.tabs, .scroll, .panel, .card')]"
                                + ".filter((each) => each.clientWidth > 0 && each.scrollWidth > each.clientWidth)"
                                + ".map((each) => each.id + ' ' + each.className + ' ' + each.scrollWidth + ' > ' + each.clientWidth)");
    }
}
