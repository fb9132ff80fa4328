package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.cli.ModuleDependencies.Use;
import io.github.sknet.graph.task.Task;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Holds the modules to the architecture, by their class files and the class paths that Maven resolves for them. */
class ArchitectureTest {

    private static final String EXPONENTIALS = "io.github.sknet.runtime.vector.VectorExponentials";

    /** Which modules each one's own code may use (docs/architecture.md). Fronts of everything are not listed. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("graph", Set.of()),
            Map.entry("conformance", Set.of("graph")),
            Map.entry("runtime", Set.of("graph")),
            Map.entry("runtime-vector", Set.of("graph", "runtime")),
            Map.entry("onnx", Set.of("graph")),
            Map.entry("checkpoint", Set.of("graph")),
            Map.entry("vision", Set.of("graph", "runtime")),
            Map.entry("fashion-mnist", Set.of()),
            Map.entry("photographs", Set.of("graph")),
            Map.entry("datasets", Set.of("graph", "vision", "fashion-mnist")),
            Map.entry("explain", Set.of("graph", "vision", "datasets")),
            Map.entry("report", Set.of("graph", "vision", "datasets", "explain")),
            Map.entry("app", Set.of("graph", "vision", "datasets", "explain")),
            Map.entry("serve", Set.of("graph", "vision", "explain", "app")),
            Map.entry("train", Set.of("graph", "vision", "datasets")),
            Map.entry("training", Set.of("graph", "vision", "datasets", "explain", "report", "app", "train")));

    /** The same of fronts beside the command, whose libraries are not on its class path. */
    private static final Map<String, Set<String>> FRONTS_MAY_USE =
            Map.of("djl", Set.of("graph", "vision"), "spark", Set.of("graph", "runtime", "vision"));

    @Test
    void everyModuleUsesOnlyWhatTheArchitectureAllows() throws IOException {
        Map<String, Set<String>> allowed = new TreeMap<>(FRONTS_MAY_USE);
        allowed.keySet().retainAll(ModuleDependencies.modules());
        allowed.putAll(MAY_USE);
        List<String> wrong = new ArrayList<>();
        for (String module : allowed.keySet()) {
            for (Use use : ModuleDependencies.of(module).uses()) {
                String used = ModuleDependencies.moduleOf(use.target());
                if (used != null && !used.equals(module) && !allowed.get(module).contains(used)) {
                    wrong.add(use.origin() + " uses " + use.target() + " of " + used);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** A task is found, not named: whoever names one would have to learn of every other (FourthTaskTest walks such a one). */
    @Test
    void onlyATasksOwnPackagesNameIt() throws IOException {
        Set<String> tasks = Task.all().stream()
                .map(task -> task.getClass().getPackageName())
                .filter(name -> name.startsWith("io.github.sknet."))
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .collect(Collectors.toSet());
        assertEquals(Set.of("classify", "detect", "segment"), tasks);
        List<String> wrong = new ArrayList<>();
        for (String module : List.of("report", "app", "train", "training", "cli")) {
            for (Use use : ModuleDependencies.of(module).uses()) {
                Optional<String> used = taskOf(use.target(), tasks);
                // To train a classifier is what the quickstart is.
                if (used.isPresent()
                        && !used.equals(taskOf(use.origin(), tasks))
                        && !use.origin().contains("Quickstart")) {
                    wrong.add(use.origin() + " names " + use.target());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static Optional<String> taskOf(String className, Set<String> tasks) {
        return Arrays.stream(className.split("\\.")).filter(tasks::contains).findFirst();
    }

    @Test
    void whoOnlyPredictsGetsImagesEnginesAndJacksonsCoreAlone() throws IOException {
        Set<String> artifacts = new TreeSet<>(ModuleDependencies.of("vision").classPath());
        assertTrue(artifacts.contains("runtime-vector"), "vectors come with what predicts");
        artifacts.removeIf(name -> name.matches("(graph|runtime|runtime-vector|vision)"));
        artifacts.removeIf(name -> name.matches("jackson-core-.*"));
        artifacts.removeIf(name -> name.matches("(imageio|common)-(core|jpeg|metadata|tiff|webp|lang|io|image)-.*"));
        assertEquals(Set.of(), artifacts, "on the class path of a program that only predicts");
    }

    /** So it predicts on any system that has a Java: one with musl in place of glibc, for example. */
    @Test
    void whoOnlyPredictsGetsNoNativeLibrary() throws IOException {
        List<String> natives = new ArrayList<>();
        for (Path entry : ModulePath.of("vision").entries()) {
            if (entry.toString().endsWith(".jar")) {
                try (ZipFile jar = new ZipFile(entry.toFile())) {
                    jar.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> name.matches(".*\\.(so|dll|dylib|jnilib)(\\.\\d+)*"))
                            .forEach(name -> natives.add(entry.getFileName() + ": " + name));
                }
            }
        }
        assertEquals(List.of(), natives);
    }

    @Test
    void aServiceGetsNoLibtorch() throws IOException {
        for (String artifact : ModuleDependencies.of("serve").classPath()) {
            assertFalse(artifact.matches("(train|training|pytorch-.*|javacpp-.*|openblas-.*)"), artifact);
        }
    }

    @Test
    void nobodyGetsAUnitTestLibrary() throws IOException {
        for (String module : ModuleDependencies.modules()) {
            for (String artifact : ModuleDependencies.of(module).classPath()) {
                assertFalse(
                        artifact.startsWith("junit") || artifact.contains("pdfbox"), module + " brings " + artifact);
            }
        }
    }

    @Test
    void theGraphDependsOnJacksonOnly() throws IOException {
        for (String artifact : ModuleDependencies.of("graph").classPath()) {
            assertTrue(artifact.startsWith("jackson-"), artifact);
        }
    }

    @Test
    void onlyTrainingTouchesLibtorchAndOnlyTheVectorModuleTheIncubator() throws IOException {
        Map<String, Set<String>> owners =
                Map.of("org.bytedeco.", Set.of("train", "bench"), "jdk.incubator.", Set.of("runtime-vector", "bench"));
        for (String module : ModuleDependencies.modules()) {
            for (Use use : ModuleDependencies.of(module).uses()) {
                owners.forEach((prefix, allowed) -> assertTrue(
                        !use.target().startsWith(prefix) || allowed.contains(module),
                        () -> use.origin() + " of " + module + " uses " + use.target()));
            }
        }
    }

    /** A package lies in one module, and its name begins with the module's. */
    @Test
    void packagesCarryTheirModulesName() throws IOException {
        for (String module : ModuleDependencies.modules()) {
            for (String name : ModuleDependencies.of(module).packages()) {
                String expected = module.equals("runtime-vector")
                        ? "io.github.sknet.runtime.vector"
                        : "io.github.sknet." + module.replace("-", "");
                assertTrue((name + ".").startsWith(expected + "."), module + " has the package " + name);
            }
        }
    }

    /** JSON is maps and texts for those who use a module: which library reads it is nobody's business. */
    @Test
    void noPublicSignatureNamesJackson() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (String module : MAY_USE.keySet()) {
            for (String name : ModuleDependencies.of(module).classes()) {
                Class<?> type = Class.forName(name, false, ArchitectureTest.class.getClassLoader());
                if (Modifier.isPublic(type.getModifiers())) {
                    exposed(type)
                            .filter(signature -> signature.contains("com.fasterxml"))
                            .forEach(signature -> wrong.add(name + ": " + signature));
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static Stream<String> exposed(Class<?> type) {
        Stream<Type> ofMethods = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isBridge())
                .flatMap(ArchitectureTest::typesOf);
        Stream<Type> ofConstructors = Arrays.stream(type.getConstructors())
                .map(Constructor::getGenericParameterTypes)
                .flatMap(Arrays::stream);
        return Stream.concat(ofMethods, ofConstructors).map(Type::getTypeName);
    }

    private static Stream<Type> typesOf(Method method) {
        return Stream.concat(
                Stream.of(method.getGenericReturnType()), Arrays.stream(method.getGenericParameterTypes()));
    }

    /**
     * Beside vectors of other numbers C2 may not know the class of what a convolution's loop carries, and allocates it. Exponentials
     * need a float's bits: they have a class of their own, which says what that costs, and which no other network comes to.
     */
    @Test
    void theVectorKernelsUseVectorsOfFloatsAlone() throws IOException {
        for (Use use : ModuleDependencies.of("runtime-vector").uses()) {
            assertFalse(
                    use.target()
                                    .matches(
                                            "jdk\\.incubator\\.vector\\.((Byte|Short|Int|Long|Double)Vector|VectorShuffle).*")
                            && !use.origin().equals(EXPONENTIALS),
                    use.origin() + " uses " + use.target());
        }
    }

    /** Operators of another class than that of addition would do the same: see WinogradTransforms. */
    @Test
    void theVectorKernelsNeitherSubtractNorDivide() throws IOException {
        for (String operation : List.of(".sub(", ".div(", "VectorOperators.SUB", "VectorOperators.DIV")) {
            assertNoSource(operation);
        }
    }

    /** Of what the build spells out, it is the speller that is looked at. */
    private static void assertNoSource(String text) throws IOException {
        for (Path source : ModuleDependencies.of("runtime-vector").written()) {
            assertFalse(Files.readString(source).contains(text), source + " contains '" + text + "'");
        }
    }

    @Test
    void everyPackageSaysWhatLivesInIt() throws IOException {
        List<String> silent = new ArrayList<>();
        for (String module : ModuleDependencies.modules()) {
            for (Path source : ModuleDependencies.of(module).sources()) {
                if (!Files.exists(source.resolveSibling("package-info.java"))) {
                    silent.add(source.getParent().toString());
                }
            }
        }
        assertEquals(List.of(), silent, "packages without package-info.java");
    }

    /** About four hundred lines is where a file has more than one subject. */
    @Test
    void noFileIsLong() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String module : ModuleDependencies.modules()) {
            for (Path source : ModuleDependencies.of(module).sources()) {
                if (Files.readAllLines(source).size() > 400) {
                    wrong.add(source.toString());
                }
            }
        }
        assertEquals(List.of(), wrong, "files of more than 400 lines");
    }

    @Test
    void noConstructorTakesMoreThanADozenArguments() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (String module : MAY_USE.keySet()) {
            for (String name : ModuleDependencies.of(module).classes()) {
                Class<?> type = Class.forName(name, false, ArchitectureTest.class.getClassLoader());
                for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                    if (!constructor.isSynthetic() && constructor.getParameterCount() > 12) {
                        wrong.add(constructor.toString());
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }
}
