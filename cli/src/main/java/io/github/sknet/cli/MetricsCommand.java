package io.github.sknet.cli;

import io.github.sknet.datasets.metrics.coco.AveragePrecision;
import io.github.sknet.datasets.metrics.coco.CocoEvaluator;
import io.github.sknet.datasets.metrics.coco.CocoFiles;
import io.github.sknet.graph.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException {
        AveragePrecision result =
                CocoEvaluator.evaluate(CocoFiles.readGroundTruth(groundTruth), CocoFiles.readDetections(detections));
        result.figures()
                .forEach((name, value) -> console.result(String.format(Locale.ROOT, "%-10s %.3f", name, value)));
        result.perClass()
                .forEach(each -> console.result(String.format(
                        Locale.ROOT, "AP of %-20s %.3f", each.category().name(), each.ap())));
        console.json(() -> {
            Map<String, Object> perClass = new LinkedHashMap<>();
            result.perClass().forEach(each -> perClass.put(each.category().name(), each.ap()));
            Map<String, Object> object = new LinkedHashMap<>(result.figures());
            object.put("perClassAP", perClass);
            return Json.write(object);
        });
        return 0;
    }
}
