package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.Evaluation;
import io.github.sknet.datasets.metrics.ClassificationMetrics;
import io.github.sknet.datasets.metrics.ConfusionMatrix;
import io.github.sknet.datasets.metrics.Figures;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.text.Counted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How good a classifier was.
 *
 * @param labels the classes' names
 * @param figures over the images that could be read
 * @param broken one sentence for each image that could not
 */
public record ClassificationEvaluation(List<String> labels, ClassificationMetrics figures, List<String> broken)
        implements Evaluation {

    /** The metric by which the best network is chosen. */
    public static final String TOP1 = "top1";

    /** The share of the images whose class is among the best five. */
    public static final String TOP5 = "top5";

    /** The mean cross entropy: the less, the better. */
    public static final String LOSS = "loss";

    public ClassificationEvaluation {
        labels = List.copyOf(labels);
        broken = List.copyOf(broken);
    }

    @Override
    public int images() {
        return Math.toIntExact(figures.images());
    }

    @Override
    public Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(LOSS, figures.crossEntropy());
        metrics.put(TOP1, figures.top1());
        metrics.put(TOP5, figures.top5());
        return metrics;
    }

    /** {@code recall:CLASS}. */
    @Override
    public Map<String, Double> classMetrics() {
        return Figures.byClass("recall", labels, figures.confusion()::recall);
    }

    @Override
    public List<String> absent() {
        return figures.confusion().absent(labels);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d %s: top-1 %.2f %%, top-5 %.2f %%, calibration error %.4f",
                figures.images(),
                Counted.noun(figures.images(), "image"),
                100 * figures.top1(),
                100 * figures.top5(),
                figures.calibration().value()));
        ConfusionMatrix matrix = figures.confusion();
        lines.add(String.format("%-24s %8s %10s %8s", "class", "images", "precision", "recall"));
        for (int label = 0; label < labels.size(); label++) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-24s %8d %10s %8s",
                    labels.get(label),
                    matrix.truths(label),
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
     * {@code images}, {@code top1}, {@code top5}, {@code calibrationError}, {@code broken}, and {@code classes}: of each its
     * {@code images}, {@code precision}, {@code recall} and how often it was {@code predictedAs} each class. A figure
     * without any image to judge by is left out.
     */
    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("task", ClassifyTask.ID);
        map.put("images", figures.images());
        Figures.put(map, TOP1, figures.top1());
        Figures.put(map, TOP5, figures.top5());
        Figures.put(map, "calibrationError", figures.calibration().value());
        map.put("broken", broken.size());
        Map<String, Object> classes = new LinkedHashMap<>();
        for (int label = 0; label < labels.size(); label++) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("images", figures.confusion().truths(label));
            each.putAll(figures.confusion().toMap(label));
            classes.put(labels.get(label), each);
        }
        map.put("classes", classes);
        return map;
    }
}
