package io.github.sknet.cli;

import io.github.sknet.checkpoint.CheckpointImport;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.models.RegisteredModel;
import io.github.sknet.graph.preprocessing.Preprocessing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sknet import}: a PyTorch checkpoint or an ONNX file becomes a model file. */
@Command(
        name = "import",
        description =
                "Makes a model file of a PyTorch checkpoint: .safetensors, .pth or .pt (a state dictionary; no code "
                        + "in it is run). Names and shapes must fit the model exactly, or nothing is written. Or of an ONNX "
                        + "file (.onnx), which brings its network along: what is not supported of it is listed.")
final class ImportCommand implements Callable<Integer> {

    @Option(names = "--from", required = true, paramLabel = "FILE", description = "The checkpoint or ONNX file.")
    private Path from;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Which model a checkpoint is of (see sknet info --all).")
    private String model;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The model file to write.")
    private Path out;

    @Option(
            names = "--classes",
            paramLabel = "N",
            description = "The number of classes. A head made for another number is replaced by a fresh one, to be "
                    + "fine-tuned.")
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
    private OnnxImport onnx;

    @Option(names = "--json", description = "Print one JSON object as the last line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (OnnxImport.isOnnx(from)) {
            return importOnnx();
        }
        if (model == null || onnx.isAsked()) {
            throw new ParameterException(
                    spec.commandLine(),
                    model == null
                            ? "a checkpoint needs --model NAME (see sknet info --all)"
                            : "--size, --task and --no-check go with an ONNX file");
        }
        RegisteredModel registered = Models.named(model);
        Architecture architecture = ModelOptions.apply(registered.defaults(), classes, channels, options);
        CheckpointImport request = new CheckpointImport(
                architecture, classes != null, readLabels(), readPreprocessing(registered, architecture));
        CheckpointImport.Result result = request.read(from);
        result.model().write(out);
        PrintWriter console = spec.commandLine().getOut();
        console.println("wrote " + out + ": " + model + ", " + architecture.classes() + " classes, "
                + result.model().weights().tensors().size() + " tensors from " + from);
        if (!result.fresh().isEmpty()) {
            console.println("fresh, to be trained: " + String.join(", ", result.fresh()));
        }
        if (json) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("model", model);
            told.put("out", out.toString());
            told.put("tensors", result.model().weights().tensors().size());
            told.put("fresh", result.fresh());
            console.println(Json.write(told));
        }
        return 0;
    }

    private Integer importOnnx() throws IOException {
        if (model != null || classes != null || channels != null || !options.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "an ONNX file brings its network along: --model, --classes, --channels and --option go with a checkpoint");
        }
        PrintWriter console = spec.commandLine().getOut();
        Map<String, Object> told = onnx.run(from, out, readLabels(), givenPreprocessing(), console);
        if (json) {
            console.println(Json.write(told));
        }
        return 0;
    }

    private List<String> readLabels() throws IOException {
        return labels == null ? List.of() : Files.readAllLines(labels);
    }

    private Optional<Preprocessing> givenPreprocessing() throws IOException {
        if (preprocessing == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Preprocessing.fromMap(Json.read(Files.readAllBytes(preprocessing))));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    preprocessing + " is not a preprocessing: "
                            + e.getMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    private Optional<Preprocessing> readPreprocessing(RegisteredModel registered, Architecture architecture)
            throws IOException {
        if (preprocessing != null) {
            return givenPreprocessing();
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
