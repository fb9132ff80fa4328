package io.github.sknet.conformance.reference;

import io.github.sknet.graph.AveragePool;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.ConvTranspose2d;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Window;

/** What slides a window over a map. */
final class WindowDefinitions {

    private WindowDefinitions() {}

    /**
     * A bias and the sum over the group's input channels and the window's taps; what lies in the padding is zero.
     *
     * @param weight (out, in / groups, kernel height, kernel width)
     * @param bias (out)
     */
    static Value convolution(Conv2d op, Value in, float[] weight, float[] bias, Shape out) {
        Window window = op.window();
        int height = window.kernel().height();
        int width = window.kernel().width();
        int inPerGroup = op.inChannels() / op.groups();
        int outPerGroup = op.outChannels() / op.groups();
        return Value.of(out, in.batch(), (n, c, y, x) -> {
            int firstOfGroup = c / outPerGroup * inPerGroup;
            double sum = bias[c];
            for (int ky = 0; ky < height; ky++) {
                for (int kx = 0; kx < width; kx++) {
                    int row = row(window, y, ky);
                    int column = column(window, x, kx);
                    if (in.contains(row, column)) {
                        for (int i = 0; i < inPerGroup; i++) {
                            sum += weight[((c * inPerGroup + i) * height + ky) * width + kx]
                                    * in.at(n, firstOfGroup + i, row, column);
                        }
                    }
                }
            }
            return sum;
        });
    }

    /**
     * A bias and, of each pixel of the group's input channels, what its taps add: see {@link ConvTranspose2d}.
     *
     * @param weight (in, out / groups, kernel height, kernel width)
     * @param bias (out)
     */
    static Value transposed(ConvTranspose2d op, Value in, float[] weight, float[] bias, Shape out) {
        Window window = op.window();
        int height = window.kernel().height();
        int width = window.kernel().width();
        int inPerGroup = op.inChannels() / op.groups();
        int outPerGroup = op.outChannels() / op.groups();
        Value sums = Value.of(out, in.batch(), (n, c, y, x) -> bias[c]);
        Value.of(in.shape(), in.batch(), (n, i, y, x) -> {
            for (int o = 0; o < outPerGroup; o++) {
                for (int ky = 0; ky < height; ky++) {
                    for (int kx = 0; kx < width; kx++) {
                        int row = row(window, y, ky);
                        int column = column(window, x, kx);
                        if (sums.contains(row, column)) {
                            int c = i / inPerGroup * outPerGroup + o;
                            double product =
                                    weight[((i * outPerGroup + o) * height + ky) * width + kx] * in.at(n, i, y, x);
                            sums.add(n, c, row, column, product);
                        }
                    }
                }
            }
            return 0;
        });
        return sums;
    }

    /** The largest value under the window; padding is none. */
    static Value maximum(MaxPool op, Value in, Shape out) {
        Window window = op.window();
        return Value.of(out, in.batch(), (n, c, y, x) -> {
            double largest = Double.NEGATIVE_INFINITY;
            for (int ky = 0; ky < window.kernel().height(); ky++) {
                for (int kx = 0; kx < window.kernel().width(); kx++) {
                    int row = row(window, y, ky);
                    int column = column(window, x, kx);
                    if (in.contains(row, column)) {
                        largest = Math.max(largest, in.at(n, c, row, column));
                    }
                }
            }
            return largest;
        });
    }

    /** The mean under the window; padding counts as zeros, or not at all, and what lies beyond it never counts. */
    static Value mean(AveragePool op, Value in, Shape out) {
        Window window = op.window();
        Padding zeros = op.countPadding() ? window.padding() : Padding.NONE;
        return Value.of(out, in.batch(), (n, c, y, x) -> {
            double sum = 0;
            int count = 0;
            for (int ky = 0; ky < window.kernel().height(); ky++) {
                for (int kx = 0; kx < window.kernel().width(); kx++) {
                    int row = row(window, y, ky);
                    int column = column(window, x, kx);
                    if (in.contains(row, column)) {
                        sum += in.at(n, c, row, column);
                    }
                    boolean rowCounts = row >= -zeros.top() && row < in.shape().height() + zeros.bottom();
                    boolean columnCounts =
                            column >= -zeros.left() && column < in.shape().width() + zeros.right();
                    if (rowCounts && columnCounts) {
                        count++;
                    }
                }
            }
            return sum / count;
        });
    }

    /** The row of the input that row ky of the kernel meets for row y of the output. */
    private static int row(Window window, int y, int ky) {
        return y * window.stride().height()
                - window.padding().top()
                + ky * window.dilation().height();
    }

    /** The column of the input that column kx of the kernel meets for column x of the output. */
    private static int column(Window window, int x, int kx) {
        return x * window.stride().width()
                - window.padding().left()
                + kx * window.dilation().width();
    }
}
