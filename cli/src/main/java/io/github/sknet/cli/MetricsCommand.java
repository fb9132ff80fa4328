package io.github.sknet.cli;

import io.github.sknet.datasets.metrics.coco.AveragePrecision;
import io.github.sknet.datasets.metrics.coco.CocoEvaluator;
import io.github.sknet.datasets.metrics.coco.CocoFiles;
import io.github.sknet.graph.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sknet metrics}: how good are detections that any tool has written? */
@Command(
        name = "metrics",
        description = "Evaluates COCO-format detections as COCOeval does: twelve figures, and the average precision of "
                + "each class.")
final class MetricsCommand implements Callable<Integer> {

    @Option(names = "--ground-truth", required = true, paramLabel = "FILE", description = "COCO annotations (JSON).")
    private Path groundTruth;

    @Option(names = "--detections", required = true, paramLabel = "FILE", description = "COCO detections (JSON).")
    private Path detections;

    @Option(names = "--json", description = "Print one JSON object as the last line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        AveragePrecision result =
                CocoEvaluator.evaluate(CocoFiles.readGroundTruth(groundTruth), CocoFiles.readDetections(detections));
        PrintWriter out = spec.commandLine().getOut();
        result.figures().forEach((name, value) -> out.printf(Locale.ROOT, "%-10s %.3f%n", name, value));
        result.perClass()
                .forEach(each -> out.printf(
                        Locale.ROOT, "AP of %-20s %.3f%n", each.category().name(), each.ap()));
        if (json) {
            Map<String, Object> perClass = new LinkedHashMap<>();
            result.perClass().forEach(each -> perClass.put(each.category().name(), each.ap()));
            Map<String, Object> object = new LinkedHashMap<>(result.figures());
            object.put("perClassAP", perClass);
            out.println(Json.write(object));
        }
        return 0;
    }
}
