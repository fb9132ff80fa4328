package io.github.sknet.report.classify;

import io.github.sknet.datasets.metrics.ConfusionMatrix;
import io.github.sknet.report.html.Html;
import io.github.sknet.report.html.Section;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which classes are taken for which: a heat map, and the most frequent confusions in words.
 *
 * @param labels the classes' names, by index
 * @param matrix of the predictions
 */
public record ConfusionSection(List<String> labels, ConfusionMatrix matrix) implements Section {

    /** Up to so many classes have their names and counts written on the map. */
    private static final int NAMED_CLASSES = 20;

    private static final int LISTED = 10;

    public ConfusionSection {
        labels = List.copyOf(labels);
        if (labels.size() != matrix.classes()) {
            throw new IllegalArgumentException("A confusion matrix of " + matrix.classes()
                    + " classes needs as many labels, not " + labels.size());
        }
    }

    @Override
    public String title() {
        return "Confusion matrix";
    }

    @Override
    public String content() {
        String map = matrix.classes() <= NAMED_CLASSES
                ? new ConfusionMap(labels, matrix).svg()
                : "<img class=\"map pixels\" src=\"%s\" alt=\"%s\">\n".formatted(Html.png(plainMap()), description());
        return Html.paragraph(
                        "Each row shows what the images of one class were taken for. Blue is right, orange wrong; "
                                + "the deeper, the larger the share of the row.")
                + "<div class=\"confusion\">\n" + map + confusions() + "</div>\n";
    }

    private String description() {
        return "Heat map of the confusion matrix of " + matrix.classes() + " classes, true classes from top to bottom";
    }

    private String confusions() {
        List<Confusion> ranked = Confusion.ranked(matrix);
        if (ranked.isEmpty()) {
            return Html.paragraph("No class was taken for another.");
        }
        return ranked.stream()
                .limit(LISTED)
                .map(this::confusion)
                .collect(Collectors.joining("", "<div>\n<h3>Most frequent mistakes</h3>\n<ol>\n", "</ol>\n</div>\n"));
    }

    private String confusion(Confusion confusion) {
        double share = (double) confusion.count() / matrix.truths(confusion.truth());
        return "<li><b>%s</b> taken for <b>%s</b><span>%s, %s of all</span></li>\n"
                .formatted(
                        Html.escape(labels.get(confusion.truth())),
                        Html.escape(labels.get(confusion.predicted())),
                        confusion.count() == 1 ? "once" : Html.count(confusion.count()) + " times",
                        Html.percent(share));
    }

    private BufferedImage plainMap() {
        int classes = matrix.classes();
        BufferedImage map = new BufferedImage(classes, classes, BufferedImage.TYPE_INT_RGB);
        for (int truth = 0; truth < classes; truth++) {
            for (int predicted = 0; predicted < classes; predicted++) {
                map.setRGB(
                        predicted,
                        truth,
                        ConfusionMap.color(matrix, truth, predicted).getRGB());
            }
        }
        return map;
    }
}
