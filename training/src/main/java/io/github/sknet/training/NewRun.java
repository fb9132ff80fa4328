package io.github.sknet.training;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.Dataset;
import io.github.sknet.datasets.DatasetTask;
import io.github.sknet.datasets.Splits;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.text.Counted;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.train.run.FineTuning;
import io.github.sknet.vision.VisionTask;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is said of a run before it begins; the rest follows from the data.
 *
 * @param data the data set
 * @param heldOut the share of the training images that is held out where the data has no other part
 * @param model the name of a registered network; empty for the one of {@code from}
 * @param options of the registered network, by name
 * @param size of the network's input; empty for what suits network and images
 * @param from a model file to start from: its network, or only those of its weights that fit the registered one
 */
public record NewRun(
        DataSource data,
        double heldOut,
        Optional<String> model,
        Map<String, String> options,
        Optional<Size> size,
        Optional<Path> from) {

    public NewRun {
        options = Map.copyOf(options);
        if (model.isEmpty() && from.isEmpty()) {
            throw new IllegalArgumentException(
                    "A run needs a network: the name of a model, or a model file to start from");
        }
        if (model.isEmpty() && !options.isEmpty()) {
            throw new IllegalArgumentException("Options " + options.keySet()
                    + " are for models by name; the network of " + from.orElseThrow() + " is what it is");
        }
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
        Optional<ModelFile> start = from.isPresent() ? Optional.of(ModelFile.read(from.get())) : Optional.empty();
        DataGlimpse seen = glimpse(DatasetTask.named(task()), start.filter(file -> model.isEmpty()));
        ModelFile network = model.isPresent()
                ? registered(model.get(), start, seen, recipe.seed())
                : own(start.orElseThrow(), seen);
        return new TrainingPlan(data.withLabels(seen.labels()), heldOut, network, recipe, from);
    }

    /**
     * What the network must be made for.
     *
     * @param labels the classes
     * @param sample one of the images
     */
    private record DataGlimpse(List<String> labels, Image sample) {}

    private <D extends Dataset<D>> DataGlimpse glimpse(DatasetTask<D, ?> task, Optional<ModelFile> classes)
            throws IOException {
        DataSource source = classes.filter(file -> !file.labels().isEmpty())
                .map(file -> task.forModel(data, file.labels()))
                .orElse(data);
        try (Splits<D> splits = source.open(task, AnnotationProblems.untold())) {
            return new DataGlimpse(
                    splits.labels(), splits.parts().values().iterator().next().image(0));
        }
    }

    private ModelFile registered(String name, Optional<ModelFile> start, DataGlimpse seen, long seed) {
        Architecture architecture =
                Models.named(name).defaults().withChannels(seen.sample().channels());
        // Data of a task without classes names none.
        if (!seen.labels().isEmpty()) {
            architecture = architecture.withClasses(seen.labels().size());
        }
        for (Map.Entry<String, String> option : options.entrySet()) {
            architecture = architecture.withOption(option.getKey(), option.getValue());
        }
        Graph graph = architecture.build();
        Weights weights = start.isPresent()
                ? FineTuning.from(start.get().weights(), graph, seed).weights()
                : Weights.initial(graph, seed);
        Preprocessing usual = usualPreprocessing(Models.named(name).size(), seen);
        return ModelFile.of(architecture, weights)
                .withLabels(seen.labels())
                .withPreprocessing(start.flatMap(ModelFile::preprocessing)
                        .filter(own -> size.isEmpty() && own.channels() == usual.channels())
                        .orElse(usual));
    }

    private Preprocessing usualPreprocessing(int usualSize, DataGlimpse seen) {
        return VisionTask.named(Models.named(model.orElseThrow()).task().id())
                .preprocessing(size.orElse(null), usualSize, seen.sample());
    }

    private ModelFile own(ModelFile start, DataGlimpse seen) {
        int classes = start.outputs().classes();
        if (seen.labels().size() != classes) {
            throw new IllegalArgumentException(
                    "The data has " + Counted.of(seen.labels().size(), "class", "classes") + " " + seen.labels()
                            + ", and the network of " + from.orElseThrow() + " tells " + classes
                            + " apart: give it as many, or name a registered model with --model");
        }
        Preprocessing preprocessing = start.preprocessing()
                .map(own -> size.map(wanted -> own.sized(wanted.height(), wanted.width()))
                        .orElse(own))
                .orElseGet(() -> VisionTask.named(start.task().id())
                        .preprocessing(size.orElse(null), start.imageSize().height(), seen.sample()));
        return start.withLabels(seen.labels()).withPreprocessing(preprocessing);
    }
}
