package io.github.sknet.train.recipe;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.graph.json.Json;
import io.github.sknet.train.TaskSettings;
import io.github.sknet.train.optim.OptimiserSettings;
import io.github.sknet.train.optim.Schedule;
import io.github.sknet.train.torch.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a network is trained. A configuration file holds its JSON form; {@link #with(String, String)} sets one entry by its path,
 * as the command's flags do.
 *
 * @param epochs passes over the training images
 * @param batchSize images a step
 * @param gradients what becomes of gradients before an update
 * @param optimiser which optimiser
 * @param schedule the learning rate's course
 * @param averageDecay of the weights' moving average, which is then evaluated and kept as best; 0: none
 * @param monitoring what tells the run that it gets better
 * @param precision of the arithmetic
 * @param settings what is the task's alone: augmentation, loss
 * @param nodes what holds for single nodes
 * @param run how the run looks after itself
 * @param seed of everything random
 */
public record Recipe(
        int epochs,
        int batchSize,
        GradientSettings gradients,
        OptimiserSettings optimiser,
        Schedule schedule,
        double averageDecay,
        Monitoring monitoring,
        Precision precision,
        TaskSettings settings,
        NodeSettings nodes,
        RunSettings run,
        long seed) {

    public Recipe {
        atLeast("epochs", epochs, 1);
        atLeast("batchSize", batchSize, 1);
        if (!(averageDecay >= 0 && averageDecay < 1)) {
            throw new IllegalArgumentException("A recipe's averageDecay must be in [0, 1), not " + averageDecay);
        }
        if (gradients == null || optimiser == null || schedule == null || monitoring == null) {
            throw new IllegalArgumentException("A recipe needs gradients, an optimiser, a schedule and a monitoring");
        }
        if (precision == null || settings == null || nodes == null || run == null) {
            throw new IllegalArgumentException(
                    "A recipe needs a precision and its settings for a task, for single nodes and for the run");
        }
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException("A recipe's " + name + " must be at least " + least + ", not " + value);
        }
    }

    /** The names of the recipes that can be asked for, of all tasks. */
    public static List<String> names() {
        return NamedRecipes.names();
    }

    /**
     * The recipe of the given name.
     *
     * @throws IllegalArgumentException naming those there are, when there is none
     */
    public static Recipe named(String name) {
        return NamedRecipes.read(name);
    }

    /**
     * The recipe of the given name, or in the given file.
     *
     * @param task that it must be for; that of a file that names none
     * @throws IOException when the file can't be read or is no recipe
     * @throws IllegalArgumentException when there is no such recipe and no such file, or it is for another task
     */
    public static Recipe load(String nameOrFile, String task) throws IOException {
        if (names().contains(nameOrFile)) {
            return named(nameOrFile).requireFor(task);
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no recipe '" + nameOrFile
                    + "', nor a file of that name; there are: " + String.join(", ", names()));
        }
        Recipe recipe;
        try {
            recipe = of(Json.read(Files.readAllBytes(file)), task);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is not a recipe: " + e.getMessage(), e);
        }
        return recipe.requireFor(task);
    }

    /**
     * Reads {@link #toMap}'s form, of which entries may be absent: they are then as in the recipe that the entry {@code base}
     * names, or else as in {@code cpu}.
     *
     * @throws IllegalArgumentException saying what is unknown or wrong, or that neither {@code task} nor {@code base} is there
     */
    public static Recipe of(Map<String, Object> entries) {
        return RecipeForm.read(entries);
    }

    /**
     * The same for entries that may not name their task, as those of version 0.1 do not.
     *
     * @param task that of entries that name neither it nor a {@code base}
     * @throws IllegalArgumentException saying what is unknown or wrong
     */
    public static Recipe of(Map<String, Object> entries, String task) {
        return RecipeForm.read(RecipeForm.withTask(entries, task));
    }

    /** The name of the task that it is for. */
    public String task() {
        return settings.task();
    }

    /**
     * This recipe, if it is for the given task.
     *
     * @throws IllegalArgumentException when it is for another
     */
    public Recipe requireFor(String task) {
        if (!task().equals(task)) {
            throw new IllegalArgumentException(
                    "The recipe is for models to " + task() + ", and this is one to " + task);
        }
        return this;
    }

    /**
     * The same with one entry changed.
     *
     * @param path of the entry in the JSON form: {@code epochs}, {@code optimiser.learningRate}
     * @param value as a person writes it; lists as JSON
     * @throws IllegalArgumentException when there is no such entry, it is of another task, or can't have this value
     */
    public Recipe with(String path, String value) {
        return RecipeForm.with(this, path, value);
    }

    /**
     * How the images that are learned from are loaded: in an order of their own each epoch, ahead of the steps.
     *
     * @param threads that make batches
     */
    public BatchLoader.Settings learning(int threads) {
        return run.loading(BatchLoader.Settings.training(batchSize, threads, seed));
    }

    /**
     * How the images that are judged by are loaded.
     *
     * @param batch images at a time
     * @param threads that make batches
     */
    public BatchLoader.Settings judging(int batch, int threads) {
        return run.loading(BatchLoader.Settings.evaluation(batch, threads));
    }

    /** The form that configuration files hold: all entries, and the {@code task} that it is for. */
    public Map<String, Object> toMap() {
        return RecipeForm.toMap(this);
    }
}
