package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the modules to the architecture: who may know whom, and who alone may touch what is native or incubating. */
class ArchitectureTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<dependency>\\s*<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>(.*?)</dependency>",
            Pattern.DOTALL);

    @Test
    void theGraphDependsOnJacksonOnly() throws IOException {
        Map<String, Set<String>> groups = new HashMap<>();
        collectDependencies(
                "graph",
                (group, artifact) ->
                        groups.computeIfAbsent("graph", key -> new HashSet<>()).add(group));
        assertEquals(Set.of("com.fasterxml.jackson.core"), groups.get("graph"));
    }

    @Test
    void theRuntimeAndTrainingKnowNothingOfEachOther() throws IOException {
        assertFalse(reachable("runtime").contains("train"), "runtime must not depend on train");
        assertFalse(reachable("runtime-vector").contains("train"), "runtime-vector must not depend on train");
        assertFalse(directDependencies("train").contains("runtime"), "train must not depend on runtime itself");
        assertNoSource("train", "import io.github.sknet.runtime");
    }

    @Test
    void whoOnlyPredictsGetsNoNativeLibrary() throws IOException {
        for (String module : reachable("vision")) {
            collectDependencies(
                    module,
                    (group, artifact) -> assertFalse(
                            group.startsWith("org.bytedeco")
                                    || group.contains("onnxruntime")
                                    || group.startsWith("ai.djl"),
                            module + " depends on " + group + ":" + artifact));
        }
    }

    @Test
    void onlyTheVectorModuleNamesTheIncubator() throws IOException {
        for (String module : modules()) {
            if (!module.equals("runtime-vector") && !module.equals("bench")) {
                assertNoSource(module, "import jdk.incubator");
            }
        }
    }

    @Test
    void onlyTrainingTouchesLibtorch() throws IOException {
        for (String module : modules()) {
            if (!module.equals("train") && !module.equals("bench")) {
                assertNoSource(module, "import org.bytedeco");
            }
        }
    }

    /** Beside vectors of other numbers C2 may not know the class of what a convolution's loop carries, and allocates it. */
    @Test
    void theVectorKernelsUseVectorsOfFloatsAlone() throws IOException {
        for (String number : List.of("Byte", "Short", "Int", "Long", "Double")) {
            assertNoSource("runtime-vector", number + "Vector");
        }
        assertNoSource("runtime-vector", "reinterpret");
        assertNoSource("runtime-vector", "VectorShuffle");
    }

    /** Operators of another class than that of addition would do the same: see WinogradTransforms. */
    @Test
    void theVectorKernelsNeitherSubtractNorDivide() throws IOException {
        for (String operation : List.of(".sub(", ".div(", "VectorOperators.SUB", "VectorOperators.DIV")) {
            assertNoSource("runtime-vector", operation);
        }
    }

    @Test
    void everyPackageSaysWhatLivesInIt() throws IOException {
        List<String> silent = new ArrayList<>();
        for (String module : modules()) {
            for (Path source : sources(module)) {
                if (!Files.exists(source.resolveSibling("package-info.java"))) {
                    silent.add(ROOT.relativize(source.getParent()).toString());
                }
            }
        }
        assertEquals(List.of(), silent, "packages without package-info.java");
    }

    private static List<String> modules() throws IOException {
        Matcher matcher =
                Pattern.compile("<module>([^<]+)</module>").matcher(Files.readString(ROOT.resolve("pom.xml")));
        List<String> modules = new ArrayList<>();
        while (matcher.find()) {
            modules.add(matcher.group(1));
        }
        assertTrue(modules.contains("graph"), "the root pom lists the modules");
        return modules;
    }

    @FunctionalInterface
    private interface DependencyVisitor {
        void visit(String group, String artifact);
    }

    /** Visits a module's own dependencies, those of its tests apart. */
    private static void collectDependencies(String module, DependencyVisitor visitor) throws IOException {
        Matcher matcher =
                DEPENDENCY.matcher(Files.readString(ROOT.resolve(module).resolve("pom.xml")));
        while (matcher.find()) {
            if (!matcher.group(3).contains("<scope>test</scope>")) {
                visitor.visit(matcher.group(1), matcher.group(2));
            }
        }
    }

    private static Set<String> directDependencies(String module) throws IOException {
        Set<String> found = new HashSet<>();
        collectDependencies(module, (group, artifact) -> {
            if (group.equals("io.github.sknet")) {
                found.add(artifact.replaceFirst("^sknet-", ""));
            }
        });
        return found;
    }

    private static Set<String> reachable(String module) throws IOException {
        Set<String> reached = new HashSet<>(Set.of(module));
        List<String> open = new ArrayList<>(List.of(module));
        while (!open.isEmpty()) {
            for (String next : directDependencies(open.remove(open.size() - 1))) {
                if (reached.add(next)) {
                    open.add(next);
                }
            }
        }
        return reached;
    }

    private static List<Path> sources(String module) throws IOException {
        return files(module, "src/main/java", ".java");
    }

    private static List<Path> files(String module, String folder, String suffix) throws IOException {
        Path root = ROOT.resolve(module).resolve(folder);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(suffix))
                    .toList();
        }
    }

    /** Of what the build spells out, it is the speller that is looked at. */
    private static void assertNoSource(String module, String text) throws IOException {
        List<Path> sources = new ArrayList<>(sources(module));
        sources.addAll(files(module, "src/main/speller", ""));
        for (Path source : sources) {
            assertFalse(Files.readString(source).contains(text), ROOT.relativize(source) + " contains '" + text + "'");
        }
    }
}
