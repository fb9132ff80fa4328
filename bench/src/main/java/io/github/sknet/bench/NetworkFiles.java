package io.github.sknet.bench;

import io.github.sknet.bench.worker.Workload;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.onnx.OnnxExporter;
import io.github.sknet.onnx.OnnxOptions;
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
    private final Graph graph;
    private final Weights weights;
    private final Path folder;

    NetworkFiles(Workload workload) throws IOException {
        this.workload = workload;
        this.graph = workload.graph();
        this.weights = workload.weights(graph);
        this.folder = Files.createTempDirectory("sknet-bench-");
    }

    /** The contender that runs the given engine. */
    Contender contender(String engine, int threads) throws IOException {
        int channels = graph.inputChannels();
        return switch (engine) {
            case Contender.DJL -> Contender.djl(torchScript(), workload, channels, threads);
            case "onnx" -> Contender.onnx(engine, onnx(OnnxOptions.lean()), workload, channels, threads);
            case Contender.ARTICLE_STYLE ->
                Contender.onnx(engine, onnx(OnnxOptions.stacked()), workload, channels, threads);
            default -> Contender.engine(engine, safetensors(), workload, threads);
        };
    }

    private Path safetensors() throws IOException {
        Path file = folder.resolve("model.safetensors");
        if (!Files.exists(file)) {
            new Safetensors(Map.of(), weights.tensors()).write(file);
        }
        return file;
    }

    private Path onnx(OnnxOptions options) throws IOException {
        Path file = folder.resolve(options.selection() + ".onnx");
        if (!Files.exists(file)) {
            Files.write(file, OnnxExporter.toBytes(graph, weights, options, Map.of()));
        }
        return file;
    }

    private Path torchScript() throws IOException {
        Path file = folder.resolve("model.pt");
        if (!Files.exists(file)) {
            TorchScriptExporter.write(graph, weights, Map.of(), file);
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
