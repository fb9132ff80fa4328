package io.github.sknet.cli;

import io.github.sknet.checkpoint.CheckpointImport;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.text.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sknet import}: a PyTorch checkpoint becomes a model file. */
@Command(
        name = "import",
        description =
                "Makes a model file of a PyTorch checkpoint: .safetensors, .pth or .pt (a state dictionary; no code "
                        + "in it is run). Names and shapes must fit the model exactly, or nothing is written.")
final class ImportCommand implements Callable<Integer> {

    @Option(names = "--from", required = true, paramLabel = "FILE", description = "The checkpoint.")
    private Path from;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME",
            description = "Which model (see sknet info --all).")
    private String model;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            converter = OutputFile.class,
            description = "The model file to write.")
    private Path out;

    @Option(
            names = "--classes",
            paramLabel = "N",
            description =
                    "The number of classes; as many as --labels names if not given. A head made for another number than "
                            + "this is replaced by a fresh one, to be fine-tuned.")
    private Integer classes;

    @Option(names = "--channels", paramLabel = "N", description = "The image's channels.")
    private Integer channels;

    @Option(names = "--option", paramLabel = "NAME=VALUE", description = "An option of the model; may be repeated.")
    private List<String> options = List.of();

    @Option(names = "--labels", paramLabel = "FILE", description = "The classes' names, one a line.")
    private Path labels;

    @Option(
            names = "--preprocessing",
            paramLabel = "FILE",
            description = "How images are prepared, as JSON; if not given, ImageNet's way at the model's size.")
    private Path preprocessing;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException {
        RegisteredModel registered = Models.named(model);
        List<String> names = labels == null ? List.of() : ClassNames.ofFile(labels);
        Architecture architecture =
                ModelOptions.apply(registered.defaults(), numberOfClasses(names), channels, options);
        CheckpointImport request =
                new CheckpointImport(architecture, classes != null, names, readPreprocessing(registered, architecture));
        CheckpointImport.Result result = request.read(from);
        result.model().write(out);
        int tensors = result.model().weights().tensors().size();
        console.result("wrote " + out + ": " + model + ", " + Counted.of(architecture.classes(), "class", "classes")
                + ", " + Counted.of(tensors, "tensor") + " from " + from);
        if (!result.fresh().isEmpty()) {
            console.result("fresh, to be trained: " + String.join(", ", result.fresh()));
        }
        console.json(() -> {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("model", model);
            told.put("out", out.toString());
            told.put("classes", architecture.classes());
            told.put("tensors", tensors);
            told.put("fresh", result.fresh());
            return Json.write(told);
        });
        return 0;
    }

    /** As given, or as many as there are names; null for the model's own. */
    private Integer numberOfClasses(List<String> names) {
        if (classes != null && !names.isEmpty() && names.size() != classes) {
            throw new IllegalArgumentException("--classes is " + classes + ", but " + labels + " names "
                    + Counted.of(names.size(), "class", "classes"));
        }
        return classes == null && !names.isEmpty() ? (Integer) names.size() : classes;
    }

    private Optional<Preprocessing> readPreprocessing(RegisteredModel registered, Architecture architecture)
            throws IOException {
        if (preprocessing != null) {
            try {
                return Optional.of(Preprocessing.fromMap(Json.read(Files.readAllBytes(preprocessing))));
            } catch (IllegalArgumentException e) {
                throw new IOException(
                        preprocessing + " is not a preprocessing: "
                                + e.getMessage().lines().findFirst().orElse(""),
                        e);
            }
        }
        int size = registered.size();
        if (architecture.channels() == 3 && size >= 128) {
            return Optional.of(Preprocessing.imageNet(size));
        }
        // Other numbers of channels are no images; such a model file can be exported, but not asked about pictures.
        return architecture.channels() == 1 || architecture.channels() == 3
                ? Optional.of(Preprocessing.exactSize(architecture.channels(), size, size))
                : Optional.empty();
    }
}
