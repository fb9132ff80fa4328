package io.github.sknet.report.html;

import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A run told on one page. The file holds all it needs: style, charts and pictures; it loads nothing and runs no script.
 *
 * @param title the run's name
 * @param summary what was done, in a sentence
 * @param headlines the few numbers that matter most
 * @param sections what stands below, in this order
 */
public record RunReport(String title, String summary, List<Headline> headlines, List<Section> sections) {

    /**
     * A number that matters.
     *
     * @param name what it is: {@code test accuracy}
     * @param value with its unit: {@code 91.4 %}
     * @param note a few words more: {@code 10,000 images}; may be empty
     */
    public record Headline(String name, String value, String note) {}

    public RunReport {
        headlines = List.copyOf(headlines);
        sections = List.copyOf(sections);
    }

    /**
     * Writes the page, whole or not at all.
     *
     * @throws IOException when the file can't be written
     */
    public void write(Path file) throws IOException {
        byte[] page = toHtml().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(page));
    }

    /** The page. */
    public String toHtml() {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <header>
                <p class="kind">SKNet run report</p>
                <h1>%s</h1>
                <p class="summary">%s</p>
                <dl class="headlines">
                %s</dl>
                <nav aria-label="Sections">
                %s</nav>
                </header>
                <main>
                %s</main>
                <footer>Written by SKNet for the JVM, version %s.</footer>
                </body>
                </html>
                """.formatted(
                        Html.escape(title),
                        style(),
                        Html.escape(title),
                        Html.escape(summary),
                        headlines.stream().map(RunReport::headline).collect(Collectors.joining()),
                        numbered().map(this::link).collect(Collectors.joining()),
                        numbered().map(this::section).collect(Collectors.joining()),
                        Html.escape(ModelFile.VERSION));
    }

    private Stream<Integer> numbered() {
        return IntStream.range(0, sections.size()).boxed();
    }

    private static String headline(Headline headline) {
        return """
                <div><dt>%s</dt><dd><strong>%s</strong><span>%s</span></dd></div>
                """.formatted(Html.escape(headline.name), Html.escape(headline.value), Html.escape(headline.note));
    }

    private String link(int index) {
        return "<a href=\"#section-%s\">%s</a>\n"
                .formatted(index + 1, Html.escape(sections.get(index).title()));
    }

    private String section(int index) {
        Section section = sections.get(index);
        return """
                <section id="section-%s">
                <h2>%s</h2>
                %s</section>
                """.formatted(index + 1, Html.escape(section.title()), section.content());
    }

    private static String style() {
        try (InputStream in = RunReport.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
