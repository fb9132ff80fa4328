package io.github.sknet.runtime.layout;

import io.github.sknet.graph.Resize;
import io.github.sknet.runtime.kernels.PixelBlend;
import io.github.sknet.runtime.maps.MapLayout;

/** Which pixels the pixels of a resized map are made of; pixel centres are at half coordinates. */
public final class ResizingTables {

    private ResizingTables() {}

    /** The rows and columns that each row and column is made of. */
    public static PixelBlend of(Resize.Mode mode, MapLayout input, MapLayout output) {
        int corner = output.offset(0, 0);
        return new PixelBlend(
                axis(mode, input.height(), input.pitch(), input.offset(0, 0), output.height(), output.pitch(), corner),
                axis(mode, input.width(), input.stride(), 0, output.width(), output.stride(), 0));
    }

    /**
     * One axis.
     *
     * @param from where the input begins
     * @param step floats from input position to position
     * @param to where the output begins
     * @param outputStep floats from output position to position
     */
    private static PixelBlend.Axis axis(
            Resize.Mode mode, int inputs, int step, int from, int outputs, int outputStep, int to) {
        int[] at = new int[outputs];
        int[] first = new int[outputs];
        int[] second = new int[outputs];
        float[] share = new float[outputs];
        for (int i = 0; i < outputs; i++) {
            at[i] = to + i * outputStep;
            if (mode == Resize.Mode.NEAREST) {
                first[i] = from + (int) ((long) i * inputs / outputs) * step;
                second[i] = first[i];
            } else {
                double source = Math.max(0, (i + 0.5) * inputs / outputs - 0.5);
                int before = Math.min((int) source, inputs - 1);
                first[i] = from + before * step;
                second[i] = from + Math.min(before + 1, inputs - 1) * step;
                share[i] = (float) (source - before);
            }
        }
        return new PixelBlend.Axis(at, first, second, share);
    }
}
