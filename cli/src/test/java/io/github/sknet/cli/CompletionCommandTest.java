package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What bash offers after a half-typed word. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no bash")
class CompletionCommandTest {

    @TempDir
    static Path folder;

    private static Path script;

    @BeforeAll
    static void write() throws IOException {
        script = Files.writeString(
                folder.resolve("completion"),
                CommandLineRun.succeed("completion").out());
    }

    /** @param words the last of them half-typed */
    private static Set<String> offered(String... words) throws IOException, InterruptedException {
        String line = "source " + script + "; COMP_WORDS=(sknet " + String.join(" ", words) + "); COMP_CWORD="
                + words.length + "; _complete_sknet; printf '%s\\n' \"${COMPREPLY[@]}\"";
        // Outside of a completion bash complains of what is for a completion alone.
        Process bash = new ProcessBuilder("bash", "-c", line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, bash.waitFor(), out);
        return new TreeSet<>(Arrays.asList(out.strip().split("\\s+")));
    }

    @Test
    void commandsAreOffered() throws IOException, InterruptedException {
        assertEquals(Set.of("explain", "export"), offered("exp"));
        assertTrue(offered("''").containsAll(List.of("train", "predict", "bench", "completion", "help")));
    }

    @Test
    void optionsAreOfferedThoseOfTasksAmongThem() throws IOException, InterruptedException {
        assertEquals(Set.of("--recipe", "--resume"), offered("train", "--re"));
        assertTrue(offered("predict", "--sc").contains("--score-threshold"));
    }
}
