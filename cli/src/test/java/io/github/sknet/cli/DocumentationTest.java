package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages name what there is: options of commands, classes and packages, other pages. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** A command in a block or within a sentence, with its continuation lines. */
    private static final Pattern COMMAND = Pattern.compile(
            "(?:^\\s*(?:\\$ )?|`)\\./sknet ((?:\\\\\\n|[^`\\n#;])+?)\\s*(?:`|#|;|$)", Pattern.MULTILINE);

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern NAME = Pattern.compile("io\\.github\\.sknet(?:\\.\\w+)+");

    /** The commands of other modules. */
    private static final Set<String> BESIDE = Set.of("bench", "spark-score");

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(
                List.of(ROOT.resolve("README.md"), ROOT.resolve("README.zh-CN.md"), ROOT.resolve("CHANGELOG.md")));
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    private static List<MatchResult> matches(Pattern pattern, Path page) throws IOException {
        return pattern.matcher(Files.readString(page)).results().toList();
    }

    /** With --help, a command is understood and does nothing. Those of other modules are not on this class path. */
    @Test
    void commandsAreUnderstood() throws IOException {
        List<String> wrong = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (Path page : pages()) {
            for (MatchResult match : matches(COMMAND, page)) {
                List<String> words = new ArrayList<>(
                        List.of(match.group(1).replace("\\\n", " ").strip().split("\\s+")));
                if (BESIDE.contains(words.get(0))) {
                    continue;
                }
                seen.add(words.get(0));
                if (!words.contains("--help")) {
                    words.add("--help");
                }
                CommandLineRun run = CommandLineRun.of(words.toArray());
                if (run.status() != 0) {
                    wrong.add(page.getFileName() + ": " + match.group(1) + ": "
                            + run.err().strip());
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(
                Set.of(
                        "conformance",
                        "eval",
                        "explain",
                        "export",
                        "help",
                        "import",
                        "info",
                        "metrics",
                        "predict",
                        "quickstart",
                        "serve",
                        "surgery",
                        "train"),
                seen);
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult match : matches(LINK, page)) {
                if (!Files.exists(page.resolveSibling(match.group(1)))) {
                    wrong.add(page.getFileName() + " links to " + match.group(1));
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void namesAreThoseOfClassesAndPackages() throws IOException {
        Set<String> known = new TreeSet<>();
        for (String module : ModuleDependencies.modules()) {
            known.addAll(ModuleDependencies.of(module).packages());
            known.addAll(ModuleDependencies.of(module).classes());
        }
        assertFalse(known.isEmpty());
        List<String> wrong = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult match : matches(NAME, page)) {
                if (!known.contains(match.group())) {
                    wrong.add(page.getFileName() + " names " + match.group());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }
}
