package io.github.sknet.report.html;

/** The size in pixels of a report's charts: small enough for a phone, and scaled up where there is room. */
public final class ChartSize {
    public static final int WIDTH = 480;
    public static final int HEIGHT = 300;

    private ChartSize() {}
}
