package io.github.sknet.runtime.program;

import io.github.sknet.graph.ConvTranspose2d;
import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * The convolution that computes those outputs of a transposed convolution whose rows and columns have the same remainders by its
 * stride. They meet the same taps: output y gets tap k from the input (y + padding − k · dilation) / stride, where that divides, so
 * that such outputs side by side read inputs side by side.
 *
 * @param rows which taps along H
 * @param columns which taps along W
 * @param output the shape of these outputs
 */
record TransposedPart(Taps rows, Taps columns, Shape output) {

    /**
     * The parts, row by row. Remainders that no output has are left out.
     *
     * @param in the shape of the input
     * @param out the shape of the output
     */
    static List<TransposedPart> of(ConvTranspose2d op, Shape in, Shape out) {
        Window window = op.window();
        Size stride = window.stride();
        List<TransposedPart> parts = new ArrayList<>();
        for (int y = 0; y < Math.min(stride.height(), out.height()); y++) {
            int height = (out.height() - y - 1) / stride.height() + 1;
            Taps rows = Taps.of(
                    y + window.padding().top(),
                    window.kernel().height(),
                    stride.height(),
                    window.dilation().height(),
                    in.height(),
                    height);
            for (int x = 0; x < Math.min(stride.width(), out.width()); x++) {
                int width = (out.width() - x - 1) / stride.width() + 1;
                Taps columns = Taps.of(
                        x + window.padding().left(),
                        window.kernel().width(),
                        stride.width(),
                        window.dilation().width(),
                        in.width(),
                        width);
                parts.add(new TransposedPart(rows, columns, Shape.map(op.outChannels(), height, width)));
            }
        }
        return parts;
    }

    /** The window of stride 1 that the convolution slides over the input. */
    Window window() {
        return new Window(
                new Size(rows.taps.size(), columns.taps.size()),
                Size.square(1),
                new Padding(rows.before, columns.before, rows.after, columns.after),
                new Size(rows.dilation, columns.dilation));
    }

    /**
     * The weights of the convolution, (out, in / groups, taps along H, taps along W).
     *
     * @param weight the transposed convolution's, (in, out / groups, kernel height, kernel width)
     */
    float[] weights(ConvTranspose2d op, float[] weight) {
        int in = op.inChannels() / op.groups();
        int out = op.outChannels() / op.groups();
        Size kernel = op.window().kernel();
        float[] weights = new float[op.outChannels() * in * rows.taps.size() * columns.taps.size()];
        int at = 0;
        for (int o = 0; o < op.outChannels(); o++) {
            for (int i = 0; i < in; i++) {
                int plane = (o / out * in + i) * out + o % out;
                for (int row : rows.taps) {
                    for (int column : columns.taps) {
                        boolean none = row < 0 || column < 0;
                        weights[at++] = none ? 0 : weight[(plane * kernel.height() + row) * kernel.width() + column];
                    }
                }
            }
        }
        return weights;
    }

    /**
     * Taps along one axis, in the order of the inputs that they meet.
     *
     * @param taps their numbers; −1 for none, whose weights are zeros
     * @param dilation from one input to the next
     * @param before padding before the input
     * @param after padding after it
     */
    record Taps(List<Integer> taps, int dilation, int before, int after) {

        /**
         * The taps for the outputs of one remainder.
         *
         * @param start the place of the first such output in the whole result, padding included
         * @param outputs the number of such outputs
         */
        private static Taps of(int start, int kernel, int stride, int dilation, int inputs, int outputs) {
            List<Integer> taps = new ArrayList<>();
            List<Integer> places = new ArrayList<>();
            for (int tap = kernel - 1; tap >= 0; tap--) {
                int distance = start - tap * dilation;
                if (Math.floorMod(distance, stride) == 0) {
                    taps.add(tap);
                    places.add(Math.floorDiv(distance, stride));
                }
            }
            if (taps.isEmpty()) {
                return new Taps(List.of(-1), 1, 0, Math.max(0, outputs - inputs));
            }
            int apart = places.size() > 1 ? places.get(1) - places.get(0) : 1;
            // Where all padding is cut off and more, a window begins at an input of its own.
            for (; places.get(0) > 0; taps.add(0, -1)) {
                places.add(0, places.get(0) - apart);
            }
            int last = outputs - 1 + places.get(places.size() - 1);
            return new Taps(List.copyOf(taps), apart, -places.get(0), Math.max(0, last - inputs + 1));
        }
    }
}
