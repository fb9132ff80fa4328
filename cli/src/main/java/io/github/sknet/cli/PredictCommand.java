package io.github.sknet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sknet.app.Predictions;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.models.Task;
import io.github.sknet.vision.classify.Classifier;
import io.github.sknet.vision.detect.DetectionDecoder;
import io.github.sknet.vision.detect.Detector;
import io.github.sknet.vision.image.ImageDecoder;
import io.github.sknet.vision.segment.Segmenter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sknet predict}: what do these images show? */
@Command(
        name = "predict",
        description =
                "Says what images show: their classes, where objects are, or which class each pixel is of, as the model's "
                        + "task is. An image that can't be read is named, and the others are done all the same.")
final class PredictCommand implements Callable<Integer> {

    private static final int TOP = 5;

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The model file.")
    private Path model;

    @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "Image files (JPEG, PNG, BMP, GIF).")
    private List<Path> images;

    @Option(names = "--top", paramLabel = "K", description = "Classifiers: how many classes to name (5).")
    private Integer top;

    @Option(names = "--kernels", description = "Classifiers: also tell the share of each kernel in each selection.")
    private boolean kernels;

    @Mixin
    private TaskOption task;

    @Mixin
    private DetectorOptions detections;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where pictures go: boxes with their labels, or the mask and its overlay.")
    private Path out;

    @Mixin
    private EngineOptions engine;

    @Option(names = "--json", description = "Print one JSON array as the last line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (top != null && top < 1) {
            throw new IllegalArgumentException("--top must be at least 1, not " + top);
        }
        if (out != null) {
            Files.createDirectories(out);
        }
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        int failures = 0;
        try (Predictions predictions = load()) {
            for (int i = 0; i < images.size(); i++) {
                Path image = images.get(i);
                ObjectNode result = results.addObject().put("image", image.toString());
                try {
                    Predictions.Answer answer = predictions.of(ImageDecoder.read(image));
                    result.setAll(answer.json());
                    if (out != null) {
                        answer.files().write(out, stem(i), result);
                    }
                    print(image, answer.lines());
                } catch (IOException e) {
                    failures++;
                    spec.commandLine().getErr().println("sknet: " + Failure.sentence(e));
                    result.put("error", Failure.sentence(e));
                }
            }
        }
        if (json) {
            spec.commandLine().getOut().println(results);
        }
        return failures == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Predictions load() throws IOException {
        Task what = task.require(ModelFile.readArchitecture(model).task(), model.toString());
        if (what != Task.CLASSIFY && (top != null || kernels)) {
            throw new ParameterException(spec.commandLine(), "--top and --kernels are for models to classify");
        }
        detections.check(what, spec);
        if (what == Task.CLASSIFY && out != null) {
            throw new ParameterException(
                    spec.commandLine(), "--out is for models to detect or segment; 'sknet explain' draws classifiers");
        }
        return switch (what) {
            case CLASSIFY ->
                new Predictions.Classes(
                        Classifier.load(model, engine.engine, engine.threads()), top == null ? TOP : top, kernels);
            case DETECT ->
                new Predictions.Boxes(Detector.load(model, engine.engine, engine.threads())
                        .withOptions(detections.change(DetectionDecoder.Options.prediction())));
            case SEGMENT -> new Predictions.Masks(Segmenter.load(model, engine.engine, engine.threads()));
        };
    }

    /** The image's name without its extension; numbered where another image has the same. */
    private String stem(int index) {
        String own = stem(images.get(index));
        long earlier = images.stream()
                .limit(index)
                .filter(other -> stem(other).equals(own))
                .count();
        return earlier == 0 ? own : own + "-" + (earlier + 1);
    }

    private static String stem(Path image) {
        String name = image.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private void print(Path image, List<String> lines) {
        if (!json) {
            PrintWriter console = spec.commandLine().getOut();
            console.println(image + ": " + lines.get(0));
            lines.stream().skip(1).forEach(console::println);
        }
    }
}
