package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.Evaluation;
import io.github.sknet.datasets.metrics.ConfusionMatrix;
import io.github.sknet.datasets.metrics.Figures;
import io.github.sknet.datasets.metrics.MultiLabelMetrics;
import io.github.sknet.graph.classify.ClassifyTask;
import io.github.sknet.graph.text.Counted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How good a classifier was whose classes do not exclude each other.
 *
 * @param labels the classes' names
 * @param figures over the images that could be read
 * @param broken one sentence for each image that could not
 */
public record MultiLabelEvaluation(List<String> labels, MultiLabelMetrics figures, List<String> broken)
        implements Evaluation {

    /** The mean of the classes' average precisions: the metric by which the best network is chosen. */
    public static final String MAP = "mAP";

    /** The harmonic mean of precision and recall at the threshold. */
    public static final String F1 = "F1";

    private static final String AP = "AP";

    public MultiLabelEvaluation {
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
        metrics.put(ClassificationEvaluation.LOSS, figures.crossEntropy());
        metrics.put(MAP, figures.meanAveragePrecision());
        metrics.put(F1, figures.f1());
        return metrics;
    }

    /** {@code AP:CLASS}. */
    @Override
    public Map<String, Double> classMetrics() {
        return Figures.byClass(AP, labels, figures::averagePrecision);
    }

    @Override
    public List<String> absent() {
        return IntStream.range(0, labels.size())
                .filter(label -> figures.truths(label) == 0)
                .mapToObj(labels::get)
                .toList();
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d %s: mAP %.4f, F1 %.4f",
                figures.images(),
                Counted.noun(figures.images(), "image"),
                figures.meanAveragePrecision(),
                figures.f1()));
        lines.add(String.format("%-24s %8s %8s %10s %8s", "class", "images", AP, "precision", "recall"));
        for (int label = 0; label < labels.size(); label++) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-24s %8d %8.4f %10s %8s",
                    labels.get(label),
                    figures.truths(label),
                    figures.averagePrecision(label),
                    ConfusionMatrix.percent(figures.precision(label)),
                    ConfusionMatrix.percent(figures.recall(label))));
        }
        lines.addAll(absentLines());
        return lines;
    }

    /**
     * {@code images}, {@code mAP}, {@code F1}, {@code broken}, and {@code classes}: of each its {@code images}, {@code AP}, {@code
     * precision} and {@code recall}. A figure without any image to judge by is left out.
     */
    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("task", ClassifyTask.ID);
        map.put("images", figures.images());
        Figures.put(map, MAP, figures.meanAveragePrecision());
        Figures.put(map, F1, figures.f1());
        map.put("broken", broken.size());
        Map<String, Object> classes = new LinkedHashMap<>();
        for (int label = 0; label < labels.size(); label++) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("images", figures.truths(label));
            Figures.put(each, AP, figures.averagePrecision(label));
            Figures.put(each, "precision", figures.precision(label));
            Figures.put(each, "recall", figures.recall(label));
            classes.put(labels.get(label), each);
        }
        map.put("classes", classes);
        return map;
    }
}
