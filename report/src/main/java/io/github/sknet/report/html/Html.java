package io.github.sknet.report.html;

import io.github.sknet.explain.chart.ChartFiles;
import java.awt.image.RenderedImage;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.internal.chartpart.Chart;

/** Pieces of HTML. */
public final class Html {
    private static final String MISSING = "–";

    private Html() {}

    /** A text for use between tags and in quoted attributes: nothing in it is markup any more. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** An image as the source of an {@code img}: the content of a PNG file in place of a link. */
    public static String png(RenderedImage image) {
        return dataUri("image/png", PngImage.encode(image));
    }

    private static String dataUri(String mediaType, byte[] content) {
        return "data:" + mediaType + ";base64," + Base64.getEncoder().encodeToString(content);
    }

    /**
     * A chart with a heading.
     *
     * @param title the heading, plain text
     * @param description what the chart shows, for those who can't see it, plain text
     */
    public static String chart(String title, String description, Chart<?, ?> chart) {
        return """
                <figure class="chart">
                <figcaption>%s</figcaption>
                <img src="%s" alt="%s" width="%s" height="%s">
                </figure>
                """.formatted(
                        escape(title),
                        dataUri("image/svg+xml", ChartFiles.svg(chart)),
                        escape(description),
                        chart.getWidth(),
                        chart.getHeight());
    }

    /**
     * Charts side by side where there is room.
     *
     * @param charts as {@link #chart} makes them
     */
    public static String charts(List<String> charts) {
        return "<div class=\"charts\">\n" + String.join("", charts) + "</div>\n";
    }

    /** Plain text as a paragraph. */
    public static String paragraph(String text) {
        return "<p>" + escape(text) + "</p>\n";
    }

    /** A share as a percentage with one decimal; a dash where there is none. */
    public static String percent(double share) {
        return percent(share, 1);
    }

    /** A share as a percentage with so many decimals; a dash where there is none. */
    public static String percent(double share, int decimals) {
        return Double.isNaN(share) ? MISSING : decimal(100 * share, decimals) + " %";
    }

    /** A number with so many decimals; a dash where there is none. */
    public static String decimal(double value, int decimals) {
        return Double.isNaN(value) ? MISSING : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A number with thin spaces between thousands. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', '\u2009');
    }
}
