package io.github.sknet.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.train.recipe.Recipe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The {@code config.json} of runs of version 0.1, one of each task, as {@code sknet train} wrote them; paths of data were made
 * relative. Their recipes hold the entries of all tasks, and name none.
 */
class OlderRunsTest {

    @TempDir
    Path folder;

    private Recipe recipe(String task) throws IOException {
        RunDirectory run = new RunDirectory(folder.resolve(task));
        Files.createDirectories(run.path());
        try (InputStream config = OlderRunsTest.class.getResourceAsStream("/runs-0.1/" + task + ".json")) {
            Files.copy(config, run.config());
        }
        return run.readRecipe();
    }

    @Test
    void theRecipeIsThatOfTheRunsTask() throws IOException {
        assertEquals(Recipe.named("quick").with("labelSmoothing", "0.05"), recipe("classify"));
        assertEquals(
                Recipe.named("detect")
                        .with("epochs", "6")
                        .with("averageDecay", "0.98")
                        .with("detection.augmentation.mosaic", "0.25"),
                recipe("detect"));
        assertEquals(Recipe.named("segment").with("segmentation.dice", "0.5"), recipe("segment"));
    }
}
