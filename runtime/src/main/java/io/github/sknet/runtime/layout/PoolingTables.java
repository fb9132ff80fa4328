package io.github.sknet.runtime.layout;

import io.github.sknet.graph.Window;
import io.github.sknet.runtime.kernels.PixelWindows;
import io.github.sknet.runtime.maps.MapLayout;
import java.util.Arrays;

/**
 * Which pixels lie under the windows of a pooling.
 *
 * @param window kernel, stride, padding and dilation
 * @param input how the input lies
 * @param output how the output lies
 */
public record PoolingTables(Window window, MapLayout input, MapLayout output) {

    /** The pixels under each window; padding is left out. */
    public PixelWindows windows() {
        int[] outputs = new int[output.height() * output.width()];
        int[] first = new int[outputs.length + 1];
        int[] offsets = new int[Math.multiplyExact(outputs.length, window.taps())];
        int pixel = 0;
        int entries = 0;
        for (int y = 0; y < output.height(); y++) {
            Span rows = rows(y);
            for (int x = 0; x < output.width(); x++) {
                Span columns = columns(x);
                for (int i = 0; i < rows.count; i++) {
                    for (int j = 0; j < columns.count; j++) {
                        offsets[entries++] = input.offset(rows.at(i), columns.at(j));
                    }
                }
                outputs[pixel++] = output.offset(y, x);
                first[pixel] = entries;
            }
        }
        return new PixelWindows(outputs, first, Arrays.copyOf(offsets, entries));
    }

    /**
     * The share of each pixel under a window in its mean.
     *
     * @param countPadding whether the mean counts padding as zeros
     */
    public float[] shares(boolean countPadding) {
        float[] shares = new float[output.height() * output.width()];
        int pixel = 0;
        for (int y = 0; y < output.height(); y++) {
            Span rows = rows(y);
            for (int x = 0; x < output.width(); x++) {
                Span columns = columns(x);
                int count = countPadding ? rows.padded * columns.padded : rows.count * columns.count;
                shares[pixel++] = 1f / count;
            }
        }
        return shares;
    }

    private Span rows(int y) {
        return Span.of(
                y,
                window.kernel().height(),
                window.stride().height(),
                window.padding().top(),
                window.padding().bottom(),
                window.dilation().height(),
                input.height());
    }

    private Span columns(int x) {
        return Span.of(
                x,
                window.kernel().width(),
                window.stride().width(),
                window.padding().left(),
                window.padding().right(),
                window.dilation().width(),
                input.width());
    }

    /**
     * The positions of a window along one axis that lie inside the map.
     *
     * @param first the first of them
     * @param count how many
     * @param step from one to the next
     * @param padded how many lie inside the padded map
     */
    private record Span(int first, int count, int step, int padded) {

        static Span of(int output, int kernel, int stride, int before, int after, int dilation, int extent) {
            int start = output * stride - before;
            int skipped = start < 0 ? (-start + dilation - 1) / dilation : 0;
            int inside = Math.min(kernel, (extent - 1 - start) / dilation + 1);
            int padded = Math.min(kernel, (extent + after - 1 - start) / dilation + 1);
            return new Span(start + skipped * dilation, inside - skipped, dilation, padded);
        }

        int at(int i) {
            return first + i * step;
        }
    }
}
