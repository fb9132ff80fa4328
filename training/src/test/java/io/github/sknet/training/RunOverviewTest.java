package io.github.sknet.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.JudgedBy;
import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.train.run.RunDirectory;
import io.github.sknet.train.run.TrainingException;
import io.github.sknet.train.run.TrainingListener;
import io.github.sknet.train.torch.Hardware;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a run before its first step, and what keeps it from beginning. */
class RunOverviewTest {

    private static final Recipe RECIPE =
            Recipe.named("quick").with("epochs", "1").with("batchSize", "4").with("augmentation.flip", "0");

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();

    private RunDirectory train(Path data, Recipe recipe, OptionalDouble heldOut) throws IOException {
        TrainingPlan plan = new NewRun(
                        DataSource.of(data.toString()),
                        JudgedBy.wanted(heldOut),
                        Optional.of("sknet_tiny"),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        false)
                .plan(recipe);
        RunDirectory directory = RunDirectory.create(folder.resolve("run"));
        new TrainingSession(plan, Hardware.processor(), directory, told::add, told::add).run(TrainingListener.NONE);
        return directory;
    }

    private RunDirectory train(Path data, OptionalDouble heldOut) throws IOException {
        return train(data, RECIPE, heldOut);
    }

    private void refused(String sentence, Path data) {
        IOException refusal = assertThrows(IOException.class, () -> train(data, OptionalDouble.empty()));
        assertEquals(sentence, refusal.getMessage());
        assertFalse(Files.exists(folder.resolve("run")), "a run that is refused leaves no folder");
    }

    private Path data() {
        return folder.resolve("data");
    }

    @Test
    void classesJudgeAndInputAreTold() throws IOException {
        Grey.write(data().resolve("train"), List.of("dark", "light"), 6);
        Grey.write(data().resolve("val"), List.of("dark", "light"), 2);
        RunDirectory directory = train(data(), OptionalDouble.empty());
        assertEquals(
                List.of(
                        "to learn from: 12 images; images of each class: dark 6, light 6",
                        "to judge by: 4 images; images of each class: dark 2, light 2",
                        "the best epoch is chosen by the part validation",
                        "input: 12×12 pixels, the images' own; 1 channel, as the images have"),
                told);
        Map<?, ?> found = (Map<?, ?>) directory.readConfig().get("found");
        assertEquals(Map.of("dark", 6, "light", 6), ((Map<?, ?>) found.get("train")).get("classes"));
        assertEquals("the part validation", found.get("judgedBy"));
        assertEquals(
                "12×12 pixels, the images' own; 1 channel, as the images have",
                ((Map<?, ?>) directory.readConfig().get("reasons")).get("input"));
        assertEquals(JudgedBy.usual(0.1), TrainingPlan.of(directory).judgedBy());
    }

    /** Every part's images are listed, and what is held out is asked for in place of a part. */
    @Test
    void aShareThatIsHeldOutIsTold() throws IOException {
        Grey.write(data().resolve("train"), List.of("dark", "light"), 8);
        Grey.write(data().resolve("val"), List.of("dark", "light"), 2);
        RunDirectory directory = train(data(), OptionalDouble.of(0.25));
        assertTrue(told.contains("to learn from: 12 images; images of each class: dark 6, light 6"), told::toString);
        assertTrue(
                told.contains("the best epoch is chosen by 0.25 of the training images, held out at random; the part "
                        + "validation is not looked at"),
                told::toString);
        assertEquals(new JudgedBy(List.of(), 0.25), TrainingPlan.of(directory).judgedBy());
    }

    @Test
    void whatIsOnlyToBeWorriedAboutIsAWarning() throws IOException {
        Grey.write(data().resolve("train"), List.of("dark", "grey", "light"), 4);
        Grey.write(data().resolve("val"), List.of("dark", "light"), 2);
        train(data(), RECIPE.with("batchSize", "2"), OptionalDouble.empty());
        assertTrue(told.contains("warning: classes without an image to judge by: grey"), told::toString);
        assertTrue(
                told.stream()
                        .anyMatch(line -> line.startsWith("warning: batch normalisation")
                                && line.contains("of 2 images they are noise")),
                told::toString);
    }

    /** Nobody has found a fox yet. */
    @Test
    void anEmptyFolderIsNamed() throws IOException {
        Grey.write(data().resolve("train"), List.of("cat", "dog"), 6);
        Grey.write(data().resolve("val"), List.of("cat", "dog"), 2);
        Files.createDirectories(data().resolve("train/fox"));
        Files.createDirectories(data().resolve("train/.cache"));
        RunDirectory directory = train(data(), OptionalDouble.empty());
        Map<?, ?> found = (Map<?, ?>) directory.readConfig().get("found");
        assertEquals(Map.of("unused", 1), found.get("problems"));
    }

    @Test
    void oneClassIsNothingToLearn() throws IOException {
        Grey.write(data(), List.of("dark"), 20);
        refused("The training images of " + data() + " show 1 class [dark]: to classify takes at least 2", data());
    }

    /** Two names, of which one has no image to learn from. */
    @Test
    void oneClassWithImagesIsNothingToLearnEither() throws IOException {
        Grey.write(data().resolve("train"), List.of("dark"), 20);
        Grey.write(data().resolve("val"), List.of("dark", "light"), 2);
        refused("The training images of " + data() + " show 1 class [dark]: to classify takes at least 2", data());
    }

    @Test
    void aClassThatCannotBeLearnedIsNotJudged() throws IOException {
        Grey.write(data().resolve("train"), List.of("cat", "dog"), 6);
        Grey.write(data().resolve("val"), List.of("Cat", "dog"), 2);
        refused(
                "The part that " + data() + " is judged by shows the class 'Cat', which the training part lacks; it has"
                        + " 'cat': is that the same?",
                data());
        train(data(), OptionalDouble.of(0.25));
        assertTrue(told.contains("warning: classes without an image to learn from: Cat"), told::toString);
    }

    /** A file of the size of an image that is none decides nothing. */
    @Test
    void aBrokenFirstImageIsLikeAnyOther() throws IOException {
        Grey.write(data(), List.of("dark", "light"), 8);
        Files.writeString(data().resolve("dark/0.png"), "no picture");
        train(data(), OptionalDouble.of(0.25));
        assertTrue(
                told.contains("input: 12×12 pixels, the images' own; 1 channel, as the images have"), told::toString);
    }

    @Test
    void aRunThatDivergesHasItsReport() throws IOException {
        Grey.write(data(), List.of("dark", "light"), 8);
        TrainingException diverged = assertThrows(
                TrainingException.class,
                () -> train(
                        data(),
                        RECIPE.with("optimiser.learningRate", "1e30").with("optimiser.weightDecay", "1e12"),
                        OptionalDouble.of(0.25)));
        assertTrue(
                diverged.getMessage().startsWith("The loss is not a number in epoch 1, step "), diverged.getMessage());
        RunDirectory directory = new RunDirectory(folder.resolve("run"));
        assertTrue(Files.readString(directory.report())
                .contains("Ended, as the loss was no longer a number after 0 of 1 epochs."));
        assertEquals(1, directory.readMetrics().size());
        assertTrue(Files.exists(directory.last()));
        assertFalse(Files.exists(directory.best()));
    }
}
