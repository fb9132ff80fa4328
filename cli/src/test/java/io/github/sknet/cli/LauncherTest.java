package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher {@code sknet} with a stand-in for the command: what is heard of the JVM, of native code and of the program. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a script for bash")
class LauncherTest {

    private static final int INTERRUPTED = 130;
    private static final int ABORTED = 134;

    @TempDir
    static Path home;

    /** A home in which everything is built: of the stand-in and what the launcher needs of the command. */
    @BeforeAll
    static void build() throws IOException {
        Files.copy(Path.of("..", "sknet"), home.resolve("sknet"));
        assertTrue(home.resolve("sknet").toFile().setExecutable(true));
        Path classes = Files.createDirectories(home.resolve("classes"));
        Path source = classes.resolve("Sknet.java");
        try (InputStream text = LauncherTest.class.getResourceAsStream("/launcher/Sknet.java.txt")) {
            Files.copy(text, source);
        }
        run(ToolProvider.findFirst("javac"), "-XDignore.symbol.file", "-cp", "target/classes", "-d", classes, source);
        Path library = Files.createDirectories(home.resolve("cli/target/lib"));
        run(
                ToolProvider.findFirst("jar"),
                "-cf",
                library.resolve("cli.jar"),
                "-C",
                classes,
                "io",
                "-C",
                "target/classes",
                "io/github/sknet/cli/ErrorStream.class");
        Files.createFile(library.resolve(".built"));
    }

    private static void run(java.util.Optional<ToolProvider> tool, Object... arguments) {
        assertEquals(
                0,
                tool.orElseThrow()
                        .run(
                                System.out,
                                System.err,
                                Stream.of(arguments).map(Object::toString).toArray(String[]::new)));
    }

    private static Process start(String javaOptions, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("sknet").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("SKNET_JAVA_OPTS", javaOptions);
        builder.environment().remove("OMP_NUM_THREADS");
        return builder.start();
    }

    private record End(int status, String out, String err) {

        static End of(Process process) throws IOException, InterruptedException {
            // Little is said: it fits into the pipes.
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(1, TimeUnit.MINUTES));
            return new End(process.exitValue(), out, err);
        }
    }

    @Test
    void theWarningOfTheVectorModuleIsNotHeard() throws IOException, InterruptedException {
        End end = End.of(start("", "fail"));
        assertEquals("sknet: told\n", end.err());
        assertEquals(2, end.status());
    }

    @Test
    void nativeCodesLastWordsAreHeard() throws IOException, InterruptedException {
        End end = End.of(start("", "crash"));
        assertEquals(ABORTED, end.status(), end.err());
        assertTrue(end.err().startsWith("last words\n"), end.err());
    }

    @Test
    void whatTheJvmRefusesIsHeard() throws IOException, InterruptedException {
        End end = End.of(start("-XX:+Nonsense", "fail"));
        assertTrue(end.err().contains("Unrecognized VM option 'Nonsense'"), end.err());
        assertEquals(1, end.status());
    }

    /** The terminal's interrupt reaches the JVM, which is the launcher's own process, and its filter, which stays to the end. */
    @Test
    void anInterruptEndsTheProgramCleanly() throws IOException, InterruptedException {
        Process process = start("", "wait");
        assertEquals(process.pid(), Long.parseLong(process.inputReader().readLine()), "the JVM's own process");
        List<ProcessHandle> all =
                Stream.concat(process.children(), Stream.of(process.toHandle())).toList();
        for (ProcessHandle each : all) {
            new ProcessBuilder("kill", "-INT", Long.toString(each.pid()))
                    .start()
                    .waitFor();
        }
        End end = End.of(process);
        assertEquals(INTERRUPTED, end.status());
        assertTrue(end.err().contains("saved\n"), end.err());
        assertTrue(end.err().contains("native words\n"), end.err());
    }

    /** A progress bar ends no lines. */
    @Test
    void halfALineIsSeenAtOnce() throws IOException, InterruptedException {
        Process process = start("", "bar");
        assertEquals("\rhalf", new String(process.getErrorStream().readNBytes(5), StandardCharsets.UTF_8));
        process.getOutputStream().close();
        assertEquals(new End(0, "", ""), End.of(process));
    }

    /** With a stand-in for Maven, too: it says what it was called with, and builds the stand-in for the command. */
    @Test
    void whatWasBuiltForGpusStaysSo() throws IOException, InterruptedException {
        Path library = home.resolve("cli/target/lib");
        Path bin = Files.createDirectories(home.resolve("bin"));
        Files.copy(library.resolve("cli.jar"), bin.resolve("cli.jar"));
        Files.createFile(library.resolve("pytorch-processor.jar"));
        Files.writeString(
                bin.resolve("mvn"),
                "#!/bin/sh\necho \"$@\" >>" + bin.resolve("calls") + "\ncp " + bin.resolve("cli.jar") + " " + library
                        + "\n");
        assertTrue(bin.resolve("mvn").toFile().setExecutable(true));
        for (String arguments : Arrays.asList("-Pgpu", null, "-Pgpu", "")) {
            ProcessBuilder builder =
                    new ProcessBuilder(home.resolve("sknet").toString(), "start").directory(home.toFile());
            builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            if (arguments != null) {
                builder.environment().put("SKNET_MAVEN_ARGS", arguments);
            }
            assertEquals("started\n", End.of(builder.start()).out());
            assertFalse(Files.exists(library.resolve("pytorch-processor.jar")));
        }
        List<String> calls = Files.readAllLines(bin.resolve("calls"));
        assertEquals(2, calls.size(), calls::toString);
        assertTrue(calls.get(0).contains(" -Pgpu "), calls.get(0));
        assertFalse(calls.get(1).contains("-Pgpu"), calls.get(1));
    }

    /** With a stand-in for Maven that only says what it was called with. */
    @Test
    void theBenchmarksAreAModuleOfTheirOwn() throws IOException, InterruptedException {
        Path bin = Files.createDirectories(home.resolve("failing"));
        Path calls = bin.resolve("calls");
        Files.writeString(bin.resolve("mvn"), "#!/bin/sh\necho \"$@\" >>" + calls + "\nexit 1\n");
        assertTrue(bin.resolve("mvn").toFile().setExecutable(true));
        Files.createDirectories(home.resolve("bench/target/lib"));
        for (List<String> words : List.of(List.of("help", "bench"), List.of("--verbose", "bench", "--threads", "1"))) {
            List<String> command = new ArrayList<>(List.of(home.resolve("sknet").toString()));
            command.addAll(words);
            ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
            builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            assertEquals(1, End.of(builder.start()).status());
            String call = Files.readString(calls);
            assertTrue(call.contains(" -pl bench -am "), call);
            assertTrue(call.contains(" -Dsknet.commit= "), "a home without Git has no commit: " + call);
            Files.delete(calls);
        }
    }

    @Test
    void trainingHasFlagsOfItsOwn() throws IOException, InterruptedException {
        for (String command : List.of("train", "quickstart")) {
            String out = End.of(start("", command, "--threads", "3", "flags")).out();
            assertFalse(out.contains("-Xmn"), out);
            assertTrue(out.contains("-Xms192m") && out.contains("-XX:NewSize=128m"), out);
            assertTrue(out.endsWith("]\n3\n"), out);
            // A heap that is to stay smaller could not begin with as much.
            End small = End.of(start("-Xmx100m", command, "flags"));
            assertEquals(0, small.status(), small.err());
            assertFalse(small.out().contains("-Xms"), small.out());
        }
        String out = End.of(start("", "predict", "--threads=5", "flags")).out();
        assertTrue(out.contains("-Xmn16m"), out);
        assertTrue(out.endsWith("]\n5\n"), out);
    }

    /** As in a bare container: no locale is set, one that is not installed is, or the one that knows ASCII only. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "LC_ALL=C", "LC_ALL=POSIX", "LANG=en_XX.UTF-8", "LC_ALL=C.UTF-8", "LC_CTYPE=C LANG=C.UTF-8"})
    void namesOfFilesMayBeInAnyScript(String locale) throws IOException, InterruptedException {
        String cat = "$'\\xe7\\x8c\\xab.jpg'";
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "cd '" + home + "' && touch " + cat + " && exec env -u LANG -u LC_ALL -u LC_CTYPE " + locale
                                + " JAVA_HOME='" + System.getProperty("java.home") + "' ./sknet " + cat + " exists")
                .start();
        assertEquals(new End(0, "true 5\n", ""), End.of(process));
    }

    @Test
    void noHomeIsNeeded() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("sknet").toString(), "home").directory(home.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("HOME");
        End end = End.of(builder.start());
        assertEquals(0, end.status(), end.err());
        assertEquals("", end.err());
        assertTrue(Files.isWritable(Path.of(end.out().strip())) || end.out().contains("/sknet-"), end.out());
    }

    /** With a stand-in for Maven, in a folder of its own, where nothing is built, and with only those programs that the launcher needs. */
    @Test
    void flockAndNprocAreNotNeeded(@TempDir Path other) throws IOException, InterruptedException {
        Path bin = unbuilt(other);
        String programs = "bash cat cp dirname find getconf git grep head id locale mv readlink rm sed sh tr";
        for (String program : programs.split(" ")) {
            Path script = Files.writeString(bin.resolve(program), "#!/bin/sh\nexec /usr/bin/" + program + " \"$@\"\n");
            assertTrue(script.toFile().setExecutable(true));
        }
        End end = End.of(startUnbuilt(other, bin.toString()));
        assertEquals("started\n", end.out(), end.err());
        assertFalse(end.err().contains("not found"), end.err());
    }

    /** As in a distribution: bin/sknet beside lib/, which is all there is. */
    @Test
    void aDistributionNeedsNoMaven(@TempDir Path other) throws IOException, InterruptedException {
        Path folder = distribution(other);
        End end = End.of(startFrom(folder, "start"));
        assertEquals(new End(0, "started\n", ""), end);
    }

    @Test
    void aDistributionSaysWhereLibtorchComesFrom(@TempDir Path other) throws IOException, InterruptedException {
        Path folder = distribution(other);
        assertEquals(
                new End(
                        1,
                        "",
                        "sknet: training needs libtorch, which is not in this folder for its size: "
                                + folder.resolve("bin/sknet-natives") + " pytorch gets it, once\n"),
                End.of(startFrom(folder, "train")));
        Files.createFile(Files.createDirectories(folder.resolve("lib/natives")).resolve("pytorch-1-linux-x86_64.jar"));
        assertEquals("started\n", End.of(startFrom(folder, "train", "start")).out());
    }

    /** What one launcher tells the JVM, the other does; large pages and locales are matters of Linux. */
    @Test
    void theLauncherForWindowsHasTheSameFlags() throws IOException {
        Pattern flag = Pattern.compile("(?:--add-modules |--(?:enable|sun)-|-XX:|-Xm[ns]|-Djava)[\\w.:+=-]+");
        Set<String> here = flag.matcher(Files.readString(Path.of("../sknet")))
                .results()
                .map(MatchResult::group)
                .filter(word ->
                        !word.matches("-XX:([+]UseTransparentHugePages|-SegmentedCodeCache|.*(Shared|LoadedClass).*)"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> there = flag.matcher(Files.readString(Path.of("../sknet.bat")))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(here, there);
    }

    private static Path distribution(Path other) throws IOException {
        Path folder = Files.createDirectories(other.resolve("sknet of a version"));
        Files.copy(
                home.resolve("sknet"),
                Files.createDirectories(folder.resolve("bin")).resolve("sknet"),
                StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(
                home.resolve("cli/target/lib/cli.jar"),
                Files.createDirectories(folder.resolve("lib")).resolve("sknet-cli-0.jar"));
        return folder;
    }

    private static Process startFrom(Path folder, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(folder.resolve("bin/sknet").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    /** Whoever runs this test may be root, who may write anywhere: a folder takes the place of the lock. */
    @Test
    void whatCanNotBeBuiltHasASentence(@TempDir Path other) throws IOException, InterruptedException {
        Path bin = unbuilt(other);
        Files.createDirectory(other.resolve(".build.lock"));
        End end = End.of(startUnbuilt(other, bin + ":" + System.getenv("PATH")));
        assertEquals(
                new End(
                        1,
                        "",
                        "sknet: " + other + " must be built, but can't be written to: run " + other
                                + "/sknet once as somebody who may write there\n"),
                end);
    }

    /** A folder with the launcher and nothing built; a folder of programs with a Maven that builds the stand-in. */
    private static Path unbuilt(Path other) throws IOException {
        Files.copy(home.resolve("sknet"), other.resolve("sknet"), StandardCopyOption.COPY_ATTRIBUTES);
        Path library = Files.createDirectories(other.resolve("cli/target/lib"));
        Path bin = Files.createDirectories(other.resolve("bin"));
        Files.writeString(
                bin.resolve("mvn"), "#!/bin/sh\ncp " + home.resolve("cli/target/lib/cli.jar") + " " + library + "\n");
        assertTrue(bin.resolve("mvn").toFile().setExecutable(true));
        return bin;
    }

    private static Process startUnbuilt(Path other, String path) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(other.resolve("sknet").toString(), "start").directory(other.toFile());
        builder.environment().put("PATH", path);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }
}
