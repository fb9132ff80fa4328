package io.github.sknet.graph;

import java.util.List;

/**
 * The first input at another height and width. A vector counts as a map of one pixel. Without antialiasing: an output looks at the
 * pixels next to its coordinate alone. ONNX's Resize has the same modes and coordinates.
 *
 * @param mode how values between pixels are found
 * @param coordinates which place of the input an output looks at
 * @param extent the height and width: those of a second input, or a factor
 */
public record Resize(Mode mode, Coordinates coordinates, Extent extent) implements Op {

    /** How values between pixels are found. Coordinates beyond the border count as the border. */
    public enum Mode {
        /** The pixel at or before the coordinate: ⌊x⌋. */
        NEAREST,
        /** The pixel at or after the coordinate: ⌈x⌉. */
        NEAREST_CEIL,
        /** The nearest pixel, of two the one before: ⌈x − ½⌉. */
        NEAREST_PREFER_FLOOR,
        /** The nearest pixel, of two the one after: ⌊x + ½⌋. */
        NEAREST_PREFER_CEIL,
        /** Linear along both axes. */
        BILINEAR;

        /** Whether an output is one of the input's pixels. */
        public boolean isNearest() {
            return this != BILINEAR;
        }
    }

    /** Which place x of the input output i looks at, where step is the distance of two outputs in pixels of the input. */
    public enum Coordinates {
        /** (i + ½)·step − ½: the centres of pixels are at halves (PyTorch's {@code align_corners=False}). */
        HALF_PIXEL,
        /** As HALF_PIXEL, and 0 where there is one output. */
        PYTORCH_HALF_PIXEL,
        /** i·(in − 1)/(out − 1): the outermost pixels meet; 0 where there is one output. */
        ALIGN_CORNERS,
        /** i·step. */
        ASYMMETRIC;

        /** The place. */
        public double of(int i, double step, int in, int out) {
            return switch (this) {
                case HALF_PIXEL -> (i + 0.5) * step - 0.5;
                case PYTORCH_HALF_PIXEL -> out == 1 ? 0 : (i + 0.5) * step - 0.5;
                case ALIGN_CORNERS -> out == 1 ? 0 : i * (in - 1.0) / (out - 1);
                case ASYMMETRIC -> i * step;
            };
        }
    }

    /** The first input at the size of the second, by the mode's usual coordinates. */
    public Resize(Mode mode) {
        this(mode, usualCoordinates(mode), new Extent.Like());
    }

    /** What PyTorch does: half pixels, but the nearest pixel is the one at ⌊i · in / out⌋. */
    public static Coordinates usualCoordinates(Mode mode) {
        return mode == Mode.NEAREST ? Coordinates.ASYMMETRIC : Coordinates.HALF_PIXEL;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Inputs.count(this, inputs, extent.inputs());
        Shape in = inputs.get(0);
        Shape last = inputs.get(inputs.size() - 1);
        Size size = extent.of(in, extent.inputs() == 2 ? Inputs.map(this, last) : last);
        return Shape.map(in.channels(), size.height(), size.width());
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitResize(node, this);
    }
}
