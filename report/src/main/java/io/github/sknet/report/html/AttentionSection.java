package io.github.sknet.report.html;

import io.github.sknet.vision.explain.AttentionAnalysis;
import io.github.sknet.vision.explain.AttentionPlots;
import java.util.ArrayList;
import java.util.List;

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
        }
        return Html.paragraph("The mean over " + Html.count(analysis.images())
                        + " images of the attention that each unit gives to its kernels. An object in the middle grows "
                        + "when the middle of the image is cut out and enlarged; where the network adapts, larger "
                        + "objects draw larger kernels.")
                + Html.charts(charts);
    }
}
