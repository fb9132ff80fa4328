package io.github.sknet.cli;

import io.github.sknet.train.TrainingTask;
import io.github.sknet.train.recipe.Recipe;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** How a network is trained: a recipe by name or from a file, and changes to it. Flags and files say the same things. */
final class RecipeOptions {

    @Option(
            names = "--recipe",
            paramLabel = "NAME|FILE",
            description =
                    "A recipe by name, or a JSON file with the same entries as a run's config.json. ${bundle:recipes.all}. The "
                            + "first for the task if not given.")
    private String recipe;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training images.")
    private String epochs;

    @Option(names = "--batch", paramLabel = "N", description = "Images a step.")
    private String batch;

    @Option(names = "--lr", paramLabel = "RATE", description = "The learning rate's peak.")
    private String learningRate;

    @Option(names = "--weight-decay", paramLabel = "X", description = "Of weights; biases and BatchNorm have none.")
    private String weightDecay;

    @Option(names = "--optimiser", paramLabel = "NAME", description = "sgd or adamw.")
    private String optimiser;

    @Option(names = "--schedule", paramLabel = "NAME", description = "constant, step, cosine or one_cycle.")
    private String schedule;

    @Option(names = "--precision", paramLabel = "NAME", description = "float32, or bfloat16 where the machine can.")
    private String precision;

    @Option(names = "--patience", paramLabel = "N", description = "End after so many epochs without a better result.")
    private String patience;

    @Option(
            names = "--monitor",
            paramLabel = "METRIC",
            description = "The metric by which the best epoch is chosen, and that --patience waits for.")
    private String monitor;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "SECONDS",
            description = "Time between checkpoints within an epoch (300); 0: only at the end of each.")
    private String checkpointSeconds;

    @Option(
            names = "--evaluate-every",
            paramLabel = "EPOCHS",
            description = "Epochs from one evaluation to the next (1); the last epoch is evaluated in any case.")
    private String evaluateEvery;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of everything random: same seed, same machine, same numbers.")
    private String seed;

    @Option(
            names = "--set",
            paramLabel = "ENTRY=VALUE",
            description = "Any entry of the recipe, such as augmentation.flip=0.5 or schedule.warmupEpochs=2; may be "
                    + "repeated.")
    private List<String> entries = List.of();

    /** Whether another recipe than the usual one was asked for. */
    boolean named() {
        return recipe != null;
    }

    /** The recipe with all changes. */
    Recipe recipe(String task, boolean strict) throws IOException {
        String start = recipe == null ? TrainingTask.named(task).recipes().get(0) : recipe;
        return change(Recipe.load(start, task), strict);
    }

    /**
     * Applies the changes to a recipe.
     *
     * @param strict whether a broken image or annotation is to end the run, which else the recipe says
     */
    Recipe change(Recipe start, boolean strict) {
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put("epochs", epochs);
        changes.put("batchSize", batch);
        changes.put("optimiser.learningRate", learningRate);
        changes.put("optimiser.weightDecay", weightDecay);
        changes.put("optimiser.kind", optimiser);
        changes.put("schedule.shape", schedule);
        changes.put("precision", precision);
        changes.put("monitor", monitor);
        changes.put("patience", patience);
        changes.put("seed", seed);
        changes.put("run.checkpointSeconds", checkpointSeconds);
        changes.put("run.evaluateEvery", evaluateEvery);
        changes.put("run.strict", strict ? "true" : null);
        Recipe changed = start;
        for (Map.Entry<String, String> change : changes.entrySet()) {
            if (change.getValue() != null) {
                changed = changed.with(change.getKey(), change.getValue());
            }
        }
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("--set takes ENTRY=VALUE, not '" + entry + "'");
            }
            changed = changed.with(entry.substring(0, equals), entry.substring(equals + 1));
        }
        return changed;
    }
}
