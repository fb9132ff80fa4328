package io.github.sknet.datasets.detect;

import io.github.sknet.datasets.Evaluation;
import io.github.sknet.datasets.metrics.Figures;
import io.github.sknet.datasets.metrics.coco.AveragePrecision;
import io.github.sknet.datasets.metrics.coco.CocoDetection;
import io.github.sknet.datasets.metrics.coco.CocoGroundTruth;
import io.github.sknet.graph.detect.DetectTask;
import io.github.sknet.graph.text.Counted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How good a detector was: COCO's figures, in the images' own pixels.
 *
 * @param precision over the images that could be read
 * @param truth what there was to be found in them; an image's id is its index, a category's id the label
 * @param detections what was found
 * @param broken one sentence for each image that could not be read
 */
public record DetectionEvaluation(
        AveragePrecision precision, CocoGroundTruth truth, List<CocoDetection> detections, List<String> broken)
        implements Evaluation {

    /** The metric by which the best network is chosen. */
    public static final String AP = "AP";

    public DetectionEvaluation {
        detections = List.copyOf(detections);
        broken = List.copyOf(broken);
    }

    @Override
    public int images() {
        return truth.imageIds().size();
    }

    @Override
    public Map<String, Double> metrics() {
        return precision.figures();
    }

    /** {@code AP:CLASS}. */
    @Override
    public Map<String, Double> classMetrics() {
        List<AveragePrecision.ClassPrecision> classes = precision.perClass();
        return Figures.byClass(
                AP,
                classes.stream().map(each -> each.category().name()).toList(),
                label -> classes.get(label).ap() < 0
                        ? Double.NaN
                        : classes.get(label).ap());
    }

    @Override
    public List<String> absent() {
        return precision.perClass().stream()
                .filter(each -> each.ap() < 0)
                .map(each -> each.category().name())
                .toList();
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d %s, %,d %s: AP %.4f, AP50 %.4f",
                images(),
                Counted.noun(images(), "image"),
                truth.annotations().size(),
                Counted.noun(truth.annotations().size(), "object"),
                precision.ap(),
                precision.ap50()));
        precision.figures().forEach((name, value) -> lines.add(row(name, value)));
        precision
                .perClass()
                .forEach(each -> lines.add(row("AP of " + each.category().name(), each.ap())));
        lines.addAll(absentLines());
        return lines;
    }

    /** COCO's −1 says that there was nothing to find. */
    private static String row(String name, double value) {
        return String.format(
                Locale.ROOT, "%-24s %8s", name, value < 0 ? "–" : String.format(Locale.ROOT, "%.4f", value));
    }

    /** {@code images}, COCO's figures by name, {@code broken}, and {@code classes}: of each its {@code AP}. */
    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("task", DetectTask.ID);
        map.put("images", images());
        map.putAll(precision.figures());
        map.put("broken", broken.size());
        Map<String, Object> classes = new LinkedHashMap<>();
        precision.perClass().forEach(each -> classes.put(each.category().name(), Map.of(AP, each.ap())));
        map.put("classes", classes);
        return map;
    }
}
