package io.github.sknet.report.classify;

import io.github.sknet.datasets.metrics.CalibrationError;
import io.github.sknet.explain.chart.ChartTheme;
import io.github.sknet.report.html.ChartSize;
import io.github.sknet.report.html.Html;
import io.github.sknet.report.html.Section;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Whether a classifier is right as often as it is sure.
 *
 * @param calibration of its predictions
 */
public record CalibrationSection(CalibrationError calibration) implements Section {
    private static final Color IDEAL = new Color(0x9AA3B0);

    @Override
    public String title() {
        return "Calibration";
    }

    @Override
    public String content() {
        if (filledBins().isEmpty()) {
            return Html.paragraph("There are no predictions yet.");
        }
        String error = Html.decimal(calibration.value(), 3);
        return Html.paragraph("A calibrated model that says 80 % is right four times in five: its points lie on the "
                        + "diagonal. The expected calibration error, the mean distance from it, is " + error + ".")
                + Html.charts(List.of(
                        Html.chart(
                                "accuracy by confidence",
                                "Reliability diagram; the expected calibration error is " + error,
                                reliability()),
                        Html.chart(
                                "predictions by confidence",
                                "Histogram of the confidences of all predictions",
                                histogram())));
    }

    private List<Integer> filledBins() {
        List<Integer> filled = new ArrayList<>();
        for (int bin = 0; bin < CalibrationError.BINS; bin++) {
            if (calibration.size(bin) > 0) {
                filled.add(bin);
            }
        }
        return filled;
    }

    private XYChart reliability() {
        XYChart chart = ChartTheme.lines(ChartSize.WIDTH, ChartSize.HEIGHT, "confidence", "accuracy");
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
        ChartTheme.line(chart, "calibrated", List.of(0.0, 1.0), List.of(0.0, 1.0), IDEAL)
                .setLineStyle(SeriesLines.DASH_DASH);
        XYSeries model = ChartTheme.line(
                chart,
                "this model",
                filledBins().stream().map(calibration::confidence).toList(),
                filledBins().stream().map(calibration::accuracy).toList(),
                ChartTheme.PALETTE.get(0));
        model.setMarker(SeriesMarkers.CIRCLE);
        model.setMarkerColor(ChartTheme.PALETTE.get(0));
        return chart;
    }

    private CategoryChart histogram() {
        List<String> names = new ArrayList<>();
        List<Long> sizes = new ArrayList<>();
        for (int bin = 0; bin < CalibrationError.BINS; bin++) {
            names.add(Html.decimal((bin + 0.5) / CalibrationError.BINS, 2));
            sizes.add(calibration.size(bin));
        }
        CategoryChart chart = ChartTheme.bars(ChartSize.WIDTH, ChartSize.HEIGHT, names, "predictions");
        chart.setXAxisTitle("confidence");
        chart.getStyler().setLegendVisible(false);
        chart.addSeries("predictions", names, sizes).setFillColor(ChartTheme.PALETTE.get(0));
        return chart;
    }
}
