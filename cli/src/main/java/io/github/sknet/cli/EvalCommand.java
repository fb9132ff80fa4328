package io.github.sknet.cli;

import io.github.sknet.app.ModelEvaluation;
import io.github.sknet.datasets.Evaluation;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.VisionModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sknet eval}: how good is a model on a data set? */
@Command(
        name = "eval",
        modelTransformer = SettingOptions.OfModelsAndData.class,
        description = "Judges a model by a data set's test part (else its validation part, else all of it).")
final class EvalCommand implements Callable<Integer> {

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The model file.")
    private Path model;

    @Mixin
    private DataOptions data;

    @Mixin
    private TaskOption task;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "16",
            description = "Images at once (${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--size",
            paramLabel = "PIXELS|HxW",
            converter = InputSize.class,
            description = "Height and width of the input in place of the model's own; where it is cut out of a resized "
                    + "image, the resizing keeps its proportion.")
    private Size size;

    @Option(names = "--confusion", description = "Print the confusion matrix, where the task has one.")
    private boolean confusion;

    @Mixin
    private EngineOptions engine;

    @Option(names = "--json", description = "Print one JSON object as the last line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!data.given()) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--data=<DIR|ZIP|NAME>'");
        }
        if (batch < 1) {
            throw new IllegalArgumentException("--batch must be at least 1, not " + batch);
        }
        String what = task.require(ModelFile.readTask(model).id(), model.toString());
        VisionModels.Options options = VisionModels.Options.on(engine.engine, engine.threads())
                .withSettings(new Settings(SettingOptions.ofModels(spec, what)))
                .withPreparation(own -> size == null ? own : InputSize.change(own, size));
        ModelEvaluation evaluation = new ModelEvaluation(model, options, data.source(spec, what), batch, data.strict());
        try (TerminalBar bar = new TerminalBar("evaluating")) {
            report(evaluation.run(bar::to, spec.commandLine().getOut()::println));
        }
        return 0;
    }

    private void report(Evaluation evaluation) {
        PrintWriter out = spec.commandLine().getOut();
        evaluation.lines().forEach(out::println);
        if (!evaluation.broken().isEmpty()) {
            out.println(evaluation.broken().size() + " images could not be read and were skipped");
        }
        if (confusion) {
            List<String> lines = evaluation.confusionLines();
            lines.forEach(out::println);
            if (lines.isEmpty()) {
                spec.commandLine().getErr().println("sknet: --confusion: models of this task have no confusion matrix");
            }
        }
        if (json) {
            out.println(evaluation.toJson());
        }
    }
}
