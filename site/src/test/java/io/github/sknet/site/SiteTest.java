package io.github.sknet.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site is whole: every address in it leads to a file of it, and to a heading where it names one. */
class SiteTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
    private static final Pattern FOUND = Pattern.compile("\"address\":\"([^\"]+)\"");

    @TempDir
    static Path site;

    @BeforeAll
    static void write() throws IOException {
        Site.write(PROJECT, site);
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(site)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static void follow(Path from, String address, List<String> wrong) throws IOException {
        if (address.contains("://")) {
            return;
        }
        String[] parts = address.split("#", 2);
        Path file = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
        if (!Files.isRegularFile(file)) {
            wrong.add(site.relativize(from) + " leads to " + address + ", which is not there");
        } else if (parts.length == 2 && !Files.readString(file).contains(" id=\"" + parts[1] + "\"")) {
            wrong.add(site.relativize(from) + " leads to " + address + ", where there is no such heading");
        }
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<Path> pages = files(".html");
        assertTrue(pages.size() > 20, pages::toString);
        for (Path page : pages) {
            for (MatchResult link :
                    ADDRESS.matcher(Files.readString(page)).results().toList()) {
                follow(page, link.group(1), wrong);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void whatTheSearchFindsIsThere() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Language language : Language.values()) {
            Path index = site.resolve("search." + language.code + ".js");
            List<MatchResult> addresses =
                    FOUND.matcher(Files.readString(index)).results().toList();
            assertTrue(addresses.size() > 50, language + ": " + addresses.size());
            for (MatchResult address : addresses) {
                follow(index, address.group(1), wrong);
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** A reader of either language finds each page of it from the first, and the same page of the other. */
    @Test
    void everyPageIsInTheNavigationOfItsLanguage() throws IOException {
        for (Language language : Language.values()) {
            String start = Files.readString(
                    site.resolve(Page.read(PROJECT, language.start, language).target()));
            try (Stream<Path> pages = Files.list(PROJECT.resolve(language.folder))) {
                for (Path page :
                        pages.filter(file -> file.toString().endsWith(".md")).toList()) {
                    String address = Layout.address(Page.read(PROJECT, PROJECT.relativize(page), language)
                            .target());
                    assertTrue(start.contains("<li><a href=\"" + address + "\""), address);
                    String text = Files.readString(site.resolve(address));
                    assertTrue(text.contains(">" + Language.ENGLISH.label + "</a>"), address);
                    assertTrue(text.contains(">" + Language.CHINESE.label + "</a>"), address);
                    assertFalse(text.contains(".md\""), address);
                }
            }
        }
    }
}
