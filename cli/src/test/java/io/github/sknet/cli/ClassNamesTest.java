package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.DatasetException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of classes, as {@code --labels} takes them. */
class ClassNamesTest {

    @TempDir
    Path folder;

    @Test
    void areLinesOfAFileOrAList() throws IOException {
        Path file = Files.writeString(folder.resolve("labels.txt"), "cat\n dog \n\nowl\n");
        assertEquals(List.of("cat", "dog", "owl"), ClassNames.of(file.toString(), Optional.empty()));
        assertEquals(List.of("cat", "dog"), ClassNames.of("cat, dog", Optional.empty()));
        assertEquals(List.of("cell"), ClassNames.of("cell", Optional.empty()));
        assertEquals(List.of("St. Bernard", "pug"), ClassNames.of("St. Bernard,pug", Optional.empty()));
    }

    @Test
    void aFileMayBeOfAnyEncodingThatItOrTheUserSays() throws IOException {
        Path marked = Files.write(folder.resolve("utf16.txt"), "\uFEFF猫\n狗\n".getBytes(StandardCharsets.UTF_16LE));
        assertEquals(List.of("猫", "狗"), ClassNames.ofFile(marked, Optional.empty()));
        Charset gbk = Charset.forName("GBK");
        Path unmarked = Files.write(folder.resolve("gbk.txt"), "猫\n狗\n".getBytes(gbk));
        assertEquals(List.of("猫", "狗"), ClassNames.ofFile(unmarked, Optional.of(gbk)));
        String message = assertThrows(DatasetException.class, () -> ClassNames.ofFile(unmarked, Optional.empty()))
                .getMessage();
        assertTrue(message.contains("gbk.txt") && message.contains("--encoding GBK"), message);
    }

    @Test
    void areDifferent() {
        assertThrows(IllegalArgumentException.class, () -> ClassNames.of("cat,cat", Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> ClassNames.of(" , ", Optional.empty()));
    }

    @Test
    void aFileThatIsMissingIsNoNameOfAClass() {
        for (String text : List.of("labels.txt", "data/labels")) {
            assertThrows(NoSuchFileException.class, () -> ClassNames.of(text, Optional.empty()));
        }
    }
}
