package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of classes, as {@code --labels} takes them. */
class ClassNamesTest {

    @TempDir
    Path folder;

    @Test
    void areLinesOfAFileOrAList() throws IOException {
        Path file = Files.writeString(folder.resolve("labels.txt"), "cat\n dog \n\nowl\n");
        assertEquals(List.of("cat", "dog", "owl"), ClassNames.of(file.toString()));
        assertEquals(List.of("cat", "dog"), ClassNames.of("cat, dog"));
        assertEquals(List.of("cell"), ClassNames.of("cell"));
        assertEquals(List.of("St. Bernard", "pug"), ClassNames.of("St. Bernard,pug"));
    }

    @Test
    void areDifferent() {
        assertThrows(IllegalArgumentException.class, () -> ClassNames.of("cat,cat"));
        assertThrows(IllegalArgumentException.class, () -> ClassNames.of(" , "));
    }

    @Test
    void aFileThatIsMissingIsNoNameOfAClass() {
        for (String text : List.of("labels.txt", "data/labels")) {
            assertThrows(NoSuchFileException.class, () -> ClassNames.of(text));
        }
    }
}
