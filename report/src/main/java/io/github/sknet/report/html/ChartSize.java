package io.github.sknet.report.html;

/** The size in pixels of a report's charts: small enough for a phone, and scaled up where there is room. */
final class ChartSize {
    static final int WIDTH = 480;
    static final int HEIGHT = 300;

    private ChartSize() {}
}
