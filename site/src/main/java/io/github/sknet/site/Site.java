package io.github.sknet.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes the site: {@code Site PROJECT OUTPUT}. Pages lie where their Markdown lies in the project, and what they link to beside pages
 * (pictures, examples, licences) is copied along. What they link to and is not there is SiteTest's to name.
 */
public final class Site {

    private static final List<String> FILES = List.of("site.css", "search.js");

    private Site() {}

    public static void main(String[] arguments) throws IOException {
        write(
                Path.of(arguments[0]).toAbsolutePath().normalize(),
                Path.of(arguments[1]).toAbsolutePath().normalize());
    }

    static void write(Path project, Path output) throws IOException {
        List<Page> pages = new ArrayList<>();
        for (Language language : Language.values()) {
            pages.addAll(pages(project, language));
        }
        addLinked(project, pages);
        Layout layout = new Layout(pages, copyJavadoc(project.resolve("target/javadoc"), output.resolve("javadoc")));
        for (Page page : pages) {
            write(output.resolve(page.target()), layout.render(page));
            copyLinked(project, output, page);
        }
        for (Language language : Language.values()) {
            write(output.resolve("search." + language.code + ".js"), SearchIndex.script(pages, language));
        }
        for (String file : FILES) {
            write(output.resolve(file), Layout.resource(file));
        }
    }

    /** The first page, then those that it links to in the order of its last links, which are a table; then the others by name. */
    private static List<Page> pages(Path project, Language language) throws IOException {
        Page start = Page.read(project, language.start, language);
        List<Page> others = new ArrayList<>();
        try (Stream<Path> files = Files.list(project.resolve(language.folder))) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".md")) {
                    others.add(Page.read(project, project.relativize(file), language));
                }
            }
        }
        List<String> order = start.links();
        others.sort(Comparator.comparingInt(page -> {
            int place = order.lastIndexOf(Layout.address(page.path()));
            return place < 0 ? order.size() : place;
        }));
        others.add(0, start);
        return others;
    }

    /** What pages link to and is a page as well, though in no folder of pages: the changelog, the examples' own pages. */
    private static void addLinked(Path project, List<Page> pages) throws IOException {
        Set<Path> known = new HashSet<>();
        pages.forEach(page -> known.add(page.path()));
        for (int i = 0; i < pages.size(); i++) {
            Page page = pages.get(i);
            for (String link : page.links()) {
                if (isMarkdown(link)) {
                    Path linked = project.relativize(project.resolve(page.path())
                            .resolveSibling(withoutAnchor(link))
                            .normalize());
                    if (Files.isRegularFile(project.resolve(linked)) && known.add(linked)) {
                        pages.add(Page.read(project, linked, Language.ENGLISH));
                    }
                }
            }
        }
    }

    private static boolean isMarkdown(String link) {
        return !link.contains("://") && withoutAnchor(link).endsWith(".md");
    }

    private static String withoutAnchor(String link) {
        return link.replaceFirst("#.*", "");
    }

    private static void copyLinked(Path project, Path output, Page page) throws IOException {
        for (String link : page.links()) {
            Path file = project.resolve(page.path()).resolveSibling(link).normalize();
            if (link.contains("://") || isMarkdown(link) || !Files.isRegularFile(file)) {
                continue;
            }
            Path copy = output.resolve(project.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Where it has been made. */
    private static boolean copyJavadoc(Path made, Path copy) throws IOException {
        if (!Files.isDirectory(made)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(made)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(made.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return true;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
