package io.github.sknet.cli;

import io.github.sknet.app.ModelEvaluation;
import io.github.sknet.datasets.Evaluation;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.text.Counted;
import io.github.sknet.onnx.OnnxFileEngine;
import io.github.sknet.vision.Settings;
import io.github.sknet.vision.VisionModel;
import io.github.sknet.vision.VisionModels;
import java.io.IOException;
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

    @Option(
            names = "--onnx",
            paramLabel = "FILE",
            description =
                    "An export of the model, such as one in eight bits, that ONNX Runtime computes in place of it.")
    private Path onnx;

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

    @Mixin
    private Console console;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!data.given()) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--data=<DIR|ZIP|NAME>'");
        }
        if (onnx != null && spec.commandLine().getParseResult().hasMatchedOption("--engine")) {
            throw new ParameterException(spec.commandLine(), "--onnx is computed by ONNX Runtime: no --engine with it");
        }
        if (batch < 1) {
            throw new IllegalArgumentException("--batch must be at least 1, not " + batch);
        }
        VisionModels.Options options = VisionModels.Options.on(engine.engine, engine.threads())
                .forEvaluation()
                .withSettings(new Settings(SettingOptions.ofModels(spec)))
                .withPreparation(own -> size == null ? own : InputSize.change(own, size));
        try (VisionModel<?> loaded = load(options);
                TerminalBar bar = new TerminalBar("evaluating")) {
            task.require(loaded.task(), model);
            report(new ModelEvaluation(loaded, data.source(spec), batch, engine.threads(), data.strict())
                    .run(bar::to, console::progress));
        }
        return 0;
    }

    private VisionModel<?> load(VisionModels.Options options) throws IOException {
        return onnx == null
                ? VisionModels.load(model, options)
                : VisionModels.load(model, new OnnxFileEngine(onnx), options);
    }

    private void report(Evaluation evaluation) {
        console.result(evaluation.lines());
        if (!evaluation.broken().isEmpty()) {
            console.result("skipped " + Counted.of(evaluation.broken().size(), "image") + " that can't be read");
        }
        if (confusion) {
            List<String> lines = evaluation.confusionLines();
            console.result(lines);
            if (lines.isEmpty()) {
                console.problem("--confusion: models of this task have no confusion matrix");
            }
        }
        console.json(evaluation::toJson);
    }
}
