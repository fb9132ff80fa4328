package io.github.sknet.datasets.segment;

import io.github.sknet.datasets.Evaluation;
import io.github.sknet.datasets.metrics.ConfusionMatrix;
import io.github.sknet.datasets.metrics.Figures;
import io.github.sknet.datasets.metrics.SegmentationMetrics;
import io.github.sknet.graph.segment.SegmentTask;
import io.github.sknet.graph.text.Counted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How good a segmenter was, pixel by pixel of the images' own size.
 *
 * @param labels the classes' names
 * @param figures over the images that could be read
 * @param images how many those are
 * @param broken one sentence for each image that could not be read
 */
public record SegmentationEvaluation(List<String> labels, SegmentationMetrics figures, int images, List<String> broken)
        implements Evaluation {

    /** The metric by which the best network is chosen. */
    public static final String MEAN_IOU = "meanIoU";

    /** The share of the pixels that are right. */
    public static final String PIXEL_ACCURACY = "pixelAccuracy";

    public SegmentationEvaluation {
        labels = List.copyOf(labels);
        broken = List.copyOf(broken);
    }

    @Override
    public Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(MEAN_IOU, figures.meanIoU());
        metrics.put(PIXEL_ACCURACY, figures.pixelAccuracy());
        return metrics;
    }

    /** {@code IoU:CLASS}. */
    @Override
    public Map<String, Double> classMetrics() {
        return Figures.byClass("IoU", labels, figures.confusion()::intersectionOverUnion);
    }

    @Override
    public List<String> absent() {
        return figures.confusion().absent(labels);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        ConfusionMatrix matrix = figures.confusion();
        lines.add(String.format(
                Locale.ROOT,
                "%,d %s: mean IoU %.4f, pixel accuracy %.2f %%",
                images,
                Counted.noun(images, "image"),
                figures.meanIoU(),
                100 * figures.pixelAccuracy()));
        lines.add(String.format("%-24s %8s %10s %8s", "class", "IoU", "precision", "recall"));
        for (int label = 0; label < labels.size(); label++) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-24s %8s %10s %8s",
                    labels.get(label),
                    ConfusionMatrix.percent(matrix.intersectionOverUnion(label)),
                    ConfusionMatrix.percent(matrix.precision(label)),
                    ConfusionMatrix.percent(matrix.recall(label))));
        }
        lines.addAll(absentLines());
        return lines;
    }

    @Override
    public List<String> confusionLines() {
        return figures.confusion().lines(labels);
    }

    /**
     * {@code images}, {@code meanIoU}, {@code pixelAccuracy}, {@code broken}, and {@code classes}: of each its {@code IoU},
     * {@code precision}, {@code recall} and how many of its pixels were {@code predictedAs} each class. A figure without any
     * pixel to judge by is left out.
     */
    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("task", SegmentTask.ID);
        map.put("images", images);
        metrics().forEach((name, value) -> Figures.put(map, name, value));
        map.put("broken", broken.size());
        Map<String, Object> classes = new LinkedHashMap<>();
        for (int label = 0; label < labels.size(); label++) {
            Map<String, Object> each = new LinkedHashMap<>();
            Figures.put(each, "IoU", figures.confusion().intersectionOverUnion(label));
            each.putAll(figures.confusion().toMap(label));
            classes.put(labels.get(label), each);
        }
        map.put("classes", classes);
        return map;
    }
}
