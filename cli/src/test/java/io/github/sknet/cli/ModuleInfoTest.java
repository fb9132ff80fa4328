package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each module-info says is what its pom and its services say, and what users are told. */
class ModuleInfoTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** A dependency of a pom. */
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);

    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?(io\\.github\\.sknet(?:\\.[a-z]+)+)", Pattern.MULTILINE);

    /** All but the benchmarks, which look into everything, and the one for Spark, which runs on the class path alone. */
    private static List<String> modules() throws IOException {
        return ModuleDependencies.modules().stream()
                .filter(Predicate.not(Set.of("bench", "spark")::contains))
                .toList();
    }

    private static Path classes(String module) {
        return ROOT.resolve(module).resolve("target/classes");
    }

    private static ModuleDescriptor descriptor(String module) throws IOException {
        try (InputStream in = Files.newInputStream(classes(module).resolve("module-info.class"))) {
            return ModuleDescriptor.read(in);
        }
    }

    /** A library that another one brings may be required as well, as it is used. */
    @Test
    void aModuleRequiresWhatItsPomDeclares() throws IOException {
        for (String module : modules()) {
            Set<String> required = descriptor(module).requires().stream()
                    .map(ModuleDescriptor.Requires::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> declared = declared(module);
            assertTrue(required.containsAll(declared), module + " requires " + required + ", its pom " + declared);
            required.removeIf(name -> ModuleFinder.ofSystem().find(name).isPresent());
            Set<String> brought = ModulePath.of(module).finder().findAll().stream()
                    .map(found -> found.descriptor().name())
                    .collect(Collectors.toSet());
            assertTrue(brought.containsAll(required), module + " requires " + required + ", Maven brings " + brought);
        }
    }

    /** What a pom declares for compiling, by the names of its modules. Native libraries are there to be loaded, not named. */
    private static Set<String> declared(String module) throws IOException {
        String pom = Files.readString(ROOT.resolve(module).resolve("pom.xml")).replaceFirst("(?s)<profiles>.*", "");
        List<String> artifacts = DEPENDENCY
                .matcher(pom)
                .results()
                .map(match -> match.group(1))
                .filter(text -> !text.contains("<scope>") && !text.contains("<classifier>"))
                .map(text -> ARTIFACT.matcher(text).results().findFirst().orElseThrow())
                .map(match -> match.group(1))
                .toList();
        Map<String, String> names = new HashMap<>();
        for (Path entry : ModulePath.of(module).entries()) {
            String name = ModuleFinder.of(entry)
                    .findAll()
                    .iterator()
                    .next()
                    .descriptor()
                    .name();
            String file = entry.startsWith(ROOT)
                    ? "sknet-" + ROOT.relativize(entry).getName(0)
                    : entry.getFileName().toString().replaceFirst("-[0-9].*", "");
            names.putIfAbsent(file, name);
        }
        return artifacts.stream()
                .map(artifact -> names.getOrDefault(artifact, artifact))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theClassPathFindsTheSameServices() throws IOException {
        for (String module : modules()) {
            Map<String, List<String>> provided = descriptor(module).provides().stream()
                    .collect(Collectors.toMap(
                            ModuleDescriptor.Provides::service,
                            ModuleDescriptor.Provides::providers,
                            (first, second) -> first,
                            TreeMap::new));
            Map<String, List<String>> listed = new TreeMap<>();
            Path services = classes(module).resolve("META-INF/services");
            if (Files.isDirectory(services)) {
                try (Stream<Path> files = Files.list(services)) {
                    for (Path file : files.toList()) {
                        listed.put(file.getFileName().toString(), Files.readAllLines(file));
                    }
                }
            }
            assertEquals(listed, provided, module);
        }
    }

    /** Whoever adds a task, or does what a page shows, finds all that it takes. */
    @Test
    void whatExamplesImportIsExported() throws IOException {
        Set<String> exported = new TreeSet<>();
        for (String module : modules()) {
            exported.addAll(exported(module));
        }
        Set<String> imported = new TreeSet<>();
        List<Path> folders = List.of(ROOT.resolve("cli/src/test/java/org/example"), ROOT.resolve("docs"));
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(file -> file.toString().matches(".*\\.(java|md)"))
                        .toList()) {
                    IMPORT.matcher(Files.readString(file))
                            .results()
                            .map(MatchResult::group)
                            .map(text -> text.substring(text.lastIndexOf(' ') + 1))
                            .forEach(imported::add);
                }
            }
        }
        assertTrue(imported.contains("io.github.sknet.vision.classify"), imported.toString());
        imported.removeAll(exported);
        assertEquals(Set.of(), imported, "packages that examples use and no module exports");
    }

    /** How the engine works is nobody's business; javac sees to it that what is exported names nothing that is not. */
    @Test
    void theEngineShowsPlansAndSessionsAlone() throws IOException {
        assertEquals(Set.of("io.github.sknet.runtime", "io.github.sknet.runtime.info"), exported("runtime"));
        assertEquals(Set.of(), exported("runtime-vector"));
        assertEquals(Set.of(), exported("cli"));
        descriptor("runtime").exports().stream()
                .filter(ModuleDescriptor.Exports::isQualified)
                .forEach(inside -> assertEquals(Set.of("io.github.sknet.runtime.vector"), inside.targets()));
    }

    /** What anybody may use. */
    private static Set<String> exported(String module) throws IOException {
        return descriptor(module).exports().stream()
                .filter(Predicate.not(ModuleDescriptor.Exports::isQualified))
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
