package io.github.sknet.explain.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Empty charts in the project's look: white ground, pale horizontal grid, no frames, legend below. */
public final class ChartTheme {

    /** Told apart by people who see fewer colours, too (after Okabe and Ito): blue, orange, green, pink, amber, sky. */
    public static final List<Color> PALETTE = List.of(
            new Color(0x2563C9),
            new Color(0xE07B1F),
            new Color(0x0B8F6F),
            new Color(0xC2588F),
            new Color(0xC79A00),
            new Color(0x5AA9DD));

    /** Lines that only guide the eye. */
    public static final Color GRID = new Color(0xE8EAEE);

    /** What is read first. */
    public static final Color INK = new Color(0x1F2733);

    /** What is read second. */
    public static final Color MUTED = new Color(0x5A6473);

    private static final Color PALE = new Color(0xB9D0F5);
    private static final Color DEEP = new Color(0x12357A);
    private static final float LINE_WIDTH = 2f;

    private static final double AXIS_MARGIN = 0.05;

    /** More names than this, or long ones, are written aslant. */
    private static final int NAMES_IN_A_ROW = 8;

    private ChartTheme() {}

    /** A chart of lines over numbers. */
    public static XYChart lines(int width, int height, String xTitle, String yTitle) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .build();
        XYStyler styler = chart.getStyler();
        apply(styler);
        styler.setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
        styler.setxAxisTickLabelsFormattingFunction(ChartTheme::number);
        return chart;
    }

    /** A chart of bars over names. */
    public static CategoryChart bars(int width, int height, List<String> names, String yTitle) {
        CategoryChart chart = named(width, height, names, yTitle);
        chart.getStyler().setAvailableSpaceFill(0.8);
        return chart;
    }

    /** A chart of lines over names. */
    public static CategoryChart linesOverNames(int width, int height, List<String> names, String yTitle) {
        CategoryChart chart = named(width, height, names, yTitle);
        chart.getStyler().setDefaultSeriesRenderStyle(CategorySeries.CategorySeriesRenderStyle.Line);
        // Otherwise each line stands a little to the right of the one before, as bars would.
        chart.getStyler().setOverlapped(true);
        return chart;
    }

    /**
     * A map of values in 0 … 1 as colours, pale to deep, its first row on top.
     *
     * @param rows as many values each
     */
    public static HeatMapChart heatMap(int width, int height, String title, List<List<Float>> rows) {
        HeatMapChart chart = new HeatMapChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .build();
        apply(chart.getStyler());
        chart.getStyler().setMin(0).setMax(1).setRangeColors(new Color[] {Color.WHITE, PALE, DEEP});
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setChartTitleFont(font(12)).setChartTitleBoxVisible(false);
        List<Number[]> cells = new ArrayList<>();
        int last = rows.size() - 1;
        for (int y = 0; y <= last; y++) {
            for (int x = 0; x < rows.get(y).size(); x++) {
                cells.add(new Number[] {x, last - y, rows.get(y).get(x)});
            }
        }
        List<Integer> columns = IntStream.range(0, rows.get(0).size()).boxed().toList();
        List<Integer> fromBelow = IntStream.rangeClosed(0, last).boxed().toList();
        // The axis counts from below, and rows from above.
        chart.getStyler().setyAxisTickLabelsFormattingFunction(row -> number(last - row));
        chart.addSeries(title, columns, fromBelow, cells);
        return chart;
    }

    private static CategoryChart named(int width, int height, List<String> names, String yTitle) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(width)
                .height(height)
                .yAxisTitle(yTitle)
                .build();
        CategoryStyler styler = chart.getStyler();
        apply(styler);
        int letters = names.stream().mapToInt(String::length).sum();
        if (names.size() > NAMES_IN_A_ROW
                || letters * styler.getAxisTickLabelsFont().getSize() / 2 > width / 2) {
            boolean dense =
                    width / names.size() < 3 * styler.getAxisTickLabelsFont().getSize();
            styler.setXAxisLabelRotation(dense ? 90 : 45);
        }
        return chart;
    }

    private static void apply(AxesChartStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotContentSize(0.95);
        styler.setyAxisTickLabelsFormattingFunction(ChartTheme::number);
        styler.setYAxisTickMarkSpacingHint(50);
        styler.setAxisTicksMarksVisible(false);
        styler.setAxisTicksLineVisible(false);
        styler.setAxisTickLabelsColor(MUTED);
        styler.setAxisTickLabelsFont(font(12));
        styler.setAxisTitleFont(font(12));
        styler.setXAxisTitleColor(MUTED);
        styler.setYAxisTitleColor(MUTED);
        styler.setChartFontColor(INK);
        styler.setLegendFont(font(12));
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Horizontal);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendPadding(8);
        styler.setChartPadding(10);
        styler.setSeriesColors(PALETTE.toArray(Color[]::new));
        styler.setAntiAlias(true);
    }

    private static Font font(int size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, size);
    }

    /** At most four digits, no zeros at the end, a true minus; powers of ten where it is tiny. */
    static String number(double value) {
        double size = Math.abs(value);
        String text = size > 0 && size < 1e-4
                ? new DecimalFormat("0.##E0", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(size)
                : new BigDecimal(size)
                        .round(new MathContext(4))
                        .stripTrailingZeros()
                        .toPlainString();
        return (value < 0 ? "−" : "") + text.replace("E", "e");
    }

    /**
     * Adds a line without markers.
     *
     * @param x ascending, at least one
     * @param y as many values; NaN where there is none
     */
    public static XYSeries line(XYChart chart, String name, List<Double> x, List<Double> y, Color color) {
        // Under equally spaced x, XChart writes as many of them as fit side by side, which is too many to read; that
        // the
        // last point is given again, a thousandth further on, makes it choose round numbers.
        double last = x.get(x.size() - 1);
        List<Double> spacedX = new ArrayList<>(x);
        spacedX.add(last + (last - x.get(0)) / 1000);
        List<Double> spacedY = new ArrayList<>(y);
        spacedY.add(y.get(y.size() - 1));
        XYSeries series = chart.addSeries(name, spacedX, spacedY);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineWidth(LINE_WIDTH);
        series.setLineColor(color);
        return series;
    }

    /** Adds a line with a dot at each name. */
    public static void dottedLine(
            CategoryChart chart, String name, List<String> names, List<Double> values, Color color) {
        CategorySeries series = chart.addSeries(name, names, values);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(color);
        series.setLineWidth(LINE_WIDTH);
        series.setLineColor(color);
        spanZero(chart);
    }

    /**
     * Lets the y axis begin below zero and end above it, whatever the values: zero is what they are compared with, and
     * lines over names that are all below zero are drawn wrong by XChart otherwise.
     */
    private static void spanZero(CategoryChart chart) {
        double[] values = chart.getSeriesMap().values().stream()
                .flatMap(series -> series.getYData().stream())
                .mapToDouble(Number::doubleValue)
                .toArray();
        double lowest = Math.min(0, Arrays.stream(values).min().orElse(0));
        double highest = Math.max(0, Arrays.stream(values).max().orElse(0));
        double margin = highest > lowest ? (highest - lowest) * AXIS_MARGIN : AXIS_MARGIN;
        chart.getStyler().setYAxisMin(lowest - margin).setYAxisMax(highest + margin);
    }

    /** Colours for steps of one quantity, pale to deep. */
    public static List<Color> steps(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> mix(count == 1 ? 1 : (double) i / (count - 1)))
                .toList();
    }

    private static Color mix(double share) {
        return new Color(
                mix(PALE.getRed(), DEEP.getRed(), share),
                mix(PALE.getGreen(), DEEP.getGreen(), share),
                mix(PALE.getBlue(), DEEP.getBlue(), share));
    }

    private static int mix(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }
}
