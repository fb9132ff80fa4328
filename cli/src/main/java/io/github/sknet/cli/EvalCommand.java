package io.github.sknet.cli;

import io.github.sknet.app.Evaluation;
import io.github.sknet.datasets.Parts;
import io.github.sknet.datasets.classify.ClassifierEvaluator;
import io.github.sknet.datasets.classify.Dataset;
import io.github.sknet.datasets.classify.DatasetSplits;
import io.github.sknet.datasets.detect.DetectionDataset;
import io.github.sknet.datasets.segment.SegmentationDataset;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.models.Task;
import io.github.sknet.vision.classify.Classifier;
import io.github.sknet.vision.detect.DetectionDecoder;
import io.github.sknet.vision.detect.Detector;
import io.github.sknet.vision.segment.Segmenter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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
        description = "Judges a model by a data set's test part (else its validation part, else all of it).")
final class EvalCommand implements Callable<Integer> {

    private static final String EVALUATING = "evaluating";

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The model file.")
    private Path model;

    @Mixin
    private DataOptions data;

    @Mixin
    private TaskOption task;

    @Mixin
    private DetectorOptions detections;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "16",
            description = "Images at once (${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description =
                    "Classifiers: height and width of the input in place of the model's own; the resizing before it "
                            + "keeps its proportion.")
    private Integer size;

    @Option(
            names = "--mirrored",
            description = "Classifiers: judge by the mean of what the model says of an image and of its mirror image.")
    private boolean mirrored;

    @Option(
            names = "--shifted",
            description = "Classifiers: judge by the image a pixel further up left and down right as well.")
    private boolean shifted;

    @Option(names = "--confusion", description = "Classifiers and segmenters: print the confusion matrix.")
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
        Task what = task.require(ModelFile.readArchitecture(model).task(), model.toString());
        detections.check(what, spec);
        if (what != Task.CLASSIFY && size != null) {
            throw new ParameterException(spec.commandLine(), "--size is for models to classify");
        }
        if (what != Task.CLASSIFY && (mirrored || shifted)) {
            throw new ParameterException(spec.commandLine(), "--mirrored and --shifted are for models to classify");
        }
        if (what == Task.DETECT && confusion) {
            throw new ParameterException(spec.commandLine(), "--confusion is for models to classify or segment");
        }
        report(
                switch (what) {
                    case CLASSIFY -> classes();
                    case DETECT -> boxes();
                    case SEGMENT -> masks();
                });
        return 0;
    }

    private Classifier judge(Classifier classifier) {
        Classifier judge = mirrored ? classifier.mirrored() : classifier;
        return shifted ? judge.shifted() : judge;
    }

    private Evaluation classes() throws IOException {
        try (DatasetSplits splits = data.source().images();
                Classifier classifier = Classifier.load(
                        model, engine.engine, engine.threads(), own -> size == null ? own : own.scaledTo(size))) {
            Dataset dataset = splits.forEvaluation();
            try (TerminalBar progress = TerminalBar.start(EVALUATING, dataset.size())) {
                return new Evaluation.Classes(
                        classifier.labels(),
                        new ClassifierEvaluator(judge(classifier), batch, engine.threads(), data.strict())
                                .evaluate(dataset, progress::to));
            }
        }
    }

    private Evaluation boxes() throws IOException {
        try (Detector detector = Detector.load(model, engine.engine, engine.threads());
                Parts<DetectionDataset> parts =
                        data.source().orLabels(detector.labels()).boxes(data.problems())) {
            DetectionDataset dataset = parts.forEvaluation();
            try (TerminalBar progress = TerminalBar.start(EVALUATING, dataset.size())) {
                return new Evaluation.Boxes(
                        detector.withOptions(detections.change(DetectionDecoder.Options.evaluation()))
                                .evaluateAsIs(dataset, batch, data.strict(), progress::to));
            }
        }
    }

    private Evaluation masks() throws IOException {
        try (Segmenter segmenter = Segmenter.load(model, engine.engine, engine.threads());
                Parts<SegmentationDataset> parts =
                        data.source().orLabels(segmenter.labels()).masks(data.problems())) {
            SegmentationDataset dataset = parts.forEvaluation();
            try (TerminalBar progress = TerminalBar.start(EVALUATING, dataset.size())) {
                return new Evaluation.Masks(
                        segmenter.labels(), segmenter.evaluate(dataset, batch, data.strict(), progress::to));
            }
        }
    }

    private void report(Evaluation evaluation) throws IOException {
        evaluation.broken().forEach(message -> spec.commandLine().getErr().println("sknet: skipped: " + message));
        if (evaluation.images() == 0) {
            throw new IOException("No image could be read");
        }
        PrintWriter out = spec.commandLine().getOut();
        evaluation.print(out, confusion);
        if (json) {
            out.println(evaluation.toJson());
        }
    }
}
