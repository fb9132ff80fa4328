package io.github.sknet.conformance.reference;

import io.github.sknet.graph.Shape;

/** Maps at another height and width. */
final class ResizeDefinitions {

    private ResizeDefinitions() {}

    /** The pixel at floor(y · in / out), floor(x · in / out). */
    static Value nearest(Value in, Shape out) {
        return Value.of(out, in.batch(), (n, c, y, x) -> {
            int row = y * in.shape().height() / out.height();
            int column = x * in.shape().width() / out.width();
            return in.at(n, c, row, column);
        });
    }

    /** Linear between pixels, whose centres are at half coordinates; beyond the outermost centres the nearest counts. */
    static Value bilinear(Value in, Shape out) {
        int lastRow = in.shape().height() - 1;
        int lastColumn = in.shape().width() - 1;
        return Value.of(out, in.batch(), (n, c, y, x) -> {
            double sourceY = clamped((y + 0.5) * in.shape().height() / out.height() - 0.5, lastRow);
            double sourceX = clamped((x + 0.5) * in.shape().width() / out.width() - 0.5, lastColumn);
            int top = (int) sourceY;
            int left = (int) sourceX;
            int bottom = Math.min(top + 1, lastRow);
            int right = Math.min(left + 1, lastColumn);
            double down = sourceY - top;
            double across = sourceX - left;
            double upper = (1 - across) * in.at(n, c, top, left) + across * in.at(n, c, top, right);
            double lower = (1 - across) * in.at(n, c, bottom, left) + across * in.at(n, c, bottom, right);
            return (1 - down) * upper + down * lower;
        });
    }

    private static double clamped(double source, int last) {
        return Math.min(Math.max(0, source), last);
    }
}
