package io.github.sknet.serve.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotType;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A page in a browser that notes what must not be: errors, and requests to anybody but its own server. */
final class BrowserSession implements AutoCloseable {

    private static final int QUALITY = 82;

    private final Page page;
    private final BrowserContext context;
    private final Path pictures;
    private final List<String> wrong = new CopyOnWriteArrayList<>();

    /**
     * Opens a page.
     *
     * @param pictures where screenshots go
     */
    BrowserSession(BrowserContext context, URI address, Path pictures) throws IOException {
        this.context = context;
        this.pictures = Files.createDirectories(pictures);
        this.page = context.newPage();
        page.onConsoleMessage(this::note);
        page.onPageError(error -> wrong.add("error: " + error));
        page.onRequest(request -> {
            if (!URI.create(request.url().replaceFirst("^blob:", ""))
                    .getAuthority()
                    .equals(address.getAuthority())) {
                wrong.add("request to another host: " + request.url());
            }
        });
        page.navigate(address.toString());
    }

    private void note(ConsoleMessage message) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            wrong.add("console: " + message.text());
        }
    }

    Page page() {
        return page;
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    /** Waits until it is known which models there are. */
    BrowserSession withModels() {
        find("#model option").first().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        return this;
    }

    /** Chooses the model of a name and waits until its network is known. */
    void choose(String model) {
        page.waitForResponse(
                response -> response.url().endsWith("/explain/" + model),
                () -> find("#model").selectOption(model));
    }

    /** Drops a file on an element, as from a file manager. */
    void drop(String selector, Path file) throws IOException {
        JSHandle data = page.evaluateHandle(
                "([content, name]) => {"
                        + " const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));"
                        + " const data = new DataTransfer();"
                        + " data.items.add(new File([bytes], name, { type: 'image/png' }));"
                        + " return data; }",
                List.of(
                        Base64.getEncoder().encodeToString(Files.readAllBytes(file)),
                        file.getFileName().toString()));
        page.dispatchEvent(selector, "drop", Map.of("dataTransfer", data));
    }

    /** Waits until nothing is asked any more. */
    void settle() {
        find(".busy").first().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    }

    void openTab(String name) {
        find("#tab-" + name).click();
        find("#panel-" + name).waitFor();
    }

    /** Checks contrast, labels and the rest of axe's rules. */
    void assertAccessible(String where) {
        List<Rule> violations =
                new AxeBuilder(page).setLegacyMode(true).analyze().getViolations();
        assertEquals(
                List.of(),
                violations.stream()
                        .map(rule -> rule.getId() + " "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml() + " " + node.getFailureSummary())
                                        .toList())
                        .toList(),
                where);
    }

    /** Leaves a picture of the whole page. */
    void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(pictures.resolve(name + ".jpg"))
                .setType(ScreenshotType.JPEG)
                .setQuality(QUALITY)
                .setFullPage(true));
    }

    void assertNothingWrong() {
        assertEquals(List.of(), wrong);
    }

    /** Nothing is wrong but that the service refused something, or was not there: what the browser itself notes of it. */
    void assertOnlyRefusals() {
        assertEquals(
                List.of(),
                wrong.stream()
                        .filter(each -> !each.startsWith("console: Failed to load resource:"))
                        .toList());
    }

    @Override
    public void close() {
        context.close();
    }
}
