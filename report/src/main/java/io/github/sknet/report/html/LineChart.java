package io.github.sknet.report.html;

import io.github.sknet.explain.chart.ChartTheme;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Numbers over time.
 *
 * @param title what is shown: {@code loss}
 * @param xTitle what it is shown over: {@code epoch}
 * @param yTitle the unit; may be empty
 * @param lines one for each thing that is compared
 */
public record LineChart(String title, String xTitle, String yTitle, List<Line> lines) {

    /** Lines of fewer points than this have dots. */
    private static final int DOTTED = 4;

    /**
     * One line.
     *
     * @param name what the legend calls it
     * @param x ascending
     * @param y as many values as {@code x}; not finite where there is no value
     */
    public record Line(String name, List<Double> x, List<Double> y) {

        public Line {
            x = List.copyOf(x);
            y = List.copyOf(y);
            if (x.size() != y.size()) {
                throw new IllegalArgumentException(
                        "The line '" + name + "' needs as many y as x, not " + y.size() + " and " + x.size());
            }
        }

        private boolean hasValues() {
            return y.stream().anyMatch(Double::isFinite);
        }

        /** The last value that there is. */
        private double last() {
            return y.stream().filter(Double::isFinite).reduce((a, b) -> b).orElseThrow();
        }
    }

    public LineChart {
        lines = List.copyOf(lines);
    }

    boolean hasValues() {
        return lines.stream().anyMatch(Line::hasValues);
    }

    String html() {
        XYChart chart = ChartTheme.lines(ChartSize.WIDTH, ChartSize.HEIGHT, xTitle, yTitle);
        List<Line> shown = lines.stream().filter(Line::hasValues).toList();
        chart.getStyler().setLegendVisible(shown.size() > 1);
        for (int i = 0; i < shown.size(); i++) {
            Line line = shown.get(i);
            // XChart leaves a gap where a value is NaN, and fails on infinite ones.
            List<Double> values = line.y.stream()
                    .map(value -> Double.isFinite(value) ? value : Double.valueOf(Double.NaN))
                    .toList();
            Color color = ChartTheme.PALETTE.get(i % ChartTheme.PALETTE.size());
            XYSeries series = ChartTheme.line(chart, line.name, line.x, values, color);
            if (line.x.size() < DOTTED) {
                series.setMarker(SeriesMarkers.CIRCLE);
                series.setMarkerColor(color);
            }
        }
        return Html.chart(title, description(shown), chart);
    }

    private String description(List<Line> shown) {
        return "Line chart of " + title + " over " + xTitle + "; at the end "
                + shown.stream()
                        .map(line -> line.name + " is " + String.format(Locale.ROOT, "%.4g", line.last()))
                        .collect(Collectors.joining(", "));
    }
}
