package io.github.sknet.cli;

import io.github.sknet.datasets.JudgedBy;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.text.Counted;
import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.train.run.RunDirectory;
import io.github.sknet.train.run.RunLock;
import io.github.sknet.train.run.TrainingResult;
import io.github.sknet.train.torch.Hardware;
import io.github.sknet.training.NewRun;
import io.github.sknet.training.TrainingPlan;
import io.github.sknet.training.TrainingSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sknet train}: a network learns from the user's images. */
@Command(
        name = "train",
        modelTransformer = SettingOptions.OfData.class,
        description =
                "Trains a model. The run's folder holds config.json, metrics.csv, best.safetensors (a model file) and "
                        + "last.safetensors, from which --resume goes on bit for bit.")
final class TrainCommand implements Callable<Integer> {

    @Mixin
    private DataOptions data;

    @Mixin
    private TaskOption task;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Which model (see sknet info --all); the network of --from if not given.")
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
            names = "--channels",
            paramLabel = "N",
            description = "Channels of the network's input; those of the images if not given. 1 for grey, 3 for RGB.")
    private Integer channels;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description =
                    "Start from this model file: train its network, or with --model take those of its weights that fit; "
                            + "a head for other classes starts anew.")
    private Path from;

    @Option(
            names = "--held-out",
            paramLabel = "SHARE",
            description =
                    "Share of the training images to judge by, in place of the data's validation part; 0.1 where it has "
                            + "none. With 0 none is held out: a test part judges then.")
    private Double heldOut;

    @Option(names = "--force", description = "Start from a file even if hardly anything of it fits the model.")
    private boolean force;

    @Mixin
    private RecipeOptions recipe;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            converter = OutputFolder.class,
            description = "The run's folder; runs/MODEL-TIME if not given.")
    private Path out;

    @Option(names = "--resume", paramLabel = "DIR", description = "Go on with the run in this folder.")
    private Path resume;

    @Mixin
    private HardwareOptions hardware;

    @Mixin
    private Console console;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (heldOut != null && !(heldOut >= 0 && heldOut < 1)) {
            throw new IllegalArgumentException("--held-out is a share, from 0 to less than 1, not " + heldOut);
        }
        Hardware used = hardware.hardware();
        if (resume == null) {
            begin(used);
        } else {
            goOn(used);
        }
        return 0;
    }

    private void begin(Hardware used) throws IOException {
        NewRun wanted = wanted();
        String what = wanted.task();
        task.require(what, model == null ? from : model);
        Recipe how = recipe.recipe(what, data.strict());
        RunDirectory directory = RunDirectory.create(out == null ? defaultFolder() : out);
        // The folder comes before the data, which may take long to read.
        try (RunLock lock = directory.lockNew()) {
            TrainingPlan plan = wanted.plan(how);
            try (ConsoleProgress progress =
                    new ConsoleProgress(console, "training " + name() + " in " + directory.path())) {
                report(directory, session(plan, used, directory).run(lock, progress));
            }
        }
    }

    private void goOn(Hardware used) throws IOException {
        requireNothingNew();
        data.requireNothingWithoutIt(spec);
        RunDirectory directory = RunDirectory.existing(resume);
        try (RunLock lock = directory.lockExisting()) {
            TrainingPlan plan = resumed(directory);
            try (ConsoleProgress progress = new ConsoleProgress(console, "going on with " + directory.path())) {
                report(directory, session(plan, used, directory).resume(lock, progress));
            }
        }
    }

    private TrainingPlan resumed(RunDirectory directory) throws IOException {
        TrainingPlan plan = TrainingPlan.of(directory);
        task.require(plan.model().task(), resume);
        TrainingPlan changed = plan.withRecipe(recipe.change(plan.recipe(), data.strict()));
        return data.given() ? changed.withData(data.source(spec)) : changed;
    }

    private NewRun wanted() throws IOException {
        if (!data.given() || model == null && from == null) {
            throw new ParameterException(
                    spec.commandLine(), "--data and a network (--model, --from, or both) are needed, or --resume");
        }
        return new NewRun(
                data.source(spec),
                JudgedBy.wanted(heldOut == null ? OptionalDouble.empty() : OptionalDouble.of(heldOut)),
                Optional.ofNullable(model),
                ModelOptions.parse(options),
                Optional.ofNullable(size),
                channels == null ? OptionalInt.empty() : OptionalInt.of(channels),
                Optional.ofNullable(from),
                force);
    }

    /** What a run began with stays; that its data may lie elsewhere by now is another thing. */
    private void requireNothingNew() {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("--model", model != null);
        given.put("--option", !options.isEmpty());
        given.put("--size", size != null);
        given.put("--channels", channels != null);
        given.put("--from", from != null);
        given.put("--held-out", heldOut != null);
        given.put("--force", force);
        given.put("--recipe", recipe.named());
        given.put("--out", out != null);
        String refused = given.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        if (!refused.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    refused + ": a run that is resumed keeps what it began with; begin a new one to change that");
        }
    }

    private TrainingSession session(TrainingPlan plan, Hardware used, RunDirectory directory) {
        return new TrainingSession(plan, used, directory, console::progress, console::problem);
    }

    private String name() {
        return model == null ? from.getFileName().toString() : model;
    }

    private Path defaultFolder() {
        return RunFolder.now(name().replaceFirst("\\.[^.]*$", ""));
    }

    private void report(RunDirectory directory, TrainingResult result) throws IOException {
        Map<String, Object> config = directory.readConfig();
        double speed = result.trainSeconds() > 0 ? result.images() / result.trainSeconds() : 0;
        console.result(String.format(
                Locale.ROOT,
                "%s after %s, %.0f s of training, %.0f images/s",
                ended(result.end()),
                Counted.of(result.epochs(), "epoch"),
                result.trainSeconds(),
                speed));
        if (!result.broken().isEmpty()) {
            console.result("skipped " + Counted.of(result.broken().size(), "training image") + " that can't be read");
        }
        if (result.bestEpoch() > 0) {
            console.result(String.format(
                    Locale.ROOT,
                    "the model: %s, of epoch %d, with %.4f",
                    directory.best(),
                    result.bestEpoch(),
                    result.bestMetric()));
        }
        console.result("the report: " + directory.report());
        if (result.end() == TrainingResult.End.STOPPED) {
            console.result("to go on: " + spec.qualifiedName() + " --resume " + ShellWord.of(directory.path()));
        }
        console.json(() -> {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("bestMetric", result.bestEpoch() > 0 ? (Double) result.bestMetric() : null);
            object.put("epochs", result.epochs());
            object.put("trainSeconds", result.trainSeconds());
            object.put("imagesPerSecond", speed);
            object.put("brokenImages", result.broken().size());
            object.put("run", directory.path().toString());
            List.of("found", "reasons").forEach(entry -> object.computeIfAbsent(entry, config::get));
            return Json.write(object);
        });
    }

    private static String ended(TrainingResult.End end) {
        return switch (end) {
            case COMPLETED -> "done";
            case PATIENCE -> "no better result for a while: ended";
            case STOPPED -> "stopped";
            case DIVERGED -> "ended, as the loss was no longer a number";
        };
    }
}
