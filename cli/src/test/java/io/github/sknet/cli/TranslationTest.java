package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.cli.PageOutline.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each page stands in English and in Chinese, with the same headings in the same order, and below each of them the same code,
 * commands, numbers and links. What is told names the page, its heading, and what is missing or too much.
 */
class TranslationTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path ENGLISH = Path.of("docs");
    private static final Path CHINESE = Path.of("docs", "zh");

    /** English pages and their translations. */
    private static final Map<Path, Path> TWINS = new LinkedHashMap<>();

    private static final Map<Path, PageOutline> PAGES = new LinkedHashMap<>();

    @BeforeAll
    static void readPages() throws IOException {
        TWINS.put(Path.of("README.md"), Path.of("README.zh-CN.md"));
        for (Path page : pages(ENGLISH)) {
            TWINS.put(page, CHINESE.resolve(page.getFileName()));
        }
        for (Map.Entry<Path, Path> twins : TWINS.entrySet()) {
            PAGES.put(twins.getKey(), PageOutline.read(twins.getKey()));
            if (Files.exists(ROOT.resolve(twins.getValue()))) {
                PAGES.put(twins.getValue(), PageOutline.read(twins.getValue()));
            }
        }
    }

    private static List<Path> pages(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .map(file -> folder.resolve(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyPageIsThereInBothLanguages() throws IOException {
        List<String> wrong = new ArrayList<>();
        TWINS.forEach((english, chinese) -> {
            if (!PAGES.containsKey(chinese)) {
                wrong.add(chinese + " is missing");
            }
        });
        for (Path page : pages(CHINESE)) {
            if (!TWINS.containsValue(page)) {
                wrong.add(page + " translates no page");
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void eachPageBeginsWithALinkToTheOther() {
        List<String> wrong = new ArrayList<>();
        pairs().forEach((english, chinese) -> {
            Path to = english.path().toAbsolutePath().getParent();
            Path from = chinese.path().toAbsolutePath().getParent();
            String forth = to.relativize(chinese.path().toAbsolutePath()).toString();
            String back = from.relativize(english.path().toAbsolutePath()).toString();
            if (!english.sections().get(0).links().subList(0, 1).equals(List.of(forth))) {
                wrong.add(english.path() + " must link to " + forth + " below its title");
            }
            if (!chinese.sections().get(0).links().subList(0, 1).equals(List.of(back))) {
                wrong.add(chinese.path() + " must link to " + back + " below its title");
            }
        });
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyAnchorIsAHeading() {
        List<String> wrong = new ArrayList<>();
        PAGES.values()
                .forEach(page -> page.sections()
                        .forEach(section -> section.links().stream()
                                .filter(link -> meaning(page.path(), link).endsWith("#?"))
                                .forEach(link -> wrong.add(page.path() + ", '" + section.heading() + "': " + link
                                        + " leads to no heading"))));
        assertEquals(List.of(), wrong);
    }

    @Test
    void bothLanguagesSayTheSame() {
        List<String> wrong = new ArrayList<>();
        pairs().forEach((english, chinese) -> compare(english, chinese, wrong));
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void whatDiffersIsNamed() {
        String english = """
                # Train
                ## Threads
                `--threads N`, 2 of 4 cores, [more](predict.md)
                ```sh
                ./sknet train   # now
                ```
                ## Results
                90.5 %
                """;
        assertEquals(
                List.of(), differences(english, english.replace("# now", "# 现在").replace("of", "/")));
        assertEquals(
                List.of("docs/zh/train.md, 'Threads' ('Threads'): numbers: missing [4], too much [5]"),
                differences(english, english.replace("4 cores", "5 cores")));
        assertEquals(
                List.of("docs/zh/train.md, 'Threads' ('Threads'): words of code: missing [--threads N], too much []"),
                differences(english, english.replace("`--threads N`", "--threads N")));
        assertEquals(
                List.of(
                        "docs/zh/train.md, 'Threads' ('Threads'): links: missing [docs/predict.md], too much [docs/data.md]"),
                differences(english, english.replace("predict.md", "data.md")));
        assertEquals(
                List.of("docs/zh/train.md, 'Threads' ('Threads'): code: missing [sh\n./sknet train], too much"
                        + " [sh\n./sknet eval]"),
                differences(english, english.replace("./sknet train", "./sknet eval")));
        assertEquals(
                List.of("docs/zh/train.md has other headings than docs/train.md: 2, not 3; nothing like these is there:"
                        + " [Results]; nor are these in English: []"),
                differences(english, english.substring(0, english.indexOf("## Results"))));
    }

    private static List<String> differences(String english, String chinese) {
        List<String> wrong = new ArrayList<>();
        Path page = Path.of("train.md");
        compare(PageOutline.of(ENGLISH.resolve(page), english), PageOutline.of(CHINESE.resolve(page), chinese), wrong);
        return wrong;
    }

    private static Map<PageOutline, PageOutline> pairs() {
        Map<PageOutline, PageOutline> pairs = new LinkedHashMap<>();
        TWINS.forEach((english, chinese) -> {
            if (PAGES.containsKey(chinese)) {
                pairs.put(PAGES.get(english), PAGES.get(chinese));
            }
        });
        return pairs;
    }

    private static void compare(PageOutline english, PageOutline chinese, List<String> wrong) {
        List<Section> original = english.sections();
        List<Section> translated = chinese.sections();
        if (!original.stream()
                .map(Section::rank)
                .toList()
                .equals(translated.stream().map(Section::rank).toList())) {
            wrong.add(
                    chinese.path() + " has other headings than " + english.path() + ": " + translated.size() + ", not "
                            + original.size() + "; nothing like these is there: " + unmatched(english, chinese)
                            + "; nor are these in English: " + unmatched(chinese, english));
            return;
        }
        for (int i = 0; i < original.size(); i++) {
            Section one = original.get(i);
            Section other = translated.get(i);
            String where = chinese.path() + ", '" + other.heading() + "' ('" + one.heading() + "'): ";
            difference(where + "code", one.blocks(), other.blocks(), wrong);
            difference(where + "words of code", one.words(), other.words(), wrong);
            difference(where + "numbers", one.numbers(), other.numbers(), wrong);
            difference(where + "links", meanings(english, one), meanings(chinese, other), wrong);
        }
    }

    /** Headings of a page below which there is what stands below no heading of the other. */
    private static List<String> unmatched(PageOutline page, PageOutline other) {
        Set<String> there = new TreeSet<>();
        other.sections().forEach(section -> there.add(content(section)));
        return page.sections().stream()
                .filter(section -> !there.contains(content(section)))
                .map(Section::heading)
                .toList();
    }

    private static String content(Section section) {
        return section.rank() + " " + section.blocks() + " "
                + section.words().stream().sorted().toList() + " "
                + section.numbers().stream().sorted().toList();
    }

    private static void difference(String what, List<String> english, List<String> chinese, List<String> wrong) {
        List<String> missing = without(english, chinese);
        List<String> extra = without(chinese, english);
        if (!missing.isEmpty() || !extra.isEmpty()) {
            wrong.add(what + ": missing " + missing + ", too much " + extra);
        }
    }

    private static List<String> without(List<String> all, List<String> known) {
        List<String> rest = new ArrayList<>(all);
        known.forEach(rest::remove);
        return rest;
    }

    private static List<String> meanings(PageOutline page, Section section) {
        return section.links().stream().map(link -> meaning(page.path(), link)).toList();
    }

    /** Where a link leads, the same for both languages: the English page, and the number of its heading. */
    private static String meaning(Path page, String link) {
        if (link.contains("://")) {
            return link;
        }
        String file = link.contains("#") ? link.substring(0, link.indexOf('#')) : link;
        Path target = file.isEmpty()
                ? page
                : Path.of("/").resolve(page).resolveSibling(file).normalize();
        target = target.isAbsolute() ? Path.of("/").relativize(target) : target;
        PageOutline outline = PAGES.get(target);
        String name = original(target).toString();
        if (!link.contains("#")) {
            return name;
        }
        OptionalInt heading =
                outline == null ? OptionalInt.empty() : outline.heading(link.substring(link.indexOf('#') + 1));
        return name + "#" + (heading.isPresent() ? heading.getAsInt() : "?");
    }

    private static Path original(Path page) {
        return TWINS.entrySet().stream()
                .filter(twins -> twins.getValue().equals(page))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(page);
    }
}
