package io.github.sknet.site;

import java.util.List;
import java.util.stream.Collectors;

/** What the search looks through: a script for each language, so that it works from a folder too, where nothing may be fetched. */
final class SearchIndex {

    private SearchIndex() {}

    static String script(List<Page> pages, Language language) {
        return pages.stream()
                .filter(page -> page.language() == language)
                .flatMap(page -> page.sections().stream().map(section -> entry(page, section)))
                .collect(Collectors.joining(",\n", "const SECTIONS = [\n", "\n];\n"));
    }

    private static String entry(Page page, Page.Section section) {
        return "{\"page\":" + quoted(page.title())
                + ",\"heading\":" + quoted(section.heading())
                + ",\"address\":" + quoted(Layout.address(page.target()) + "#" + section.anchor())
                + ",\"text\":" + quoted(section.text())
                + "}";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("<", "\\u003c") + "\"";
    }
}
