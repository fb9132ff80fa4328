package io.github.sknet.vision.classify;

import io.github.sknet.vision.Answer;
import io.github.sknet.vision.Attention;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.plot.ClassColors;
import io.github.sknet.vision.plot.Picture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which class an image is of, or which of several.
 *
 * @param scores all classes, the most probable first
 * @param told how many of them are printed, drawn and turned to JSON; where an image may be of no class, perhaps 0
 * @param features {@link Classifier#features} of the image; empty where they were not asked for
 * @param attention what the network chose; empty where it was not asked for
 */
public record Classification(List<LabelScore> scores, int told, List<Float> features, Attention attention)
        implements Answer {

    /** How many classes are told of, where nothing is said. */
    public static final int USUALLY_TOLD = 5;

    public Classification {
        scores = List.copyOf(scores);
        features = List.copyOf(features);
        if (told < 0) {
            throw new IllegalArgumentException("A number of classes is told of, not " + told);
        }
    }

    /** The most probable class. */
    public LabelScore best() {
        return scores.get(0);
    }

    /** The most probable classes, at most {@code count}. */
    public List<LabelScore> top(int count) {
        return scores.subList(0, Math.min(count, scores.size()));
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                told == 0
                        ? "no class (the most probable: " + text(best()) + ")"
                        : top(told).stream().map(Classification::text).collect(Collectors.joining(", ")));
        lines.addAll(kernelLines());
        return lines;
    }

    private static String text(LabelScore label) {
        return String.format(Locale.ROOT, "%s %.1f %%", label.label(), 100 * label.score());
    }

    /**
     * {@code labels}: of each class that is told of its {@code label} and its {@code score}, 0 to 1; {@code features}, a list of
     * numbers, where they were asked for.
     */
    @Override
    public Map<String, Object> fields() {
        List<Object> labels = new ArrayList<>();
        for (LabelScore label : top(told)) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("label", label.label());
            each.put("score", label.score());
            labels.add(each);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("labels", labels);
        if (!features.isEmpty()) {
            fields.put("features", features);
        }
        return fields;
    }

    /**
     * {@code label} and {@code score}: a row for each class that is told of, one without values where there is none. With features, one row: the most probable class, then
     * {@code feature_0}, {@code feature_1} …
     */
    @Override
    public List<Map<String, Object>> rows() {
        int rows = features.isEmpty() ? told : 1;
        return rows == 0 ? List.of(Map.of()) : top(rows).stream().map(this::row).toList();
    }

    private Map<String, Object> row(LabelScore label) {
        Map<String, Object> row = new HashMap<>();
        row.put("label", label.label());
        row.put("score", label.score());
        List<String> columns = featureColumns(features.size());
        for (int i = 0; i < features.size(); i++) {
            row.put(columns.get(i), features.get(i));
        }
        return row;
    }

    static List<String> featureColumns(int count) {
        return IntStream.range(0, count).mapToObj(i -> "feature_" + i).toList();
    }

    /** The image with the classes that are told of below it. */
    @Override
    public Picture picture(Image image) {
        return new Picture(
                image,
                IntStream.range(0, top(told).size())
                        .mapToObj(i -> new Picture.LegendEntry(text(scores.get(i)), ClassColors.of(i)))
                        .toList());
    }
}
