package io.github.sknet.cli;

import io.github.sknet.checkpoint.WeightsImport;
import io.github.sknet.checkpoint.format.MovingAverage;
import io.github.sknet.datasets.files.TextFiles;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.models.Models;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sknet import}: weights of another tool, or an ONNX network, become a model file. */
@Command(
        name = "import",
        description =
                "Makes a model file of weights that another tool saved: a PyTorch checkpoint (.pth, .pt; no code in it is "
                        + "run), .safetensors, one file or several with an index, a folder of Hugging Face's, a "
                        + ".caffemodel. Says what was found in it, of which network it is, and how images are prepared. "
                        + "Names and shapes must fit exactly, or nothing is written. An ONNX file brings its network "
                        + "along; what of it is not supported is listed.")
final class ImportCommand implements Callable<Integer> {

    @Option(names = "--from", required = true, paramLabel = "FILE", description = "The file, or the folder.")
    private Path from;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Which model (see sknet info --all); the one that fits if not given.")
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

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "The encoding of --labels, such as GBK, where it is not UTF-8.")
    private String encoding;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            converter = InputFile.class,
            description = "The classes' names, one a line.")
    private Path labels;

    @Option(
            names = "--preprocessing",
            paramLabel = "FILE",
            converter = InputFile.class,
            description =
                    "How images are prepared, as JSON; if not given, as --config says, else as the code base that the "
                            + "weights come from does it.")
    private Path preprocessing;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            converter = InputFile.class,
            description = "What timm or Hugging Face says of the network, config.json: labels, size, mean, deviation, "
                    + "interpolation. Found by itself in a folder.")
    private Path config;

    @Option(
            names = "--ema",
            negatable = true,
            description =
                    "Take the moving average of the weights, or do not; if not given, it is taken where there is one.")
    private Boolean ema;

    @Option(names = "--force", description = "Replace FILE whatever it is, not only what import has written.")
    private boolean force;

    @Mixin
    private OnnxImport onnx;

    @Mixin
    private Console console;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        OwnFiles.IMPORT.requireReplaceable(out, from, force);
        List<String> names = labels == null
                ? List.of()
                : ClassNames.ofFile(labels, Optional.ofNullable(encoding).map(TextFiles::encoding));
        if (OnnxImport.isOnnx(from)) {
            requireNone(
                    "an ONNX file brings its network along: --model, --classes, --channels, --option, --config and --ema "
                            + "go with weights",
                    model != null || classes != null || channels != null || !options.isEmpty(),
                    config != null || ema != null);
            onnx.run(from, out, names, readPreprocessing(), console);
            return 0;
        }
        requireNone("--size, --task, --scores and --no-check go with an ONNX file", onnx.isAsked());
        if (model != null) {
            // A name that there is not is wrong usage, whatever the file is.
            Models.named(model);
        }
        requireAsManyNames(names);
        WeightsImport request = new WeightsImport(
                Optional.ofNullable(model),
                Optional.ofNullable(classes),
                Optional.ofNullable(channels),
                ModelOptions.parse(options),
                names,
                readPreprocessing(),
                Optional.ofNullable(config),
                ema == null ? MovingAverage.IF_PRESENT : ema ? MovingAverage.REQUIRED : MovingAverage.IGNORED);
        WeightsImport.Result result = request.read(from);
        result.model().requireImageSize();
        OwnFiles.IMPORT.write(result.model(), out);
        report(result);
        return 0;
    }

    private void requireNone(String sentence, boolean... given) {
        for (boolean one : given) {
            if (one) {
                throw new ParameterException(spec.commandLine(), sentence);
            }
        }
    }

    private void report(WeightsImport.Result result) {
        Architecture architecture = result.model().architecture().orElseThrow();
        int tensors = result.model().weights().tensors().size();
        console.result(result.told());
        console.result("wrote " + out + ": " + architecture.model() + ", "
                + Counted.of(architecture.classes(), "class", "classes") + ", " + Counted.of(tensors, "tensor")
                + " from "
                + from);
        if (!result.fresh().isEmpty()) {
            console.result("fresh, to be trained: " + String.join(", ", result.fresh()));
        }
        console.json(() -> {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("model", architecture.model());
            told.put("out", out.toString());
            told.put("classes", architecture.classes());
            told.put("tensors", tensors);
            told.put("fresh", result.fresh());
            result.model().preprocessing().ifPresent(way -> told.put("preprocessing", way.toMap()));
            told.put("notes", result.told());
            return Json.write(told);
        });
    }

    private void requireAsManyNames(List<String> names) {
        if (classes != null && !names.isEmpty() && names.size() != classes) {
            throw new IllegalArgumentException("--classes is " + classes + ", but " + labels + " names "
                    + Counted.of(names.size(), "class", "classes"));
        }
    }

    private Optional<Preprocessing> readPreprocessing() throws IOException {
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
}
