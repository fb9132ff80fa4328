package io.github.sknet.training;

import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.DatasetTask;
import io.github.sknet.datasets.JudgedBy;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.vision.VisionTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is said of a run before it begins; the rest follows from the data.
 *
 * @param data the data set
 * @param judgedBy which images the run does not learn from
 * @param model the name of a registered network; empty for the one of {@code from}
 * @param options of the registered network, by name
 * @param size of the network's input; empty for what suits network and images
 * @param channels of the network's input; empty for those of the images
 * @param from a model file to start from: its network, or only those of its weights that fit the registered one
 * @param force whether a model file is taken that hardly fits the network
 */
public record NewRun(
        DataSource data,
        JudgedBy judgedBy,
        Optional<String> model,
        Map<String, String> options,
        Optional<Size> size,
        OptionalInt channels,
        Optional<Path> from,
        boolean force) {

    public NewRun {
        options = Map.copyOf(options);
        if (model.isEmpty() && from.isEmpty()) {
            throw new IllegalArgumentException(
                    "A run needs a network: the name of a model, or a model file to start from");
        }
        if (model.isEmpty() && channels.isPresent()) {
            throw new IllegalArgumentException("A number of channels is for models by name; the network of "
                    + from.orElseThrow() + " is what it is");
        }
        if (model.isEmpty() && !options.isEmpty()) {
            throw new IllegalArgumentException("Options " + options.keySet()
                    + " are for models by name; the network of " + from.orElseThrow() + " is what it is");
        }
    }

    /** A run of images in the channels that they have. */
    public NewRun(
            DataSource data,
            JudgedBy judgedBy,
            Optional<String> model,
            Map<String, String> options,
            Optional<Size> size,
            Optional<Path> from,
            boolean force) {
        this(data, judgedBy, model, options, size, OptionalInt.empty(), from, force);
    }

    /**
     * The name of the network's task.
     *
     * @throws IOException when the model file can't be read
     * @throws IllegalArgumentException when there is no model of the name
     */
    public String task() throws IOException {
        return model.isPresent()
                ? Models.named(model.get()).task().id()
                : ModelFile.readTask(from.orElseThrow()).id();
    }

    /**
     * Looks at the data and makes the network that it needs.
     *
     * @param recipe how it is to be trained
     * @throws IOException when data or model file can't be read
     * @throws IllegalArgumentException when they do not fit each other
     */
    public TrainingPlan plan(Recipe recipe) throws IOException {
        DataGlimpse found = DataGlimpse.of(DatasetTask.named(task()), data);
        DataGlimpse seen = channels.isPresent() ? found.withChannels(channels.getAsInt()) : found;
        Map<String, String> reasons = new LinkedHashMap<>();
        Optional<StartingPoint> start = from.isPresent()
                ? Optional.of(StartingPoint.read(
                        from.get(), task(), seen, !data.labels().isEmpty()))
                : Optional.empty();
        List<String> labels = start.map(known -> known.classes().labels()).orElse(seen.labels());
        ModelFile network = model.isPresent()
                ? registered(model.get(), start, seen, labels, recipe.seed(), reasons)
                : own(start.orElseThrow(), seen, recipe.seed(), reasons);
        ModelFile meant = network.withOutputs(seen.meaning().apply(network.outputs()));
        return new TrainingPlan(data.withLabels(labels), judgedBy, meant, recipe, from, reasons);
    }

    private ModelFile registered(
            String name,
            Optional<StartingPoint> start,
            DataGlimpse seen,
            List<String> labels,
            long seed,
            Map<String, String> reasons) {
        Architecture architecture =
                Models.named(name).defaults().withChannels(seen.sample().channels());
        // Data of a task without classes names none.
        if (!labels.isEmpty()) {
            architecture = architecture.withClasses(labels.size());
        }
        for (Map.Entry<String, String> option : options.entrySet()) {
            architecture = architecture.withOption(option.getKey(), option.getValue());
        }
        ModelFile made = ModelFile.of(architecture, Weights.initial(architecture.build(), seed));
        ModelFile begun = start.isPresent() ? start.get().fillIn(made, seed, force, reasons) : made;
        Preprocessing usual = usual(made, Models.named(name).size(), seen);
        Optional<Preprocessing> known = start.flatMap(point -> point.model().preprocessing())
                .filter(own -> size.isEmpty() && own.channels() == usual.channels());
        String reason = known.isPresent() ? "as for " + from.orElseThrow() : reason(usual, seen, name);
        return finished(
                begun.withLabels(labels),
                known.orElse(usual),
                reason,
                (channels.isPresent() ? "as asked for" : "as the images have")
                        + (known.isPresent() ? "" : seen.describeStatistics()),
                reasons);
    }

    private Preprocessing usual(ModelFile network, int side, DataGlimpse seen) {
        Preprocessing way = VisionTask.named(network.task().id()).preprocessing(size.orElse(null), side, seen.sample());
        return seen.statistics()
                .map(known -> way.normalisedBy(known.mean(), known.deviation()))
                .orElse(way);
    }

    private ModelFile own(StartingPoint start, DataGlimpse seen, long seed, Map<String, String> reasons) {
        ModelFile begun = start.ownNetwork(seed, reasons);
        Optional<Preprocessing> known = start.model()
                .preprocessing()
                .map(own -> size.map(wanted -> own.sized(wanted.height(), wanted.width()))
                        .orElse(own));
        Preprocessing preprocessing =
                known.orElseGet(() -> usual(begun, begun.imageSize().height(), seen));
        String file = start.file().toString();
        String reason = size.isEmpty() && known.isPresent() ? "as for " + file : reason(preprocessing, seen, file);
        return finished(
                begun.withLabels(start.classes().labels()), preprocessing, reason, "as the network takes", reasons);
    }

    private String reason(Preprocessing preprocessing, DataGlimpse seen, String network) {
        if (size.isPresent()) {
            return "as asked for";
        }
        boolean asTheyAre = preprocessing.height() == seen.sample().height()
                && preprocessing.width() == seen.sample().width();
        return asTheyAre ? "the images' own" : "usual for " + network;
    }

    private static ModelFile finished(
            ModelFile model,
            Preprocessing preprocessing,
            String sizeReason,
            String channelsReason,
            Map<String, String> reasons) {
        reasons.put(
                "input",
                preprocessing.height() + "×" + preprocessing.width() + " pixels, " + sizeReason + "; "
                        + (preprocessing.channels() == 1 ? "1 channel, " : preprocessing.channels() + " channels, ")
                        + channelsReason);
        ModelFile prepared = model.withPreprocessing(preprocessing);
        prepared.requireImageSize();
        return prepared;
    }
}
