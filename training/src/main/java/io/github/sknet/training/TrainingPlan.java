package io.github.sknet.training;

import io.github.sknet.datasets.DataSource;
import io.github.sknet.graph.json.Fields;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.train.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be trained, on what, and how.
 *
 * @param data the data set
 * @param heldOut the share of the training images that is held out where the data has no other part
 * @param model the network with the weights that it starts from
 * @param recipe how it is trained
 * @param from the model file that the weights were taken from, if one was
 */
public record TrainingPlan(DataSource data, double heldOut, ModelFile model, Recipe recipe, Optional<Path> from) {

    private static final String HELD_OUT = "heldOut";
    private static final String FROM = "from";

    /**
     * The plan of a run that is to go on: from its configuration and its last checkpoint.
     *
     * @throws IOException when they are missing or can't be understood
     */
    public static TrainingPlan of(RunDirectory directory) throws IOException {
        try {
            Fields configuration = new Fields("The configuration", directory.readConfig());
            return new TrainingPlan(
                    DataSource.from(configuration),
                    configuration.number(HELD_OUT),
                    ModelFile.read(directory.last()),
                    directory.readRecipe(),
                    configuration.has(FROM) ? Optional.of(Path.of(configuration.text(FROM))) : Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new IOException(directory.config() + ": " + e.getMessage(), e);
        }
    }

    /**
     * The same, to go on by another recipe.
     *
     * @throws IllegalArgumentException when its seed is another: it has chosen which images the run does not learn from
     */
    public TrainingPlan withRecipe(Recipe changed) {
        if (changed.seed() != recipe.seed()) {
            throw new IllegalArgumentException("A run keeps its seed, which is " + recipe.seed() + ", not "
                    + changed.seed() + ": it has chosen which images are held out");
        }
        return new TrainingPlan(data, heldOut, model, changed, from);
    }

    /** The same with the data elsewhere; what is not said of it anew stays as it was. */
    public TrainingPlan withData(DataSource moved) {
        Map<String, String> settings = new LinkedHashMap<>(data.settings());
        settings.putAll(moved.settings());
        List<String> labels = moved.orLabels(data.labels()).labels();
        return new TrainingPlan(new DataSource(moved.location(), labels, settings), heldOut, model, recipe, from);
    }

    /** What of this stands in the run's configuration beside what the run itself says there. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>(data.toMap());
        facts.put(HELD_OUT, heldOut);
        from.ifPresent(file -> facts.put(FROM, file.toString()));
        return facts;
    }
}
