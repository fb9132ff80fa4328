package io.github.sknet.conformance.reference;

import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Shape;

/** Maps at another height and width. */
final class ResizeDefinitions {

    private ResizeDefinitions() {}

    static Value resize(Resize op, Value in, Shape out) {
        return op.mode() == Resize.Mode.BILINEAR ? bilinear(op, in, out) : nearest(op, in, out);
    }

    /** One pixel of the input. */
    private static Value nearest(Resize op, Value in, Shape out) {
        int lastRow = in.shape().height() - 1;
        int lastColumn = in.shape().width() - 1;
        return Value.of(out, in.batch(), (n, c, y, x) -> {
            double row = rounded(op.mode(), row(op, in, out, y));
            double column = rounded(op.mode(), column(op, in, out, x));
            return in.at(n, c, (int) clamped(row, lastRow), (int) clamped(column, lastColumn));
        });
    }

    private static double rounded(Resize.Mode mode, double x) {
        return switch (mode) {
            case NEAREST -> Math.floor(x);
            case NEAREST_CEIL -> Math.ceil(x);
            case NEAREST_PREFER_FLOOR -> Math.ceil(x - 0.5);
            case NEAREST_PREFER_CEIL -> Math.floor(x + 0.5);
            case BILINEAR -> x;
        };
    }

    /** Linear between pixels; beyond the outermost the nearest counts. */
    private static Value bilinear(Resize op, Value in, Shape out) {
        int lastRow = in.shape().height() - 1;
        int lastColumn = in.shape().width() - 1;
        return Value.of(out, in.batch(), (n, c, y, x) -> {
            double sourceY = clamped(row(op, in, out, y), lastRow);
            double sourceX = clamped(column(op, in, out, x), lastColumn);
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

    private static double row(Resize op, Value in, Shape out, int y) {
        int height = in.shape().height();
        return source(op.coordinates(), y, op.extent().rowStep(height, out.height()), height, out.height());
    }

    private static double column(Resize op, Value in, Shape out, int x) {
        int width = in.shape().width();
        return source(op.coordinates(), x, op.extent().columnStep(width, out.width()), width, out.width());
    }

    /** The place of the input that output i looks at. */
    private static double source(Resize.Coordinates coordinates, int i, double step, int in, int out) {
        return switch (coordinates) {
            case HALF_PIXEL -> (i + 0.5) * step - 0.5;
            case PYTORCH_HALF_PIXEL -> out == 1 ? 0 : (i + 0.5) * step - 0.5;
            case ALIGN_CORNERS -> out == 1 ? 0 : i * (in - 1.0) / (out - 1);
            case ASYMMETRIC -> i * step;
        };
    }

    private static double clamped(double source, int last) {
        return Math.min(Math.max(0, source), last);
    }
}
