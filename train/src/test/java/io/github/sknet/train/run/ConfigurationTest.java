package io.github.sknet.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.classify.LabelledBatch;
import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.graph.json.Fields;
import io.github.sknet.train.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run's {@code config.json} says, from its beginning on and after it was gone on with. */
class ConfigurationTest {

    private static final Recipe RECIPE = Stripes.RECIPE.with("epochs", "1");

    private RunDirectory directory;

    @BeforeEach
    void create(@TempDir Path folder) throws IOException {
        directory = RunDirectory.create(folder.resolve("run"));
    }

    private static TrainingRun<LabelledDataset, LabelledBatch> run(Recipe recipe, Map<String, Object> facts) {
        TrainingRun<LabelledDataset, LabelledBatch> plain = Stripes.run(recipe);
        return new TrainingRun<>(plain.task(), plain.model(), recipe, plain.data(), facts);
    }

    @Test
    void allThatRepeatsARunIsThere() throws IOException {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("data", "stripes");
        facts.put("heldOut", 0.1);
        new Trainer(run(RECIPE, facts), directory).run();
        Fields config = new Fields("The configuration", directory.readConfig());
        assertEquals(
                List.of("task", "data", "heldOut", "architecture", "preprocessing", "recipe", "environment"),
                List.copyOf(config.names()));
        assertEquals("classify", config.text("task"));
        assertEquals("stripes", config.text("data"));
        assertEquals("sknet_tiny", config.object("architecture").text("model"));
        assertEquals(Stripes.PREPROCESSING.toMap(), config.map("preprocessing"));
        assertEquals(RECIPE, directory.readRecipe());
        assertTrue(config.object("environment").object("libtorch").integer("threads") > 0);
    }

    /** Gone on with for more epochs, it ends where they end, also the next time. */
    @Test
    void theRecipeInForceIsWrittenAnew() throws IOException {
        new Trainer(run(RECIPE, Map.of("data", "stripes")), directory).run();
        Recipe longer = directory.readRecipe().with("epochs", "2");
        assertEquals(2, new Trainer(run(longer, Map.of()), directory).resume().epochs());
        assertEquals(longer, directory.readRecipe());
        assertEquals("stripes", directory.readConfig().get("data"), "what nobody says anew stays");
        TrainingResult again = new Trainer(run(directory.readRecipe(), Map.of()), directory).resume();
        assertEquals(2, again.epochs());
        assertEquals(TrainingResult.End.COMPLETED, again.end());
    }

    @Test
    void fewerEpochsThanAreCompleteAreRefused() throws IOException {
        new Trainer(run(RECIPE.with("epochs", "2"), Map.of()), directory).run();
        String before = Files.readString(directory.config());
        Trainer shorter = new Trainer(run(RECIPE, Map.of()), directory);
        assertEquals(
                "The run in " + directory.path()
                        + " has 2 epochs behind it: the recipe's epochs must be at least as many, not 1",
                assertThrows(IllegalArgumentException.class, shorter::resume).getMessage());
        assertEquals(before, Files.readString(directory.config()));
    }

    @Test
    void aMissingConfigurationIsNoReasonToEnd() throws IOException {
        new Trainer(run(RECIPE, Map.of()), directory).run();
        Files.delete(directory.config());
        new Trainer(run(RECIPE.with("epochs", "2"), Map.of()), directory).resume();
        assertEquals(2, directory.readRecipe().epochs());
        Files.writeString(directory.config(), "{");
        String sentence = assertThrows(IOException.class, directory::readRecipe).getMessage();
        assertTrue(sentence.startsWith("The run's configuration " + directory.config() + " can't be read: "), sentence);
    }

    @Test
    void whatTheRunItselfWritesIsNobodyElses() {
        assertEquals(
                "A run's 'recipe' is written by the run itself",
                assertThrows(IllegalArgumentException.class, () -> run(RECIPE, Map.of("recipe", "mine")))
                        .getMessage());
    }
}
