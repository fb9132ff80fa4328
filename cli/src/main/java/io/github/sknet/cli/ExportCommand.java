package io.github.sknet.cli;

import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Engines;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.onnx.OnnxDetection;
import io.github.sknet.onnx.OnnxExporter;
import io.github.sknet.onnx.OnnxOptions;
import io.github.sknet.onnx.Opset;
import io.github.sknet.train.torchscript.TorchScriptExporter;
import io.github.sknet.vision.VisionModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sknet export}: a model file for the rest of the world. */
@Command(name = "export", description = "Writes a model in a format that other runtimes read.")
final class ExportCommand implements Callable<Integer> {

    /** The formats. */
    enum Format {
        MODEL,
        ONNX,
        SAFETENSORS,
        TORCHSCRIPT
    }

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The model file.")
    private Path model;

    @Option(
            names = "--format",
            required = true,
            description = "onnx (any batch and size), safetensors (the tensors alone, PyTorch's names), "
                    + "torchscript (torch.jit.load, DJL), or model (a model file again).")
    private Format format;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            converter = OutputFile.class,
            description = "The file to write.")
    private Path out;

    @Option(names = "--attention", description = "ONNX: the attention of each selection is an output as well.")
    private boolean attention;

    @Option(names = "--no-check", description = "ONNX: do not compare the file's outputs in ONNX Runtime first.")
    private boolean unchecked;

    @Option(
            names = "--opset",
            paramLabel = "N",
            description = "ONNX: the operator set, " + Opset.OLDEST + " to " + Opset.NEWEST + "; 19 if not given.")
    private Integer opset;

    @Mixin
    private Int8Export int8;

    @Mixin
    private NmsOptions nms;

    @Option(
            names = "--half",
            description =
                    "model, safetensors: weights in half precision (F16), in about half the bytes. What computes with them "
                            + "does so in floats.")
    private boolean half;

    @Option(names = "--force", description = "Replace FILE whatever it is, not only what export has written.")
    private boolean force;

    @Mixin
    private TaskOption task;

    @Mixin
    private Console console;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (format != Format.ONNX && (attention || unchecked || opset != null || int8.isAsked() || nms.given())) {
            throw new ParameterException(
                    spec.commandLine(), "--attention, --no-check, --opset, --int8 and --nms go with --format onnx");
        }
        if (half && format != Format.MODEL && format != Format.SAFETENSORS) {
            throw new ParameterException(spec.commandLine(), "--half goes with --format model and safetensors");
        }
        if (int8.isAsked() && (unchecked || nms.given())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--int8 is always compared, output by output: no --no-check and no --nms with it");
        }
        if (!int8.problem().isEmpty()) {
            throw new ParameterException(spec.commandLine(), int8.problem());
        }
        OwnFiles.EXPORT.requireReplaceable(out, model, force);
        ModelFile file = ModelFile.read(model);
        task.require(file.task(), model);
        if (format != Format.ONNX) {
            // ONNX Runtime compares outputs, which need numbers; these are written as they are.
            file.weights().requireNumbers("The weights of " + model);
        }
        if (!force) {
            requireOwnLabels(file);
        }
        Map<String, Object> compared = new LinkedHashMap<>();
        switch (format) {
            case ONNX -> compared.putAll(writeOnnx(file));
            case MODEL -> writeTensors(file, OwnFiles.EXPORT.marked(file.metadata()));
            case SAFETENSORS -> writeTensors(file, OwnFiles.EXPORT.marked(Map.of()));
            case TORCHSCRIPT -> TorchScriptExporter.write(file, out);
        }
        long bytes = Files.size(out);
        console.result("wrote " + out + " (" + bytes / 1024 + " KiB)"
                + (format == Format.ONNX && !unchecked && !int8.isAsked() ? ", checked in ONNX Runtime" : ""));
        console.json(() -> {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("out", out.toString());
            result.put("format", format.name().toLowerCase(Locale.ROOT));
            result.put("bytes", bytes);
            if (int8.isAsked()) {
                result.put("int8", compared);
            }
            return Json.write(result);
        });
        return 0;
    }

    private void writeTensors(ModelFile file, Map<String, String> metadata) throws IOException {
        Safetensors tensors = new Safetensors(metadata, file.weights().tensors());
        if (half) {
            tensors.writeHalf(out);
        } else {
            tensors.write(out);
        }
    }

    private void requireOwnLabels(ModelFile file) throws IOException {
        if (format == Format.TORCHSCRIPT) {
            Optional<String> labels = TorchScriptExporter.labels(file);
            if (labels.isPresent()) {
                OwnFiles.requireReplaceable(TorchScriptExporter.labelsBeside(out), labels.get());
            }
        }
    }

    /** What int8 says of the file; nothing for a float one. */
    private Map<String, Object> writeOnnx(ModelFile file) throws IOException {
        Opset operators = opset == null ? Opset.USUAL : new Opset(opset);
        OnnxOptions plain = OnnxOptions.lean().withAttention(attention).withOpset(operators);
        if (int8.isAsked()) {
            return int8.write(model, file, out, plain, console);
        }
        Engine reference = Engines.named(VisionModels.DEFAULT_ENGINE);
        Optional<OnnxDetection> detection = nms.of(file);
        OnnxOptions options = detection.map(plain::withDetection).orElse(plain);
        if (unchecked) {
            OnnxExporter.write(file, out, options);
        } else if (detection.isPresent()) {
            OnnxExporter.writeChecked(file, out, options, reference, NmsOptions.decoding(file));
        } else {
            OnnxExporter.writeChecked(file, out, options, reference);
        }
        return Map.of();
    }
}
