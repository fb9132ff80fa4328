package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is published, and what is said of it: docs/library.md and the examples. */
class ReleaseTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern MODULE = Pattern.compile("<module>([\\w-]+)</module>");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(sknet-[\\w-]+)</artifactId>");
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>sknet-[\\w-]+</artifactId>(?:\\s|<!--.*?-->)*<version>([^<$]+)</version>");

    private static Set<String> matches(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All modules with code but the benchmarks. */
    private static Set<String> published() throws IOException {
        return matches(MODULE, ROOT.resolve("pom.xml")).stream()
                .filter(module -> Files.isDirectory(ROOT.resolve(module).resolve("src/main/java")))
                .filter(module -> !module.equals("bench"))
                .map(module -> "sknet-" + module)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> examples() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT.resolve("examples"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theBomNamesEveryArtifact() throws IOException {
        Set<String> named = matches(ARTIFACT, ROOT.resolve("bom/pom.xml"));
        named.remove("sknet-bom");
        assertEquals(published(), named);
    }

    /** Else it would have its parent's. */
    @Test
    void everyArtifactHasADescriptionOfItsOwn() throws IOException {
        Pattern description = Pattern.compile("\\n  <description>([^<]+)</description>\\n");
        Set<String> all = new TreeSet<>();
        for (String module : matches(MODULE, ROOT.resolve("pom.xml"))) {
            Set<String> said = matches(description, ROOT.resolve(module).resolve("pom.xml"));
            assertEquals(1, said.size(), module);
            assertTrue(all.addAll(said), module + " is described as another is");
        }
    }

    /** As it asks for itself: of all artifacts that the command brings. */
    @Test
    void theLicenceLiesInEveryArtifact() throws IOException {
        ClassLoader loader = ReleaseTest.class.getClassLoader();
        List<URL> licences = Collections.list(loader.getResources("META-INF/LICENSE"));
        Path root = ROOT.toAbsolutePath().normalize();
        List<Path> artifacts = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> entry.startsWith(root) && !entry.endsWith("test-classes"))
                .toList();
        assertTrue(artifacts.size() > 10, artifacts::toString);
        for (Path artifact : artifacts) {
            String address = artifact.toUri().getRawPath();
            List<URL> own = licences.stream()
                    .filter(licence -> licence.getPath().contains(address))
                    .toList();
            assertEquals(1, own.size(), artifact.toString());
            assertEquals(Files.readString(ROOT.resolve("LICENSE")), text(own.get(0)), artifact.toString());
        }
        String charts = text(loader.getResource("io/github/sknet/serve/page/vendor/LICENSE"));
        assertTrue(charts.contains("Leon Sorokin"), "uPlot's licence lies beside its files");
    }

    private static String text(URL resource) throws IOException {
        try (InputStream stream = resource.openStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void thePageTellsTheSizeOfEachArtifact() throws IOException {
        Pattern row = Pattern.compile("^\\| `(sknet-[\\w-]+)` \\|", Pattern.MULTILINE);
        Set<String> told = matches(row, ROOT.resolve("docs/library.md"));
        told.remove("sknet-bom");
        assertEquals(published(), told);
    }

    /** Whoever copies a version from an example or a page gets this one. */
    @Test
    void examplesAndPagesNameThisVersion() throws IOException {
        String version =
                matches(VERSION, ROOT.resolve("bom/pom.xml")).iterator().next();
        List<Path> files = new ArrayList<>(List.of(ROOT.resolve("docs/library.md")));
        examples().forEach(example -> files.add(example.resolve("pom.xml")));
        for (Path file : files) {
            assertEquals(Set.of(version), matches(VERSION, file), file.toString());
        }
    }

    /** What a page shows of an example is in its files, word for word. */
    @Test
    void pagesShowTheExamplesFiles() throws IOException {
        DocumentationPage page = DocumentationPage.read("docs/library.md");
        List<String> shown = new ArrayList<>(page.blocks("java"));
        List<String> files = new ArrayList<>();
        for (Path example : examples()) {
            for (Path source : sources(example)) {
                files.add(Files.readString(source));
                files.addAll(DocumentationPage.regions(source));
            }
        }
        for (String block : shown) {
            assertTrue(files.stream().anyMatch(file -> file.contains(block)), "no example has\n" + block);
        }
        assertTrue(shown.size() >= 3, "the page has programs");
        String image = Files.readString(ROOT.resolve("examples/predict/make-image"));
        List<String> scripts = DocumentationPage.read("docs/predict.md")
                .section("### A run-time image")
                .blocks("sh");
        assertTrue(scripts.stream().anyMatch(block -> image.contains(block)), "docs/predict.md shows make-image");
    }

    private static List<Path> sources(Path example) throws IOException {
        try (Stream<Path> files = Files.walk(example.resolve("src"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    /** Every example stands in the list, and in the script that runs them. */
    @Test
    void everyExampleIsListedAndRun() throws IOException {
        String list = Files.readString(ROOT.resolve("examples/README.md"));
        String script = Files.readString(ROOT.resolve("examples/check"));
        Pattern branch = Pattern.compile("^    ([a-z-]+)\\) ", Pattern.MULTILINE);
        Set<String> run =
                branch.matcher(script).results().map(match -> match.group(1)).collect(Collectors.toSet());
        for (Path example : examples()) {
            String name = example.getFileName().toString();
            assertTrue(list.contains("[" + name + "](" + name + "/README.md)"), name);
            assertTrue(run.contains(name), name);
        }
    }
}
