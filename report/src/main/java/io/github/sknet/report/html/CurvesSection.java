package io.github.sknet.report.html;

import java.util.List;

/**
 * How numbers moved during the run.
 *
 * @param title the heading
 * @param charts in order; those without values are left out
 */
public record CurvesSection(String title, List<LineChart> charts) implements Section {

    public CurvesSection {
        charts = List.copyOf(charts);
    }

    @Override
    public String content() {
        List<String> drawn = charts.stream()
                .filter(LineChart::hasValues)
                .map(LineChart::html)
                .toList();
        return drawn.isEmpty() ? Html.paragraph("Nothing was recorded yet.") : Html.charts(drawn);
    }
}
