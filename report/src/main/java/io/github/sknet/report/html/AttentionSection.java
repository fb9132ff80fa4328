package io.github.sknet.report.html;

import io.github.sknet.explain.AttentionAnalysis;
import io.github.sknet.explain.AttentionPlots;
import io.github.sknet.graph.selection.Kernel;
import io.github.sknet.graph.selection.SelectionUnit;
import io.github.sknet.graph.text.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which kernels the network chose.
 *
 * @param analysis of its attention
 */
public record AttentionSection(AttentionAnalysis analysis) implements Section {

    @Override
    public String title() {
        return "Kernel selection";
    }

    @Override
    public String content() {
        AttentionPlots plots = new AttentionPlots(analysis, ChartSize.WIDTH, ChartSize.HEIGHT + 40);
        List<String> charts = new ArrayList<>();
        charts.add(Html.chart(
                "share of each kernel",
                "Stacked bars: each kernel's mean share of the attention in each unit",
                plots.shares()));
        charts.add(Html.chart(
                "as the centre is enlarged",
                "Line chart over the units: preference for the larger kernel, a line for each enlargement",
                plots.scales()));
        if (plots.hasShifts()) {
            charts.add(Html.chart(
                    "what enlarging changes",
                    "Line chart over the units: the preference for the larger kernel less that at 1.0×",
                    plots.shifts()));
        }
        for (String unit : plots.classUnits()) {
            charts.add(Html.chart(
                    unit + " by class",
                    "The preference for the larger kernel in " + unit + " by class, at both enlargements",
                    plots.classes(unit)));
        }
        for (String image : plots.images()) {
            for (String unit : plots.channelUnits()) {
                charts.add(Html.chart(
                        unit + " by channel",
                        "The attention of each channel of " + unit + " for the image " + image,
                        plots.channels(image, unit)));
            }
            for (String unit : plots.pixelUnits()) {
                charts.add(Html.chart(
                        unit + " by pixel",
                        "The attention of each pixel of " + unit + " for the image " + image,
                        plots.pixels(image, unit)));
            }
        }
        return Html.paragraph("The mean over " + Html.count(analysis.images()) + " "
                        + Counted.noun(analysis.images(), "image")
                        + " of the attention that each unit gives to its kernels. The object in the middle is enlarged "
                        + "by cutting out the middle of the image; in the paper's networks, larger objects draw larger "
                        + "kernels in the low and middle units.")
                + Html.charts(charts)
                + numbers();
    }

    /** The first two charts as a table. */
    private String numbers() {
        List<String> columns = new ArrayList<>(List.of("unit", "kernels", "shares at 1.0×"));
        List<Double> enlarged = analysis.scales().subList(1, analysis.scales().size());
        enlarged.forEach(scale -> columns.add("at " + AttentionPlots.scaleName(scale)));
        List<List<String>> rows = new ArrayList<>();
        for (SelectionUnit unit : analysis.units()) {
            List<String> row = new ArrayList<>();
            row.add(unit.name());
            row.add(unit.kernels().stream().map(Kernel::name).collect(Collectors.joining(" / ")));
            analysis.shares().stream()
                    .filter(shares -> shares.unit().equals(unit.name()))
                    .forEach(shares -> row.add(shares.mean().stream()
                            .map(share -> Html.decimal(share, 3))
                            .collect(Collectors.joining(" / "))));
            rows.add(row);
        }
        return "<details><summary>The numbers</summary>\n" + TableSection.table(columns, rows) + "</details>\n";
    }
}
