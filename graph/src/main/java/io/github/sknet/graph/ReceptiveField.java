package io.github.sknet.graph;

import java.util.Map;

/**
 * The part of the input that a value of a feature map can depend on through convolutions and pooling; what global pooling
 * brings (Fuse, Squeeze-and-Excitation) sees the whole image and does not count.
 *
 * @param smallest its extent in pixels where every selection takes its smallest kernel
 * @param largest its extent in pixels where every selection takes its largest kernel
 * @param stride the distance in pixels between the fields of neighbouring values
 */
public record ReceptiveField(Size smallest, Size largest, Size stride) {

    /** The field of every feature map by node name; vectors have none. */
    public static Map<String, ReceptiveField> of(Graph graph) {
        return new ReceptiveFields(graph).all();
    }

    /** The field behind a window. */
    ReceptiveField through(Window window) {
        return new ReceptiveField(grow(smallest, window), grow(largest, window), times(stride, window.stride()));
    }

    private Size grow(Size field, Window window) {
        return new Size(
                field.height()
                        + (window.kernel().height() - 1) * window.dilation().height() * stride.height(),
                field.width()
                        + (window.kernel().width() - 1) * window.dilation().width() * stride.width());
    }

    private static Size times(Size a, Size b) {
        return new Size(a.height() * b.height(), a.width() * b.width());
    }

    /** The field behind a transposed convolution: an output meets each stride-th tap. */
    ReceptiveField throughTransposed(Window window) {
        Size taps = new Size(
                ceil(
                        (window.kernel().height() - 1) * window.dilation().height() + 1,
                        window.stride().height()),
                ceil(
                        (window.kernel().width() - 1) * window.dilation().width() + 1,
                        window.stride().width()));
        Window met = new Window(taps, Size.square(1), Padding.NONE, Size.square(1));
        return new ReceptiveField(grow(smallest, met), grow(largest, met), divided(stride, window.stride()));
    }

    /** The field of one of block × block pixels that lie where one was. */
    ReceptiveField finer(int block) {
        return new ReceptiveField(smallest, largest, divided(stride, Size.square(block)));
    }

    /** The field of a pixel of a map that was resized, whose neighbours are nearer or farther, at least a pixel away. */
    ReceptiveField scaled(Shape from, Shape to) {
        return new ReceptiveField(
                smallest,
                largest,
                new Size(
                        scaled(stride.height(), from.height(), to.height()),
                        scaled(stride.width(), from.width(), to.width())));
    }

    private static int scaled(int stride, int from, int to) {
        return (int) Math.max(1, Math.round((double) stride * from / to));
    }

    private static int ceil(int a, int b) {
        return (a + b - 1) / b;
    }

    private static Size divided(Size a, Size b) {
        return new Size(Math.max(1, a.height() / b.height()), Math.max(1, a.width() / b.width()));
    }

    /** The field of a value that depends on both. */
    ReceptiveField union(ReceptiveField other) {
        return new ReceptiveField(max(smallest, other.smallest), max(largest, other.largest), stride);
    }

    /** The field of a value that depends on one or the other. */
    ReceptiveField either(ReceptiveField other) {
        return new ReceptiveField(min(smallest, other.smallest), max(largest, other.largest), stride);
    }

    private static Size max(Size a, Size b) {
        return new Size(Math.max(a.height(), b.height()), Math.max(a.width(), b.width()));
    }

    private static Size min(Size a, Size b) {
        return new Size(Math.min(a.height(), b.height()), Math.min(a.width(), b.width()));
    }
}
