package io.github.sknet.runtime.layout;

import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Window;
import io.github.sknet.runtime.kernels.PixelSums;
import io.github.sknet.runtime.maps.MapLayout;
import java.util.Arrays;

/** Builds the tables that tell kernels which pixels meet. */
final class PixelTables {

    private PixelTables() {}

    /**
     * The pixels under a pooling window; weights are those of a mean.
     *
     * @param countPadding whether the mean counts padding as zeros
     */
    static PixelSums pooling(Window window, MapLayout input, MapLayout output, boolean countPadding) {
        Builder builder = new Builder(output);
        for (int y = 0; y < output.height(); y++) {
            Span rows = Span.of(
                    y,
                    window.kernel().height(),
                    window.stride().height(),
                    window.padding().height(),
                    window.dilation().height(),
                    input.height());
            for (int x = 0; x < output.width(); x++) {
                Span columns = Span.of(
                        x,
                        window.kernel().width(),
                        window.stride().width(),
                        window.padding().width(),
                        window.dilation().width(),
                        input.width());
                int count = countPadding ? rows.padded * columns.padded : rows.count * columns.count;
                for (int i = 0; i < rows.count; i++) {
                    for (int j = 0; j < columns.count; j++) {
                        builder.add(input.offset(rows.at(i), columns.at(j)), 1f / count);
                    }
                }
                builder.next(output.offset(y, x));
            }
        }
        return builder.build();
    }

    /** The pixels that a resized map is made of; pixel centres are at half coordinates. */
    static PixelSums resampling(Resize.Mode mode, MapLayout input, MapLayout output) {
        Builder builder = new Builder(output);
        for (int y = 0; y < output.height(); y++) {
            Blend rows = Blend.of(mode, y, input.height(), output.height());
            for (int x = 0; x < output.width(); x++) {
                Blend columns = Blend.of(mode, x, input.width(), output.width());
                builder.add(input.offset(rows.first, columns.first), (1 - rows.share) * (1 - columns.share));
                builder.add(input.offset(rows.first, columns.second), (1 - rows.share) * columns.share);
                builder.add(input.offset(rows.second, columns.first), rows.share * (1 - columns.share));
                builder.add(input.offset(rows.second, columns.second), rows.share * columns.share);
                builder.next(output.offset(y, x));
            }
        }
        return builder.build();
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

        static Span of(int output, int kernel, int stride, int padding, int dilation, int extent) {
            int start = output * stride - padding;
            int skipped = start < 0 ? (-start + dilation - 1) / dilation : 0;
            int inside = Math.min(kernel, (extent - 1 - start) / dilation + 1);
            int padded = Math.min(kernel, (extent + padding - 1 - start) / dilation + 1);
            return new Span(start + skipped * dilation, inside - skipped, dilation, padded);
        }

        int at(int i) {
            return first + i * step;
        }
    }

    /** Two positions along one axis and the share of the second. */
    private record Blend(int first, int second, float share) {

        static Blend of(Resize.Mode mode, int output, int extentIn, int extentOut) {
            if (mode == Resize.Mode.NEAREST) {
                int nearest = (int) ((long) output * extentIn / extentOut);
                return new Blend(nearest, nearest, 0);
            }
            double source = Math.max(0, (output + 0.5) * extentIn / extentOut - 0.5);
            int first = Math.min((int) source, extentIn - 1);
            return new Blend(first, Math.min(first + 1, extentIn - 1), (float) (source - first));
        }
    }

    /** Collects entries output pixel by output pixel; those of no weight are left out. */
    private static final class Builder {

        private final int[] outputs;
        private final int[] first;
        private int[] offsets = new int[64];
        private float[] weights = new float[64];
        private int pixel;
        private int entries;

        Builder(MapLayout output) {
            outputs = new int[output.height() * output.width()];
            first = new int[outputs.length + 1];
        }

        void add(int offset, float weight) {
            if (weight != 0) {
                if (entries == offsets.length) {
                    offsets = Arrays.copyOf(offsets, 2 * entries);
                    weights = Arrays.copyOf(weights, 2 * entries);
                }
                offsets[entries] = offset;
                weights[entries++] = weight;
            }
        }

        void next(int output) {
            outputs[pixel++] = output;
            first[pixel] = entries;
        }

        PixelSums build() {
            return new PixelSums(outputs, first, Arrays.copyOf(offsets, entries), Arrays.copyOf(weights, entries));
        }
    }
}
