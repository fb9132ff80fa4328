package io.github.sknet.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What stands around a page's text.
 *
 * @param pages all of them, in the order of the navigation
 * @param javadoc whether the site has it
 */
record Layout(List<Page> pages, boolean javadoc) {

    private static final String JAVADOC = "javadoc/index.html";

    /** The whole page. */
    String render(Page page) throws IOException {
        return resource("page.html")
                .replace("@language@", page.language().code)
                .replace("@title@", escaped(page.title()))
                .replace("@search@", page.language().search)
                .replace("@nothing@", page.language().nothing)
                .replace("@root@", root(page))
                .replace("@languages@", languages(page))
                .replace("@navigation@", navigation(page))
                .replace("@content@", page.html());
    }

    private String languages(Page page) {
        StringBuilder links = new StringBuilder();
        for (Language language : Language.values()) {
            Path translation = language.translation(page);
            pages.stream()
                    .filter(other -> other.path().equals(translation))
                    .findFirst()
                    .ifPresent(other -> links.append(link(page, other, language.label)));
        }
        return links.toString();
    }

    private String navigation(Page page) {
        String entries = pages.stream()
                .filter(other -> other.language() == page.language())
                .map(other -> "<li>"
                        + link(
                                page,
                                other,
                                other.path().equals(other.language().start) ? other.language().home : other.title())
                        + (other == page ? contents(page) : "")
                        + "</li>\n")
                .collect(Collectors.joining());
        return javadoc ? entries + "<li><a href=\"" + root(page) + JAVADOC + "\">Javadoc</a></li>\n" : entries;
    }

    private static String contents(Page page) {
        return page.sections().stream()
                .filter(section -> section.rank() == 2)
                .map(section -> "<li><a href=\"#" + section.anchor() + "\">" + escaped(section.heading()) + "</a></li>")
                .collect(Collectors.joining("", "<ul>", "</ul>"));
    }

    private static String link(Page from, Page to, String text) {
        String here = from == to ? " aria-current=\"page\"" : "";
        return "<a href=\"" + root(from) + address(to.target()) + "\"" + here + ">" + escaped(text) + "</a>";
    }

    /** The way from a page up to the site's folder. */
    private static String root(Page page) {
        return "../".repeat(page.path().getNameCount() - 1);
    }

    static String address(Path target) {
        return target.toString().replace('\\', '/');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Layout.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
