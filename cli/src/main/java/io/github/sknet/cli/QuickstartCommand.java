package io.github.sknet.cli;

import io.github.sknet.app.DataSource;
import io.github.sknet.app.Json;
import io.github.sknet.datasets.classify.ClassifierEvaluator;
import io.github.sknet.datasets.classify.Dataset;
import io.github.sknet.datasets.classify.DatasetSplits;
import io.github.sknet.datasets.classify.Datasets;
import io.github.sknet.datasets.metrics.ClassificationEvaluation;
import io.github.sknet.explain.Kernel;
import io.github.sknet.explain.SelectionUnit;
import io.github.sknet.explain.plot.PredictionGrid;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.models.Models;
import io.github.sknet.train.run.Recipe;
import io.github.sknet.train.run.RunDirectory;
import io.github.sknet.train.run.TrainingResult;
import io.github.sknet.train.torch.Hardware;
import io.github.sknet.training.TrainingPlan;
import io.github.sknet.training.TrainingSession;
import io.github.sknet.vision.classify.Classification;
import io.github.sknet.vision.classify.Classifier;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.Preprocessing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sknet quickstart}: the whole way, from images to predictions, in two minutes. */
@Command(
        name = "quickstart",
        description =
                "Trains sknet_tiny on 10,000 bundled Fashion-MNIST images, judges it by 2,000 others, saves the model, "
                        + "and draws what it says of some of them, with the kernels it chose.")
final class QuickstartCommand implements Callable<Integer> {

    private static final String MODEL = "sknet_tiny";
    private static final int CARDS = 18;
    private static final int COLUMNS = 6;
    private static final int EVALUATION_BATCH = 50;

    @Option(names = "--out", paramLabel = "DIR", description = "The run's folder; runs/quickstart-TIME if not given.")
    private Path out;

    @Mixin
    private HardwareOptions hardware;

    @Option(names = "--seed", paramLabel = "N", description = "Same seed, same machine: same numbers.")
    private String seed;

    @Option(names = "--json", description = "Print one JSON object as the last line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Hardware used = hardware.hardware();
        RunDirectory directory = RunDirectory.create(out == null ? defaultFolder() : out);
        PrintWriter console = spec.commandLine().getOut();
        TrainingPlan plan = plan();
        console.println("training " + MODEL + " on 10,000 images of clothes, in " + directory.path());
        TrainingResult result;
        try (ConsoleProgress progress = new ConsoleProgress(console)) {
            result = new TrainingSession(plan, directory, used).run(progress);
        }
        if (result.bestEpoch() == 0) {
            throw new IOException("Training was stopped before its first epoch ended");
        }
        // The last epoch's network, not the best one: the test images judge, and may not choose as well.
        Path model = directory.path().resolve("model.safetensors");
        ModelFile.read(directory.last()).write(model);
        Path picture = directory.path().resolve("predictions.png");
        try (DatasetSplits splits = Datasets.open(Datasets.FASHION_MNIST);
                Classifier classifier = Classifier.load(model, Classifier.DEFAULT_ENGINE, used.threads())) {
            Dataset test = splits.forEvaluation();
            ClassificationEvaluation evaluation = new ClassifierEvaluator(classifier, EVALUATION_BATCH, 1, true)
                    .evaluate(test, done -> {})
                    .evaluation();
            String figures = String.format(
                    Locale.ROOT,
                    "%.2f %% of %,d test images right, after %.0f s of training",
                    100 * evaluation.top1(),
                    evaluation.images(),
                    result.trainSeconds());
            draw(plan, classifier, test, figures).write(picture);
            console.println(figures + " (judged by the pure-Java engine)");
            report(console, model, picture, evaluation, result);
        }
        return 0;
    }

    private TrainingPlan plan() {
        Architecture architecture = Models.named(MODEL).defaults();
        Recipe recipe = Recipe.named("quick");
        return new TrainingPlan(
                DataSource.of(Datasets.FASHION_MNIST),
                0,
                architecture,
                Preprocessing.exactSize(1, 28, 28),
                seed == null ? recipe : recipe.with("seed", seed),
                Optional.empty());
    }

    private static Path defaultFolder() {
        return Path.of(
                "runs",
                "quickstart-" + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now()));
    }

    /** Images spread over the test set, and what the network says of them. */
    private static PredictionGrid draw(TrainingPlan plan, Classifier classifier, Dataset test, String figures)
            throws IOException {
        List<PredictionGrid.Card> cards = new ArrayList<>();
        for (int i = 0; i < CARDS; i++) {
            int index = i * test.size() / CARDS;
            Image image = test.image(index);
            Classification answer = classifier.explain(image);
            cards.add(new PredictionGrid.Card(
                    image,
                    answer.best(),
                    Optional.of(test.labels().get(test.label(index))),
                    List.copyOf(answer.kernelShares().values())));
        }
        List<String> kernels = SelectionUnit.of(plan.architecture().build()).get(0).kernels().stream()
                .map(Kernel::name)
                .toList();
        return new PredictionGrid(MODEL + " on Fashion-MNIST", figures, kernels, COLUMNS, cards);
    }

    private void report(
            PrintWriter console, Path model, Path picture, ClassificationEvaluation evaluation, TrainingResult result) {
        console.println("the model:   " + model);
        console.println("the picture: " + picture);
        console.println("next: ./sknet predict --model " + model + " IMAGE…");
        if (json) {
            console.println(Json.object()
                    .put("accuracy", evaluation.top1())
                    .put("trainSeconds", result.trainSeconds())
                    .put("images", result.images())
                    .put("model", model.toString())
                    .put("picture", picture.toString()));
        }
    }
}
