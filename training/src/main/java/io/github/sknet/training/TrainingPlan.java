package io.github.sknet.training;

import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.JudgedBy;
import io.github.sknet.datasets.Split;
import io.github.sknet.graph.json.Fields;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.train.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be trained, on what, and how.
 *
 * @param data the data set
 * @param judgedBy which images the run does not learn from
 * @param model the network with the weights that it starts from
 * @param recipe how it is trained
 * @param from the model file that the weights were taken from, if one was
 * @param reasons why the network is what it is, for people, by subject: {@code input}, {@code from}, {@code classes}
 */
public record TrainingPlan(
        DataSource data,
        JudgedBy judgedBy,
        ModelFile model,
        Recipe recipe,
        Optional<Path> from,
        Map<String, String> reasons) {

    private static final String HELD_OUT = "heldOut";
    private static final String JUDGED_BY = "judgedBy";
    private static final String FROM = "from";
    private static final String REASONS = "reasons";

    public TrainingPlan {
        reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    }

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
                    judgedBy(configuration),
                    ModelFile.read(directory.last()),
                    directory.readRecipe(),
                    configuration.has(FROM) ? Optional.of(Path.of(configuration.text(FROM))) : Optional.empty(),
                    reasons(configuration));
        } catch (IllegalArgumentException e) {
            throw new IOException(directory.config() + ": " + e.getMessage(), e);
        }
    }

    /** Runs of version 0.1 do not name the parts. */
    private static JudgedBy judgedBy(Fields configuration) {
        double share = configuration.number(HELD_OUT);
        return configuration.has(JUDGED_BY)
                ? new JudgedBy(
                        configuration.texts(JUDGED_BY).stream()
                                .map(part -> Split.named(part).orElseThrow())
                                .toList(),
                        share)
                : JudgedBy.anyPart(share);
    }

    private static Map<String, String> reasons(Fields configuration) {
        Map<String, String> reasons = new LinkedHashMap<>();
        if (configuration.has(REASONS)) {
            Fields said = configuration.object(REASONS);
            said.names().forEach(subject -> reasons.put(subject, said.text(subject)));
        }
        return reasons;
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
        return new TrainingPlan(data, judgedBy, model, changed, from, reasons);
    }

    /** The same with the data elsewhere; what is not said of it anew stays as it was. */
    public TrainingPlan withData(DataSource moved) {
        Map<String, String> settings = new LinkedHashMap<>(data.settings());
        settings.putAll(moved.settings());
        List<String> labels = moved.orLabels(data.labels()).labels();
        return new TrainingPlan(
                new DataSource(moved.location(), labels, settings), judgedBy, model, recipe, from, reasons);
    }

    /** What of this stands in the run's configuration beside what the run itself says there. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>(data.toMap());
        facts.put(HELD_OUT, judgedBy.heldOut());
        facts.put(JUDGED_BY, judgedBy.parts().stream().map(Split::id).toList());
        from.ifPresent(file -> facts.put(FROM, file.toString()));
        if (!reasons.isEmpty()) {
            facts.put(REASONS, reasons);
        }
        return facts;
    }
}
