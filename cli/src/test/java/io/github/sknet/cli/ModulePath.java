package io.github.sknet.cli;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The modules of a program.
 *
 * @param entries jars, and folders of classes
 */
record ModulePath(Set<Path> entries) {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** This project's modules of these folders, and all that Maven puts on their class paths at run time. */
    static ModulePath of(String... folders) throws IOException {
        Set<Path> entries = new LinkedHashSet<>();
        for (String folder : folders) {
            Path target = ROOT.resolve(folder).resolve("target");
            entries.add(target.resolve("classes"));
            String classPath = Files.readString(target.resolve("classpath.txt")).strip();
            for (String entry : classPath.split(File.pathSeparator)) {
                if (!entry.isEmpty()) {
                    entries.add(Path.of(entry));
                }
            }
        }
        return new ModulePath(entries);
    }

    /** The same with one more entry. */
    ModulePath with(Path entry) {
        Set<Path> more = new LinkedHashSet<>(entries);
        more.add(entry);
        return new ModulePath(more);
    }

    /** What there is by the name of the module. */
    ModuleFinder finder() {
        return ModuleFinder.of(entries.toArray(Path[]::new));
    }

    /**
     * The same with a module-info in each jar that has none, as jdeps works it out (docs/predict.md does it in a shell): a
     * run-time image takes no others.
     *
     * @param folder receives copies of such jars
     */
    ModulePath explicit(Path folder) throws IOException {
        List<ModuleReference> automatic = finder().findAll().stream()
                .filter(module -> module.descriptor().isAutomatic())
                .sorted(Comparator.comparing(module -> module.descriptor().name()))
                .toList();
        Set<Path> all = new LinkedHashSet<>(entries);
        Path jars = Files.createDirectory(folder.resolve("jars"));
        List<String> copies = new ArrayList<>();
        List<String> patches = new ArrayList<>();
        for (ModuleReference module : automatic) {
            Path own = Path.of(module.location().orElseThrow());
            Path copy = jars.resolve(own.getFileName());
            Files.copy(own, copy);
            copies.add(copy.toString());
            patches.add("--patch-module=" + module.descriptor().name() + "=" + copy);
            all.remove(own);
            all.add(copy);
        }
        String written = folder.resolve("written").toString();
        JdkTool.succeed("jdeps", words(copies, "--module-path", jars.toString(), "--generate-module-info", written));
        Path compiled = folder.resolve("compiled");
        String names =
                automatic.stream().map(module -> module.descriptor().name()).collect(Collectors.joining(","));
        JdkTool.succeed(
                "javac", words(patches, "--module-source-path", written, "-d", compiled.toString(), "--module", names));
        for (int i = 0; i < automatic.size(); i++) {
            String classes =
                    compiled.resolve(automatic.get(i).descriptor().name()).toString();
            JdkTool.succeed("jar", List.of("--update", "--file", copies.get(i), "-C", classes, "module-info.class"));
        }
        return new ModulePath(all);
    }

    private static List<String> words(List<String> last, String... first) {
        List<String> words = new ArrayList<>(List.of(first));
        words.addAll(last);
        return words;
    }

    /** As the JDK's tools take it. */
    @Override
    public String toString() {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
