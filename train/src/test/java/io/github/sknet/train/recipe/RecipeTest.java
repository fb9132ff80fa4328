package io.github.sknet.train.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.json.Json;
import io.github.sknet.train.TrainingTask;
import io.github.sknet.train.classify.ClassificationSettings;
import io.github.sknet.train.detect.DetectionSettings;
import io.github.sknet.train.optim.Schedule;
import io.github.sknet.train.segment.SegmentationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeTest {

    private static final Recipe CPU = Recipe.named("cpu");
    private static final Recipe DETECT = Recipe.named("detect");
    private static final Recipe SEGMENT = Recipe.named("segment");

    private static String refusal(Executable attempt) {
        return assertThrows(IllegalArgumentException.class, attempt).getMessage();
    }

    @Test
    void jsonComesBackAsTheSameRecipe() {
        assertEquals(List.of("cpu", "quick", "cifar", "paper", "detect", "segment"), Recipe.names());
        for (String name : Recipe.names()) {
            Recipe recipe = Recipe.named(name);
            assertEquals(recipe, Recipe.of(Json.read(Json.write(recipe.toMap()))), name);
        }
    }

    @Test
    void eachTasksUsualRecipeIsForIt() {
        for (TrainingTask<?, ?> task : TrainingTask.all()) {
            assertEquals(
                    task.id(),
                    Recipe.named(task.recipes().get(0)).requireFor(task.id()).task());
        }
        assertEquals(
                "The recipe is for models to classify, and this is one to detect",
                refusal(() -> CPU.requireFor("detect")));
    }

    @Test
    void whatAFileLeavesOutIsAsInItsBase() {
        Map<String, Object> file = Json.read("{\"epochs\": 3, \"optimiser\": {\"learningRate\": 0.5}}");
        Recipe recipe = Recipe.of(file, "classify");
        assertEquals(CPU.with("epochs", "3").with("optimiser.learningRate", "0.5"), recipe);
        assertEquals(
                CPU.with("epochs", "3")
                        .with("optimiser.learningRate", "0.5")
                        .toMap()
                        .get("optimiser"),
                Recipe.of(file, "detect").toMap().get("optimiser"));
        assertEquals(DetectionSettings.DEFAULT, Recipe.of(file, "detect").settings());
        assertEquals(
                Recipe.named("cifar").with("epochs", "3"),
                Recipe.of(Json.read("{\"base\": \"cifar\", \"epochs\": 3}")));
        assertEquals(
                SEGMENT.with("batchSize", "16"), Recipe.of(Json.read("{\"base\": \"detect\", \"task\": \"segment\"}")));
        assertEquals(
                "The recipe does not say for which task it is: it needs an entry 'task', classify, detect, segment, "
                        + "or 'base'",
                refusal(() -> Recipe.of(file)));
    }

    @Test
    void entriesAreSetByTheirPath() {
        Recipe recipe = CPU.with("schedule.shape", "step")
                .with("frozen", "[\"stem\"]")
                .with("augmentation.flip", "0")
                .with("labelSmoothing", "0.3")
                .with("crops.size", "20")
                .with("seed", "123456789012");
        assertEquals(Schedule.Shape.STEP, recipe.schedule().shape());
        assertEquals(List.of("stem"), recipe.nodes().frozen());
        ClassificationSettings classification = (ClassificationSettings) recipe.settings();
        assertEquals(0, classification.augmentation().flip());
        assertEquals(0.3, classification.labelSmoothing());
        assertEquals(20, classification.crops().size());
        assertEquals(123456789012L, recipe.seed());
        DetectionSettings detection = (DetectionSettings)
                DETECT.with("detection.augmentation.mosaic", "0.25").settings();
        assertEquals(0.25, detection.augmentation().mosaic());
        detection = (DetectionSettings) DETECT.with("classWeights", "[1, 3]").settings();
        assertEquals(List.of(1.0, 3.0), detection.classWeights());
        SegmentationSettings segmentation = (SegmentationSettings) SEGMENT.with("segmentation.dice", "0.5")
                .with("classWeights", "[1, 2]")
                .settings();
        assertEquals(0.5, segmentation.dice());
        assertEquals(List.of(1.0, 2.0), segmentation.classWeights());
    }

    @Test
    void mistakesAreNamed() {
        assertEquals(
                "A recipe has no entry 'optimizer.lr'; did you mean optimiser?",
                refusal(() -> CPU.with("optimizer.lr", "1")));
        assertEquals("A recipe has no entry 'optimiser.lr'", refusal(() -> CPU.with("optimiser.lr", "1")));
        assertEquals(
                "A recipe has no entry 'epochs.x'; did you mean epochs?", refusal(() -> CPU.with("epochs.x", "1")));
        assertEquals(
                "A recipe has no entry 'epoch'; did you mean epochs?",
                refusal(() -> Recipe.of(Map.of("base", "cpu", "epoch", 3))));
        assertEquals(
                "A recipe has no entry 'augmentation.flop'; did you mean flip?",
                refusal(() -> Recipe.of(Json.read("{\"base\": \"cpu\", \"augmentation\": {\"flop\": 1}}"))));
        assertEquals(
                "'0' can't be the recipe's epochs: A recipe's epochs must be at least 1, not 0",
                refusal(() -> CPU.with("epochs", "0")));
        assertEquals(
                "There is no recipe 'fast'; there are: cpu, quick, cifar, paper, detect, segment",
                refusal(() -> Recipe.named("fast")));
        assertTrue(refusal(() -> CPU.with("augmentation", "3"))
                .startsWith("The recipe's augmentation has entries of its own"));
    }

    @ParameterizedTest
    @CsvSource({
        "epochs, 2.5, a whole number",
        "epochs, null, a whole number",
        "clipNorm, much, a number",
        "optimiser.learningRate, abc, a number",
        "optimiser.learningRate, true, a number",
        "optimiser.kind, adam, 'one of sgd, adamw'",
        "optimiser.nesterov, 1, true or false",
        "augmentation.padding, 1.5, a whole number",
        "augmentation.paddingMode, mirror, 'one of constant, reflect'",
        "precision, float16, float32 or bfloat16",
        "frozen, conv1, a list",
        "classWeights, 3, a list",
        "seed, 1e3, a whole number of 64 bits"
    })
    void whatAnEntryCanBeIsSaid(String path, String value, String wanted) {
        String sentence = refusal(() -> CPU.with(path, value));
        assertTrue(sentence.startsWith("'" + value + "' can't be the recipe's " + path + ": "), sentence);
        assertTrue(sentence.contains(wanted), sentence);
    }

    /** A number that no file could hold would end a run at its first checkpoint. */
    @ParameterizedTest
    @CsvSource({
        "optimiser.learningRate",
        "optimiser.weightDecay",
        "schedule.warmupEpochs",
        "run.checkpointSeconds",
        "clipNorm"
    })
    void numbersAreFinite(String path) {
        assertThrows(IllegalArgumentException.class, () -> CPU.with(path, "Infinity"));
        assertThrows(IllegalArgumentException.class, () -> CPU.with(path, "NaN"));
    }

    @Test
    void anEntryOfAnotherTaskIsRefused() {
        assertEquals(
                "'crops.size' is for models to classify; this recipe is for detect",
                refusal(() -> DETECT.with("crops.size", "24")));
        assertEquals(
                "'detection.augmentation.mosaic' is for models to detect; this recipe is for classify",
                refusal(() -> CPU.with("detection.augmentation.mosaic", "0")));
        assertEquals(
                "'augmentation.mixup' is for models to classify; this recipe is for segment",
                refusal(() -> Recipe.of(Json.read("{\"augmentation\": {\"mixup\": 0.2}}"), "segment")));
        assertEquals(
                "A recipe for models to classify can't be made one to detect: start from one of detect",
                refusal(() -> CPU.with("task", "detect")));
    }

    @Test
    void aRecipeIsLoadedByNameOrFromAFile(@TempDir Path folder) throws IOException {
        assertEquals(DETECT, Recipe.load("detect", "detect"));
        Path file = Files.writeString(folder.resolve("mine.json"), "{\"epochs\": 3}");
        assertEquals(SEGMENT.settings(), Recipe.load(file.toString(), "segment").settings());
        assertEquals(
                "The recipe is for models to classify, and this is one to segment",
                refusal(() -> Recipe.load("paper", "segment")));
        Files.writeString(file, "{\"epochs\": }");
        String sentence = assertThrows(IOException.class, () -> Recipe.load(file.toString(), "segment"))
                .getMessage();
        assertTrue(sentence.startsWith(file + " is not a recipe: "), sentence);
        assertEquals(
                "There is no recipe 'fast', nor a file of that name; there are: "
                        + "cpu, quick, cifar, paper, detect, segment",
                refusal(() -> Recipe.load("fast", "classify")));
    }
}
