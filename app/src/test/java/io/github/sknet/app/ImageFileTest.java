package io.github.sknet.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What words stand for. No file is read. */
class ImageFileTest {

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        for (String name : List.of("a.png", "b/a.png", "b/c/d.JPG", "b/notes.txt", "b/.e.png", ".f/g.png", "[h].png")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }

    private List<String> find(String... words) {
        return ImageFile.find(
                        List.of(words).stream().map(word -> folder + "/" + word).toList())
                .stream()
                .map(file -> folder.relativize(file.path()) + " as " + file.name())
                .toList();
    }

    @Test
    void aFolderStandsForTheImagesBelowIt() {
        assertEquals(List.of("b/a.png as a.png", "b/c/d.JPG as c/d.JPG"), find("b"));
        assertEquals(List.of("b/c/d.JPG as d.JPG"), find("b/c"));
    }

    @Test
    void aPatternStandsForTheFilesThatFit() {
        assertEquals(List.of("b/a.png as b/a.png"), find("*/*.png"));
        assertEquals(List.of("[h].png as [h].png", "a.png as a.png"), find("*.png"));
        assertEquals(List.of("[h].png as [h].png", "a.png as a.png", "b/a.png as b/a.png"), find("**.png"));
        assertEquals(List.of("b/c/d.JPG as c/d.JPG"), find("b/{c,d}/?.JPG"));
        assertEquals(List.of("b/a.png as a.png", "b/c/d.JPG as c/d.JPG"), find("b/{a,*/d}.{png,JPG}"));
    }

    @Test
    void aFileIsItselfHoweverItIsCalled() {
        assertEquals(List.of("[h].png as [h].png"), find("[h].png"));
        assertEquals(List.of("b/.e.png as .e.png", "b/notes.txt as notes.txt"), find("b/.e.png", "b/notes.txt"));
        assertEquals(List.of("missing.png as missing.png"), find("missing.png"));
    }

    @Test
    void eachIsAskedAboutOnce() {
        assertEquals(
                List.of("b/a.png as a.png", "b/c/d.JPG as c/d.JPG"), find("b/a.png", "b", "b/../b/a.png", "**.JPG"));
    }

    @Test
    void whatStandsForNothingHasAProblem() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        assertEquals("The folder " + folder + "/empty holds no images", problem("empty"));
        assertEquals("There is no file '" + folder + "/*.tif', and none that fits it as a pattern", problem("*.tif"));
        assertTrue(problem("nowhere/*.png").startsWith("There is no file "));
        assertEquals("There is no file '[.png', and it is no pattern for files", problem("[.png"));
    }

    private String problem(String word) {
        List<ImageFile> files = ImageFile.find(List.of(folder + "/" + word));
        assertEquals(1, files.size());
        return files.get(0).problem().orElseThrow().getMessage();
    }
}
