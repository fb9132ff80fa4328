package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine's language changes nothing: Arabic has digits of its own, Turkish another capital of i. */
class LanguageTest {

    private static final List<List<String>> COMMANDS = List.of(
            List.of("info", "--all"),
            List.of("info", "sknet_tiny", "--plan"),
            List.of("predict", "--model", "MODEL", "--kernels", "IMAGE"),
            List.of("predict", "--model", "MODEL", "--json", "IMAGE"),
            List.of("explain", "--model", "MODEL", "--data", "DATA", "--limit", "2", "--out", "OUT"),
            List.of("eval", "--model", "MODEL", "--data", "DATA", "--labels", "0,1,2,3,4,5,6,7,8,9"));

    @TempDir
    static Path folder;

    private static final Map<List<String>, String> ENGLISH = new HashMap<>();

    private static Path model;
    private static Path image;
    private static Path data;

    @BeforeAll
    static void writeFiles() throws IOException, InterruptedException {
        model = SmallFiles.model(folder);
        image = SmallFiles.picture(folder, "I.PNG", 28, 28);
        List<String> classes = Stream.of("0123456789".split("")).toList();
        data = StripeFolders.write(folder.resolve("data"), classes, 1);
        for (List<String> command : COMMANDS) {
            ENGLISH.put(command, said("en-US", command));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "tr-TR", "zh-CN"})
    void theCommandSaysTheSame(String language) throws IOException, InterruptedException {
        for (List<String> command : COMMANDS) {
            assertEquals(ENGLISH.get(command), said(language, command), language + " " + command);
        }
    }

    private static String said(String language, List<String> command) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        List<String> words = new ArrayList<>(List.of(
                "-Duser.language=" + language.substring(0, 2),
                "-Duser.country=" + language.substring(3),
                // Vector kernels take over when they are compiled: their roundings depend on the moment.
                "-Dsknet.kernels=scalar",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.sknet.cli.Sknet"));
        for (String word : command) {
            words.add(
                    switch (word) {
                        case "MODEL" -> model.toString();
                        case "IMAGE" -> image.toString();
                        case "DATA" -> data.toString();
                        case "OUT" -> out.toString();
                        default -> word;
                    });
        }
        JavaProcess run = JavaProcess.succeed(JavaProcess.jdk(), folder, words);
        StringBuilder all = new StringBuilder(run.out());
        if (Files.isDirectory(out)) {
            for (Path file : files(out)) {
                all.append(file).append('\n').append(isPicture(file) ? "" : Files.readString(file));
                Files.delete(file);
            }
        }
        assertTrue(all.length() > 20, all::toString);
        return all.toString();
    }

    /** Letters are drawn with the fonts of the language. */
    private static boolean isPicture(Path file) {
        return file.toString().matches(".*\\.(png|svg)");
    }

    private static List<Path> files(Path out) throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
