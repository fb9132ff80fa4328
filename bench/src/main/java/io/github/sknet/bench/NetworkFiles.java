package io.github.sknet.bench;

import io.github.sknet.bench.worker.Workload;
import io.github.sknet.graph.Summary;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.onnx.OnnxExporter;
import io.github.sknet.onnx.OnnxOptions;
import io.github.sknet.onnx.quantization.Quantization;
import io.github.sknet.train.torchscript.TorchScriptExporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A workload's network as files, one for each kind of contender, made before any of them starts: what is timed and weighed
 * is an engine that loads its own file, as in a service. Closing deletes them.
 */
final class NetworkFiles implements AutoCloseable {

    private final Workload workload;
    private final Workload.Network network;
    private final Path folder;

    NetworkFiles(Workload workload) throws IOException {
        this.workload = workload;
        this.network = workload.network();
        this.folder = Files.createTempDirectory("sknet-bench-");
    }

    /** Multiply-accumulates of one image. */
    long macs() {
        return Summary.of(
                        network.graph(),
                        workload.size().height(),
                        workload.size().width())
                .macs();
    }

    /** The contender that runs the given engine. */
    Contender contender(String engine, int threads) throws IOException {
        int channels = network.graph().inputChannels();
        return switch (engine) {
            case Contender.DJL -> Contender.djl(torchScript(), workload, channels, threads);
            case "onnx" -> Contender.onnx(engine, onnx(OnnxOptions.lean()), workload, channels, threads);
            case Contender.INT8 -> Contender.onnx(engine, int8(), workload, channels, threads);
            case Contender.ARTICLE_STYLE ->
                Contender.onnx(engine, onnx(OnnxOptions.stacked()), workload, channels, threads);
            default -> Contender.engine(engine, safetensors(), workload, threads);
        };
    }

    private Path safetensors() throws IOException {
        if (workload.file().isPresent()) {
            return workload.file().get();
        }
        Path file = folder.resolve("model.safetensors");
        if (!Files.exists(file)) {
            new Safetensors(Map.of(), network.weights().tensors()).write(file);
        }
        return file;
    }

    private Path onnx(OnnxOptions options) throws IOException {
        Path file = folder.resolve(options.selection() + ".onnx");
        if (!Files.exists(file)) {
            Files.write(file, OnnxExporter.toBytes(network.graph(), network.weights(), options, Map.of()));
        }
        return file;
    }

    /** Calibrated by the input that is timed: what the integers are does not change how long they take. */
    private Path int8() throws IOException {
        Path file = folder.resolve("int8.onnx");
        if (!Files.exists(file)) {
            Quantization quantization = Quantization.of(Files.readAllBytes(onnx(OnnxOptions.lean())));
            try (Predictor calibrating = quantization.calibration().load(network.graph(), network.weights(), 1)) {
                calibrating.predict(workload.input(network.graph()), false);
            }
            Files.write(file, quantization.quantized());
        }
        return file;
    }

    private Path torchScript() throws IOException {
        Path file = folder.resolve("model.pt");
        if (!Files.exists(file)) {
            TorchScriptExporter.write(network.graph(), network.weights(), Map.of(), file);
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
