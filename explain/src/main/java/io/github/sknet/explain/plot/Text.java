package io.github.sknet.explain.plot;

import java.awt.FontMetrics;

/** Text that must fit. */
final class Text {
    private static final String ELLIPSIS = "…";

    private Text() {}

    /** The text itself, or as much of its beginning as fits before an ellipsis. */
    static String shortened(String text, FontMetrics metrics, int width) {
        if (metrics.stringWidth(text) <= width) {
            return text;
        }
        int length = text.length();
        while (length > 0 && metrics.stringWidth(text.substring(0, length) + ELLIPSIS) > width) {
            length = text.offsetByCodePoints(length, -1);
        }
        return text.substring(0, length).stripTrailing() + ELLIPSIS;
    }
}
