package io.github.sknet.graph;

/** The rule that every pooling window sees at least one pixel. */
final class PoolPadding {

    private PoolPadding() {}

    /** What holds for any input: a window that begins before it reaches into it. */
    static void check(String op, Window window) {
        Padding padding = window.padding();
        if (2 * Math.max(padding.top(), padding.bottom()) > window.kernel().height()
                || 2 * Math.max(padding.left(), padding.right())
                        > window.kernel().width()) {
            throw new IllegalArgumentException(op + ": the padding may be at most half the kernel, not " + window);
        }
    }

    /** What dilation adds: the taps of a window may step over an input that is smaller than their distance. */
    static void check(String op, Window window, Shape in, Size out) {
        boolean rows = seesInput(
                window.kernel().height(),
                window.stride().height(),
                window.padding().top(),
                window.dilation().height(),
                in.height(),
                out.height());
        boolean columns = seesInput(
                window.kernel().width(),
                window.stride().width(),
                window.padding().left(),
                window.dilation().width(),
                in.width(),
                out.width());
        if (!rows || !columns) {
            throw new IllegalArgumentException(op + ": for an input of " + in + " a window of " + window
                    + " would see padding alone; take a larger input or less dilation");
        }
    }

    private static boolean seesInput(int kernel, int stride, int padding, int dilation, int in, int outputs) {
        for (int output = 0; output < outputs; output++) {
            long start = (long) output * stride - padding;
            long skipped = start < 0 ? (-start + dilation - 1) / dilation : 0;
            if (skipped >= kernel || start + skipped * dilation >= in) {
                return false;
            }
        }
        return true;
    }
}
