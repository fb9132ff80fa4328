package io.github.sknet.serve.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Debian's Chromium, driven by Playwright. */
record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    static Chromium start() {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        BrowserType.LaunchOptions options =
                new BrowserType.LaunchOptions().setExecutablePath(executable()).setArgs(List.of("--no-sandbox"));
        return new Chromium(playwright, playwright.chromium().launch(options));
    }

    private static Path executable() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(place -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The page is tested in Chromium, which is not installed: apt-get install chromium"));
    }

    /** Opens the page of a service on this machine, in a window so wide and high. */
    BrowserSession open(int port, int width, int height) throws IOException {
        Browser.NewContextOptions options = new Browser.NewContextOptions()
                .setLocale("en-GB")
                .setViewportSize(width, height)
                // Colours that are still changing have no contrast to be judged.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setColorScheme(ColorScheme.LIGHT);
        return new BrowserSession(
                browser.newContext(options), URI.create("http://127.0.0.1:" + port + "/"), SCREENSHOTS);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
