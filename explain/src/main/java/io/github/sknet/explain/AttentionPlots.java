package io.github.sknet.explain;

import io.github.sknet.explain.AttentionAnalysis.ChannelShares;
import io.github.sknet.explain.AttentionAnalysis.ClassShares;
import io.github.sknet.explain.AttentionAnalysis.PixelShares;
import io.github.sknet.explain.AttentionAnalysis.UnitShares;
import io.github.sknet.explain.chart.ChartTheme;
import io.github.sknet.graph.selection.SelectionUnit;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * The plots of an attention analysis.
 *
 * @param analysis what to show
 * @param width of every plot, in pixels
 * @param height of every plot, in pixels
 */
public record AttentionPlots(AttentionAnalysis analysis, int width, int height) {

    /** More classes than this are a curve over class indices; fewer are bars with names. */
    private static final int NAMED_CLASSES = 40;

    /** By how much shares that sum to 1 may miss it. */
    private static final double ROUNDING = 1e-3;

    /** Each unit's shares at scale 1 as a bar of parts, which fill it where kernels compete: a part for each branch. */
    public Chart<?, ?> shares() {
        List<String> names = analysis.units().stream().map(SelectionUnit::name).toList();
        CategoryChart chart = ChartTheme.bars(width, height, names, "share of attention");
        List<UnitShares> shares = analysis.at(1);
        chart.getStyler().setStacked(true).setYAxisMin(0.0).setYAxisMax(highest(shares));
        int branches =
                shares.stream().mapToInt(share -> share.mean().size()).max().orElseThrow();
        for (int m = 0; m < branches; m++) {
            int branch = m;
            List<Double> values = shares.stream()
                    .map(share -> branch < share.mean().size() ? share.mean().get(branch) : Double.valueOf(0))
                    .toList();
            chart.addSeries(branchName(m), names, values)
                    .setFillColor(ChartTheme.PALETTE.get(m % ChartTheme.PALETTE.size()));
        }
        return chart;
    }

    /** 1 where kernels compete in every unit; a whole number above their sums where each has a gate of its own. */
    private static double highest(List<UnitShares> shares) {
        return shares.stream()
                .mapToDouble(share ->
                        share.mean().stream().mapToDouble(Double::doubleValue).sum())
                .map(sum -> Math.ceil(sum - ROUNDING))
                .reduce(1, Math::max);
    }

    /** The kernel's name where all units have the same one there, else the branch's number. */
    private String branchName(int branch) {
        List<String> names = analysis.units().stream()
                .filter(unit -> branch < unit.kernels().size())
                .map(unit -> unit.kernels().get(branch).name())
                .distinct()
                .toList();
        return names.size() == 1 ? names.get(0) : "branch " + (branch + 1);
    }

    /** The preference for the farthest-reaching kernel over the units, a line for each scale (the paper's figure 3). */
    public Chart<?, ?> scales() {
        List<String> names = analysis.units().stream().map(SelectionUnit::name).toList();
        CategoryChart chart = ChartTheme.linesOverNames(width, height, names, preferenceTitle(analysis.units()));
        List<Color> colors = ChartTheme.steps(analysis.scales().size());
        for (int s = 0; s < colors.size(); s++) {
            double scale = analysis.scales().get(s);
            List<Double> values =
                    analysis.at(scale).stream().map(UnitShares::preference).toList();
            ChartTheme.dottedLine(chart, scaleName(scale), names, values, colors.get(s));
        }
        return chart;
    }

    /** By how much the preference differs from that at scale 1, over the units, a line for each larger scale. */
    public Chart<?, ?> shifts() {
        List<String> names = analysis.units().stream().map(SelectionUnit::name).toList();
        CategoryChart chart = ChartTheme.linesOverNames(width, height, names, "change against 1.0×");
        List<UnitShares> original = analysis.at(1);
        List<Color> colors = ChartTheme.steps(analysis.scales().size());
        for (int s = 1; s < colors.size(); s++) {
            double scale = analysis.scales().get(s);
            List<UnitShares> enlarged = analysis.at(scale);
            List<Double> values = IntStream.range(0, names.size())
                    .mapToObj(unit ->
                            enlarged.get(unit).preference() - original.get(unit).preference())
                    .toList();
            ChartTheme.dottedLine(chart, scaleName(scale), names, values, colors.get(s));
        }
        return chart;
    }

    /** Whether the analysis knows more than one scale, so that there is something to compare. */
    public boolean hasShifts() {
        return analysis.scales().size() > 1;
    }

    /** The preference of one unit over the classes, at both scales (the paper's figure 4). */
    public Chart<?, ?> classes(String unit) {
        List<ClassShares> ofUnit = analysis.classes().stream()
                .filter(shares -> shares.unit().equals(unit))
                .toList();
        List<Double> scales = ofUnit.stream().map(ClassShares::scale).distinct().toList();
        List<ClassShares> first = ofUnit.stream()
                .filter(shares -> shares.scale() == scales.get(0))
                .toList();
        return first.size() <= NAMED_CLASSES
                ? namedClasses(unit, ofUnit, scales)
                : numberedClasses(unit, ofUnit, scales);
    }

    private Chart<?, ?> namedClasses(String unit, List<ClassShares> ofUnit, List<Double> scales) {
        List<String> names =
                ofUnit.stream().map(ClassShares::className).distinct().toList();
        CategoryChart chart = ChartTheme.bars(width, height, names, preferenceTitle(List.of(analysis.unit(unit))));
        for (int s = 0; s < scales.size(); s++) {
            double scale = scales.get(s);
            chart.addSeries(scaleName(scale), names, preferences(ofUnit, scale)).setFillColor(classColor(s));
        }
        return chart;
    }

    private Chart<?, ?> numberedClasses(String unit, List<ClassShares> ofUnit, List<Double> scales) {
        XYChart chart = ChartTheme.lines(width, height, "class index", preferenceTitle(List.of(analysis.unit(unit))));
        for (int s = 0; s < scales.size(); s++) {
            double scale = scales.get(s);
            List<Double> labels = ofUnit.stream()
                    .filter(shares -> shares.scale() == scale)
                    .map(shares -> (double) shares.label())
                    .toList();
            ChartTheme.line(chart, scaleName(scale), labels, preferences(ofUnit, scale), classColor(s));
        }
        return chart;
    }

    private static List<Double> preferences(List<ClassShares> ofUnit, double scale) {
        return ofUnit.stream()
                .filter(shares -> shares.scale() == scale)
                .map(ClassShares::preference)
                .toList();
    }

    private static Color classColor(int scale) {
        return ChartTheme.PALETTE.get(scale);
    }

    /**
     * One unit's attention for its farthest-reaching kernel over the channels, for one image, at the first, the middle
     * and the last scale (the paper's figure 3).
     */
    public Chart<?, ?> channels(String image, String unit) {
        SelectionUnit selection = analysis.unit(unit);
        int largest = selection.largest();
        XYChart chart = ChartTheme.lines(
                width,
                height,
                "channel of " + unit,
                "attention of " + selection.kernels().get(largest).name());
        List<ChannelShares> byScale = analysis.channels().stream()
                .filter(shares -> shares.image().equals(image) && shares.unit().equals(unit))
                .toList();
        List<ChannelShares> three = IntStream.of(0, byScale.size() / 2, byScale.size() - 1)
                .distinct()
                .mapToObj(byScale::get)
                .toList();
        List<Color> colors = ChartTheme.steps(three.size());
        for (int s = 0; s < three.size(); s++) {
            List<Double> attention = three.get(s).attention().get(largest).stream()
                    .map(Float::doubleValue)
                    .toList();
            List<Double> channels = IntStream.range(0, attention.size())
                    .asDoubleStream()
                    .boxed()
                    .toList();
            ChartTheme.line(chart, scaleName(three.get(s).scale()), channels, attention, colors.get(s));
        }
        return chart;
    }

    /**
     * One unit's attention for its farthest-reaching kernel in each pixel, for one image as it is.
     */
    public Chart<?, ?> pixels(String image, String unit) {
        SelectionUnit selection = analysis.unit(unit);
        int largest = selection.largest();
        List<List<Float>> map = analysis.pixels().stream()
                .filter(shares -> shares.image().equals(image) && shares.unit().equals(unit))
                .findFirst()
                .orElseThrow()
                .attention()
                .get(largest);
        String title = "attention of " + selection.kernels().get(largest).name() + " in " + unit;
        return ChartTheme.heatMap(width, height, title, map);
    }

    /** What is shown where a preference is shown: the two kernels by name where the units agree. */
    private static String preferenceTitle(List<SelectionUnit> units) {
        List<String> titles = units.stream()
                .map(unit -> unit.kernels().get(unit.largest()).name() + " − "
                        + unit.kernels().get(unit.smallest()).name())
                .distinct()
                .toList();
        return "attention, " + (titles.size() == 1 ? titles.get(0) : "largest − smallest kernel");
    }

    /** An enlargement as legends have it: {@code 1.5×}. */
    public static String scaleName(double scale) {
        return String.format(Locale.ROOT, scale * 10 == Math.rint(scale * 10) ? "%.1f×" : "%.2f×", scale);
    }

    /** The images that are shown by channel or by pixel, in order. */
    public List<String> images() {
        return Stream.concat(
                        analysis.channels().stream().map(ChannelShares::image),
                        analysis.pixels().stream().map(PixelShares::image))
                .distinct()
                .toList();
    }

    /** The units that are shown by pixel, in order. */
    public List<String> pixelUnits() {
        return analysis.pixels().stream().map(PixelShares::unit).distinct().toList();
    }

    /** The units that are shown by channel, in order. */
    public List<String> channelUnits() {
        return analysis.channels().stream().map(ChannelShares::unit).distinct().toList();
    }

    /** The units that are shown by class, in order. */
    public List<String> classUnits() {
        return analysis.classes().stream().map(ClassShares::unit).distinct().toList();
    }
}
