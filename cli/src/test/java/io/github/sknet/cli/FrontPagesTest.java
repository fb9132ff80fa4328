package io.github.sknet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The programs on the pages of DJL and Spark are those that these modules' tests run. */
class FrontPagesTest {

    @Test
    void djlsProgramsAreItsExamples() throws IOException {
        assertPrograms(
                "docs/djl.md", "djl", List.of("PictureClassifier", "DjlExample", "KernelChoice", "BlocksThatLearn"));
    }

    @Test
    void sparksProgramsAreItsExamples() throws IOException {
        assertPrograms("docs/spark.md", "spark", List.of("PhotoScores"));
    }

    private static void assertPrograms(String page, String module, List<String> examples) throws IOException {
        Path folder = Path.of("..", module, "src/test/java/io/github/sknet", module, "examples");
        List<String> code = new ArrayList<>();
        for (String example : examples) {
            code.addAll(DocumentationPage.regions(folder.resolve(example + ".java")));
        }
        assertEquals(code, DocumentationPage.read(page).blocks("java"));
    }
}
