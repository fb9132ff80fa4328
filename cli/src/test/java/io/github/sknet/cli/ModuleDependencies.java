package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a module's class files use, and what Maven puts on its class path at run time.
 *
 * @param module its folder
 * @param uses of classes outside of their own package
 * @param classPath artifacts by file name, this project's by the module's
 */
record ModuleDependencies(String module, List<Use> uses, List<String> classPath) {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** As the JDK's jdeps prints a class and one that it uses. */
    private static final Pattern USE = Pattern.compile("^\\s+(\\S+)\\s+->\\s+(\\S+)\\s.*");

    /** The fronts beside the command. */
    private static final Set<String> BESIDE = Set.of("bench", "djl", "spark");

    private static final Map<String, ModuleDependencies> KNOWN = new ConcurrentHashMap<>();

    /** One class uses another. */
    record Use(String origin, String target) {}

    /** The modules in the order of the build. */
    static List<String> modules() throws IOException {
        Matcher matcher =
                Pattern.compile("<module>([^<]+)</module>").matcher(Files.readString(ROOT.resolve("pom.xml")));
        List<String> modules = new ArrayList<>();
        while (matcher.find()) {
            if (Files.isDirectory(ROOT.resolve(matcher.group(1)).resolve("src/main/java"))
                    && isBuilt(matcher.group(1))) {
                modules.add(matcher.group(1));
            }
        }
        assertTrue(modules.contains("graph"), "the root pom lists the modules");
        return modules;
    }

    /** What the command does not use is built without it, and may not be there yet. */
    private static boolean isBuilt(String module) {
        return !BESIDE.contains(module)
                || Files.isRegularFile(ROOT.resolve(module).resolve("target/classpath.txt"));
    }

    static ModuleDependencies of(String module) throws IOException {
        ModuleDependencies known = KNOWN.get(module);
        if (known == null) {
            known = new ModuleDependencies(module, readUses(module), readClassPath(module));
            KNOWN.put(module, known);
        }
        return known;
    }

    private static Path classFolder(String module) {
        return ROOT.resolve(module).resolve("target/classes");
    }

    private static List<Use> readUses(String module) {
        String output = JdkTool.succeed(
                "jdeps",
                List.of(
                        "--multi-release",
                        "base",
                        "-verbose:class",
                        "-filter:package",
                        // Below its module-info, whose requirements jdeps would look for.
                        classFolder(module).resolve("io").toString()));
        List<Use> uses = new ArrayList<>();
        output.lines().forEach(line -> {
            Matcher use = USE.matcher(line);
            if (use.matches()) {
                uses.add(new Use(use.group(1), use.group(2)));
            }
        });
        assertTrue(!uses.isEmpty() || module.equals("fashion-mnist"), "jdeps tells what " + module + " uses");
        return uses;
    }

    /** The root pom has every module's class path written down. */
    private static List<String> readClassPath(String module) throws IOException {
        Path file = ROOT.resolve(module).resolve("target/classpath.txt");
        List<String> artifacts = new ArrayList<>();
        for (String entry : Files.readString(file).strip().split(File.pathSeparator)) {
            if (!entry.isEmpty()) {
                Path path = Path.of(entry);
                boolean own = path.startsWith(ROOT);
                artifacts.add(
                        own
                                ? ROOT.relativize(path).getName(0).toString()
                                : path.getFileName().toString());
            }
        }
        return artifacts;
    }

    /** The classes of a module by their binary names. */
    List<String> classes() throws IOException {
        Path folder = classFolder(module);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> folder.relativize(file).toString().replace(File.separatorChar, '.'))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .filter(name -> !name.endsWith("package-info") && !name.endsWith("module-info"))
                    .toList();
        }
    }

    Set<String> packages() throws IOException {
        Set<String> packages = new TreeSet<>();
        classes().forEach(name -> packages.add(name.substring(0, name.lastIndexOf('.'))));
        return packages;
    }

    /** The files of the module's own code. */
    List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("module-info.java"))
                    .toList();
        }
    }

    /** All that somebody wrote of it, that from which code is made by the build among them. */
    List<Path> written() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** The module that a class of this project lies in; null for others. */
    static String moduleOf(String className) throws IOException {
        if (!className.startsWith("io.github.sknet.")) {
            return null;
        }
        String file = className.replace('.', '/') + ".class";
        for (String module : modules()) {
            if (Files.isRegularFile(classFolder(module).resolve(file))) {
                return module;
            }
        }
        throw new IllegalStateException("No module has the class " + className);
    }
}
