package io.github.sknet.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site is whole: every address in it leads to a file of it, and to a heading where it names one. */
class SiteTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
    private static final Pattern FOUND = Pattern.compile("\"address\":\"([^\"]+)\"");

    private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");
    private static final Map<Path, Set<String>> HEADINGS = new HashMap<>();

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
            wrong.add(from + " leads to " + address + ", which is not there");
        } else if (parts.length == 2 && !headings(file).contains(decoded(parts[1]))) {
            wrong.add(from + " leads to " + address + ", where there is no such heading");
        }
    }

    /** What addresses may name of a file, as the browser knows it: Javadoc's are signatures. */
    private static Set<String> headings(Path file) throws IOException {
        if (!HEADINGS.containsKey(file)) {
            HEADINGS.put(
                    file,
                    ID.matcher(Files.readString(file))
                            .results()
                            .map(id -> unescaped(id.group(1)))
                            .collect(Collectors.toSet()));
        }
        return HEADINGS.get(file);
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }

    private static String decoded(String fragment) {
        return URLDecoder.decode(unescaped(fragment).replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<Path> pages = files(".html");
        assertTrue(pages.size() > 20, pages::toString);
        for (Path page : pages) {
            // Javadoc 17 lists groups of packages there, and gives their headings no ids.
            if (page.endsWith("javadoc/constant-values.html")) {
                continue;
            }
            for (MatchResult link :
                    ADDRESS.matcher(Files.readString(page)).results().toList()) {
                follow(page, link.group(1), wrong);
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** As Javadoc writes them. */
    @Test
    void signaturesAreHeadings(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("Box.html");
        Files.writeString(page, "<section id=\"&lt;init&gt;(int[],java.lang.String)\">");
        List<String> wrong = new ArrayList<>();
        follow(page, "#%3Cinit%3E(int%5B%5D,java.lang.String)", wrong);
        follow(page, "Box.html#%3Cinit%3E(int[],java.lang.String)", wrong);
        assertEquals(List.of(), wrong);
        follow(page, "#%3Cinit%3E()", wrong);
        assertEquals(1, wrong.size());
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
                    assertTrue(text.contains("data-nothing=\"" + language.nothing + "\""), address);
                }
            }
        }
    }
}
