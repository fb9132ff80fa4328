package io.github.sknet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sknet.vision.Classification;
import io.github.sknet.vision.Classifier;
import io.github.sknet.vision.LabelScore;
import io.github.sknet.vision.image.ImageDecoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sknet predict}: what do these images show? */
@Command(
        name = "predict",
        description =
                "Says what images show. An image that can't be read is named, and the others are done all the same.")
final class PredictCommand implements Callable<Integer> {

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The model file.")
    private Path model;

    @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "Image files (JPEG, PNG, BMP, GIF).")
    private List<Path> images;

    @Option(
            names = "--top",
            paramLabel = "K",
            defaultValue = "5",
            description = "How many classes to name (${DEFAULT-VALUE}).")
    private int top;

    @Option(names = "--kernels", description = "Also tell the share of each kernel in each selection.")
    private boolean kernels;

    @Mixin
    private EngineOptions engine;

    @Option(names = "--json", description = "Print one JSON array as the last line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (top < 1) {
            throw new IllegalArgumentException("--top must be at least 1, not " + top);
        }
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        int failures = 0;
        try (Classifier classifier = Classifier.load(model, engine.engine, engine.threads())) {
            for (Path image : images) {
                try {
                    results.add(predict(classifier, image));
                } catch (IOException e) {
                    failures++;
                    spec.commandLine().getErr().println("sknet: " + Failure.sentence(e));
                    results.addObject().put("image", image.toString()).put("error", Failure.sentence(e));
                }
            }
        }
        if (json) {
            spec.commandLine().getOut().println(results);
        }
        return failures == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private ObjectNode predict(Classifier classifier, Path image) throws IOException {
        Classification classification =
                classifier.predict(List.of(ImageDecoder.read(image)), kernels).get(0);
        if (!json) {
            print(image, classification);
        }
        ObjectNode result = Json.object().put("image", image.toString());
        ArrayNode labels = result.putArray("labels");
        for (LabelScore label : classification.top(top)) {
            labels.addObject().put("label", label.label()).put("score", label.score());
        }
        if (kernels) {
            ObjectNode shares = result.putObject("kernels");
            classification.kernelShares().forEach((name, values) -> {
                ArrayNode array = shares.putArray(name);
                for (float value : values) {
                    array.add(value);
                }
            });
        }
        return result;
    }

    private void print(Path image, Classification classification) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(image + ": "
                + classification.top(top).stream()
                        .map(label -> String.format(Locale.ROOT, "%s %.1f %%", label.label(), 100 * label.score()))
                        .collect(Collectors.joining(", ")));
        classification.kernelShares().forEach((name, shares) -> {
            out.printf("    %-30s", name);
            for (float share : shares) {
                out.printf(Locale.ROOT, " %5.1f %%", 100 * share);
            }
            out.println();
        });
    }
}
