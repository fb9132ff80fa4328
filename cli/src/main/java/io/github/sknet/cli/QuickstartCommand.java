package io.github.sknet.cli;

import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.Evaluation;
import io.github.sknet.datasets.JudgedBy;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.classify.ClassificationEvaluation;
import io.github.sknet.datasets.classify.ClassifyDatasets;
import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.datasets.classify.LabelledDatasets;
import io.github.sknet.explain.plot.PredictionGrid;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.selection.Kernel;
import io.github.sknet.graph.selection.SelectionUnit;
import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.train.run.RunDirectory;
import io.github.sknet.train.run.TrainingResult;
import io.github.sknet.train.torch.Hardware;
import io.github.sknet.training.NewRun;
import io.github.sknet.training.TrainingPlan;
import io.github.sknet.training.TrainingSession;
import io.github.sknet.vision.VisionModels;
import io.github.sknet.vision.classify.Classification;
import io.github.sknet.vision.classify.Classifier;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Option(
            names = "--out",
            paramLabel = "DIR",
            converter = OutputFolder.class,
            description = "The run's folder; runs/quickstart-TIME if not given.")
    private Path out;

    @Mixin
    private HardwareOptions hardware;

    @Option(names = "--seed", paramLabel = "N", description = "Same seed, same machine: same numbers.")
    private String seed;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException {
        Recipe recipe = Recipe.named("quick");
        run(LabelledDatasets.FASHION_MNIST, seed == null ? recipe : recipe.with("seed", seed));
        return 0;
    }

    /**
     * The whole way, on some clothes.
     *
     * @param clothes a data set with a training and a test part
     */
    void run(String clothes, Recipe recipe) throws IOException {
        Hardware used = hardware.hardware();
        RunDirectory directory = RunDirectory.create(out == null ? RunFolder.now("quickstart") : out);
        TrainingPlan plan = plan(clothes, recipe);
        TrainingResult result;
        try (ConsoleProgress progress =
                new ConsoleProgress(console, "training " + MODEL + " on images of clothes, in " + directory.path())) {
            result = new TrainingSession(plan, used, directory, found -> {}, console::problem).run(progress);
        }
        if (result.bestEpoch() == 0) {
            throw new IOException("Training was stopped before its first epoch ended");
        }
        // The last epoch's network, not the best one: the test images judge, and may not choose as well.
        Path model = directory.path().resolve("model.safetensors");
        ModelFile.read(directory.last()).write(model);
        Path picture = directory.path().resolve("predictions.png");
        try (Splits<LabelledDataset> splits = LabelledDatasets.open(clothes);
                Classifier classifier = Classifier.load(model, VisionModels.DEFAULT_ENGINE, used.threads())) {
            LabelledDataset test = splits.forEvaluation();
            Evaluation evaluation = new ClassifyDatasets()
                    .evaluate(test, classifier, BatchLoader.Settings.evaluation(EVALUATION_BATCH, 1), done -> {});
            double accuracy = evaluation.metrics().get(ClassificationEvaluation.TOP1);
            String figures = String.format(
                    Locale.ROOT,
                    "%.2f %% of %,d test images right, after %.0f s of training",
                    100 * accuracy,
                    evaluation.images(),
                    result.trainSeconds());
            draw(plan, classifier, test, figures).write(picture);
            console.result(figures + " (judged by the pure-Java engine)");
            report(model, picture, accuracy, result);
        }
    }

    private static TrainingPlan plan(String clothes, Recipe recipe) throws IOException {
        return new NewRun(
                        DataSource.of(clothes),
                        JudgedBy.anyPart(0),
                        Optional.of(MODEL),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        false)
                .plan(recipe);
    }

    /** Images spread over the test set, and what the network says of them. */
    private static PredictionGrid draw(TrainingPlan plan, Classifier classifier, LabelledDataset test, String figures)
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
                    List.copyOf(answer.attention().shares().values())));
        }
        List<String> kernels = SelectionUnit.of(plan.model().graph()).get(0).kernels().stream()
                .map(Kernel::name)
                .toList();
        return new PredictionGrid(MODEL + " on Fashion-MNIST", figures, kernels, COLUMNS, cards);
    }

    private void report(Path model, Path picture, double accuracy, TrainingResult result) {
        console.result("the model:   " + model);
        console.result("the picture: " + picture);
        console.result("next: ./sknet predict --model " + model + " IMAGE…");
        console.json(() -> {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("accuracy", accuracy);
            object.put("trainSeconds", result.trainSeconds());
            object.put("images", result.images());
            object.put("model", model.toString());
            object.put("picture", picture.toString());
            return Json.write(object);
        });
    }
}
