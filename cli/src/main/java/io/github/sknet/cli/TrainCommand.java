package io.github.sknet.cli;

import io.github.sknet.app.DataSource;
import io.github.sknet.app.Json;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.models.Task;
import io.github.sknet.train.run.Recipe;
import io.github.sknet.train.run.RunDirectory;
import io.github.sknet.train.run.TrainingResult;
import io.github.sknet.train.torch.Hardware;
import io.github.sknet.training.TrainingPlan;
import io.github.sknet.training.TrainingSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sknet train}: a network learns from the user's images. */
@Command(
        name = "train",
        description =
                "Trains a model. The run's folder holds config.json, metrics.csv, best.safetensors (a model file) and "
                        + "last.safetensors, from which --resume goes on bit for bit.")
final class TrainCommand implements Callable<Integer> {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    @Mixin
    private DataOptions data;

    @Mixin
    private TaskOption task;

    @Option(names = "--model", paramLabel = "NAME", description = "Which model (see sknet info --all).")
    private String model;

    @Option(names = "--option", paramLabel = "NAME=VALUE", description = "An option of the model; may be repeated.")
    private List<String> options = List.of();

    @Option(
            names = "--size",
            paramLabel = "PIXELS|HxW",
            converter = InputSize.class,
            description = "Height and width of the network's input, 128 or 240x320.")
    private Size size;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Start from this model file (fine-tuning); a head for other classes starts anew.")
    private Path from;

    @Option(
            names = "--held-out",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description =
                    "Share of the training images to judge by, where the data has no other part (${DEFAULT-VALUE}).")
    private double heldOut;

    @Mixin
    private RecipeOptions recipe;

    @Option(names = "--out", paramLabel = "DIR", description = "The run's folder; runs/MODEL-TIME if not given.")
    private Path out;

    @Option(names = "--resume", paramLabel = "DIR", description = "Go on with the run in this folder.")
    private Path resume;

    @Mixin
    private HardwareOptions hardware;

    @Option(names = "--json", description = "Print one JSON object as the last line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Hardware used = hardware.hardware();
        try (ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getOut())) {
            if (resume != null) {
                RunDirectory directory = RunDirectory.existing(resume);
                TrainingPlan plan = TrainingPlan.fromJson(directory.readConfig());
                TrainingPlan changed = new TrainingPlan(
                        plan.data(),
                        plan.heldOut(),
                        plan.architecture(),
                        plan.preprocessing(),
                        recipe.change(plan.recipe(), data.strict()),
                        plan.from());
                report(directory, new TrainingSession(changed, directory, used).resume(progress));
            } else {
                TrainingPlan plan = plan();
                RunDirectory directory = RunDirectory.create(out == null ? defaultFolder() : out);
                spec.commandLine().getOut().println("training " + model + " in " + directory.path());
                report(directory, new TrainingSession(plan, directory, used).run(progress));
            }
        }
        return 0;
    }

    private TrainingPlan plan() throws IOException {
        if (!data.given() || model == null) {
            throw new ParameterException(spec.commandLine(), "--data and --model are needed, or --resume");
        }
        RegisteredModel registered = Models.named(model);
        Task what = task.require(registered.task(), model);
        Recipe how = recipe.recipe(what, data.strict());
        DataSource source = data.source();
        DataSource.Glimpse seen = source.glimpse(what);
        Architecture architecture = ModelOptions.apply(
                registered.defaults(), seen.labels().size(), seen.first().channels(), options);
        return new TrainingPlan(
                source.withLabels(seen.labels()),
                heldOut,
                architecture,
                InputSize.preprocessing(registered, size, seen.first()),
                how,
                Optional.ofNullable(from));
    }

    private Path defaultFolder() {
        return Path.of("runs", model + "-" + STAMP.format(LocalDateTime.now()));
    }

    private void report(RunDirectory directory, TrainingResult result) {
        PrintWriter console = spec.commandLine().getOut();
        double speed = result.trainSeconds() > 0 ? result.images() / result.trainSeconds() : 0;
        console.printf(
                Locale.ROOT,
                "%s after %d epochs, %.0f s of training, %.0f images/s%n",
                ended(result.end()),
                result.epochs(),
                result.trainSeconds(),
                speed);
        if (!result.broken().isEmpty()) {
            console.println(result.broken().size() + " training images could not be read and were skipped");
        }
        if (result.bestEpoch() > 0) {
            console.printf(
                    Locale.ROOT,
                    "the model: %s, of epoch %d, with %.4f%n",
                    directory.best(),
                    result.bestEpoch(),
                    result.bestMetric());
        }
        if (json) {
            console.println(Json.object()
                    .put("bestMetric", result.bestEpoch() > 0 ? (Double) result.bestMetric() : null)
                    .put("epochs", result.epochs())
                    .put("trainSeconds", result.trainSeconds())
                    .put("imagesPerSecond", speed)
                    .put("brokenImages", result.broken().size())
                    .put("run", directory.path().toString()));
        }
    }

    private static String ended(TrainingResult.End end) {
        return switch (end) {
            case COMPLETED -> "done";
            case PATIENCE -> "no better result for a while: ended";
            case STOPPED -> "stopped (resume with --resume)";
        };
    }
}
