package io.github.sknet.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages of the engine know each other in one direction. */
class PackagesTest {

    private static final Path SOURCES = Path.of("src/main/java/io/github/sknet/runtime");

    /** Each may use those before it; the engine's own package may use all. */
    private static final List<String> ORDER =
            List.of("info", "machine", "kernels", "program", "maps", "convolution", "passes", "layout", "steps", "");

    private static final Pattern IMPORT =
            Pattern.compile("import (?:static )?io\\.github\\.sknet\\.runtime\\.((?:[a-z]+)?)\\.?[A-Z]");

    @Test
    void everyPackageUsesThoseBeforeItAlone() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> found = Files.walk(SOURCES)) {
            files = found.filter(file -> file.toString().endsWith(".java")).toList();
        }
        for (Path file : files) {
            String own = SOURCES.relativize(file.getParent()).toString();
            assertTrue(ORDER.contains(own), "a package without its place in the order: " + own);
            Matcher imports = IMPORT.matcher(Files.readString(file));
            while (imports.find()) {
                if (ORDER.indexOf(imports.group(1)) > ORDER.indexOf(own)) {
                    wrong.add(SOURCES.relativize(file) + " uses '" + imports.group(1) + "'");
                }
            }
        }
        assertTrue(files.size() > ORDER.size(), "there are sources in " + SOURCES);
        assertEquals(List.of(), wrong);
    }
}
