package io.github.sknet.report.classify;

import io.github.sknet.datasets.metrics.ConfusionMatrix;
import io.github.sknet.report.html.Html;
import java.awt.Color;
import java.util.List;
import java.util.Locale;

/**
 * A confusion matrix of a few classes drawn as SVG with names and counts.
 *
 * @param labels the classes' names, by index
 * @param matrix what to draw
 */
record ConfusionMap(List<String> labels, ConfusionMatrix matrix) {
    private static final Color RIGHT = new Color(0x2563C9);
    private static final Color WRONG = new Color(0xE07B1F);
    private static final int CELL = 42;
    private static final int NAME_LENGTH = 12;
    private static final double LETTER = 7.2;

    /** Below this lightness, 0 to 255, a cell is dark and its count is written in white. */
    private static final double DARK = 140;

    String svg() {
        int classes = matrix.classes();
        int margin = (int) (labels.stream()
                                .mapToInt(label -> shorten(label).length())
                                .max()
                                .orElse(0)
                        * LETTER
                + 14);
        int side = margin + classes * CELL + 2;
        StringBuilder svg = new StringBuilder("""
                <svg class="map" viewBox="0 0 %1$s %1$s" role="img" aria-label="Confusion matrix of %2$s classes">
                """.formatted(side, classes));
        for (int label = 0; label < classes; label++) {
            int middle = margin + label * CELL + CELL / 2;
            String name = Html.escape(shorten(labels.get(label)));
            svg.append("<text class=\"name\" x=\"%s\" y=\"%s\" text-anchor=\"end\">%s</text>\n"
                    .formatted(margin - 8, middle + 5, name));
            svg.append("<text class=\"name\" transform=\"translate(%s %s) rotate(-90)\">%s</text>\n"
                    .formatted(middle + 5, margin - 8, name));
        }
        for (int truth = 0; truth < classes; truth++) {
            for (int predicted = 0; predicted < classes; predicted++) {
                appendCell(svg, margin, truth, predicted);
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private void appendCell(StringBuilder svg, int margin, int truth, int predicted) {
        int x = margin + predicted * CELL;
        int y = margin + truth * CELL;
        long count = matrix.count(truth, predicted);
        Color color = color(matrix, truth, predicted);
        svg.append("<g><title>%s taken for %s: %s</title>"
                .formatted(Html.escape(labels.get(truth)), Html.escape(labels.get(predicted)), Html.count(count)));
        svg.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"4\" fill=\"%s\"/>"
                .formatted(x + 1, y + 1, CELL - 2, CELL - 2, hex(color)));
        if (count > 0) {
            String ink = lightness(color) < DARK ? "#ffffff" : "#1f2733";
            svg.append("<text x=\"%s\" y=\"%s\" text-anchor=\"middle\" fill=\"%s\">%s</text>"
                    .formatted(x + CELL / 2, y + CELL / 2 + 4, ink, shortCount(count)));
        }
        svg.append("</g>\n");
    }

    /** Pale grey for nothing; blue (right) or orange (wrong), the deeper the larger the share of its row. */
    static Color color(ConfusionMatrix matrix, int truth, int predicted) {
        double share = share(matrix, truth, predicted);
        if (share == 0) {
            return new Color(0xF3F5F8);
        }
        // The root lets a mistake of one percent be seen beside ninety-nine percent that are right.
        double depth = 0.02 + 0.98 * Math.sqrt(share);
        Color full = truth == predicted ? RIGHT : WRONG;
        return new Color(fade(full.getRed(), depth), fade(full.getGreen(), depth), fade(full.getBlue(), depth));
    }

    private static double share(ConfusionMatrix matrix, int truth, int predicted) {
        long row = matrix.truths(truth);
        return row == 0 ? 0 : (double) matrix.count(truth, predicted) / row;
    }

    private static int fade(int component, double depth) {
        return (int) Math.round(255 + (component - 255) * depth);
    }

    private static double lightness(Color color) {
        return 0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue();
    }

    private static String hex(Color color) {
        return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xFFFFFF);
    }

    private static String shorten(String label) {
        return label.codePointCount(0, label.length()) <= NAME_LENGTH
                ? label
                : label.substring(0, label.offsetByCodePoints(0, NAME_LENGTH - 1)) + "…";
    }

    private static String shortCount(long count) {
        return count < 10_000 ? Long.toString(count) : count / 1000 + "k";
    }
}
