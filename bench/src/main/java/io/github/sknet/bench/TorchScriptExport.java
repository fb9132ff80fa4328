package io.github.sknet.bench;

import io.github.sknet.bench.worker.Workload;
import io.github.sknet.graph.Graph;
import io.github.sknet.train.torchscript.TorchScriptExporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The TorchScript file that DJL runs. */
final class TorchScriptExport {

    private TorchScriptExport() {}

    /** Writes a workload's network to a temporary file, which the caller deletes. */
    static Path write(Workload workload) throws IOException {
        Graph graph = workload.graph();
        Path file = Files.createTempFile("sknet-bench-" + workload.name(), ".pt");
        TorchScriptExporter.write(graph, workload.weights(graph), Map.of(), file);
        return file;
    }
}
