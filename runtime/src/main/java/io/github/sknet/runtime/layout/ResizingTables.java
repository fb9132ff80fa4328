package io.github.sknet.runtime.layout;

import io.github.sknet.graph.Resize;
import io.github.sknet.runtime.kernels.PixelBlend;
import io.github.sknet.runtime.maps.MapLayout;

/** Which pixels the pixels of a resized map are made of. */
public final class ResizingTables {

    private ResizingTables() {}

    /** The rows and columns that each row and column is made of. */
    public static PixelBlend of(Resize op, MapLayout input, MapLayout output) {
        int corner = output.offset(0, 0);
        return new PixelBlend(
                axis(
                        op,
                        op.extent().rowStep(input.height(), output.height()),
                        input.height(),
                        input.pitch(),
                        input.offset(0, 0),
                        output.height(),
                        output.pitch(),
                        corner),
                axis(
                        op,
                        op.extent().columnStep(input.width(), output.width()),
                        input.width(),
                        input.stride(),
                        0,
                        output.width(),
                        output.stride(),
                        0));
    }

    /**
     * One axis.
     *
     * @param distance of two outputs in pixels of the input
     * @param from where the input begins
     * @param step floats from input position to position
     * @param to where the output begins
     * @param outputStep floats from output position to position
     */
    private static PixelBlend.Axis axis(
            Resize op, double distance, int inputs, int step, int from, int outputs, int outputStep, int to) {
        int[] at = new int[outputs];
        int[] first = new int[outputs];
        int[] second = new int[outputs];
        float[] share = new float[outputs];
        for (int i = 0; i < outputs; i++) {
            at[i] = to + i * outputStep;
            double place = place(op, i, distance, inputs, outputs);
            int before = (int) place;
            first[i] = from + before * step;
            second[i] = from + Math.min(before + 1, inputs - 1) * step;
            share[i] = (float) (place - before);
        }
        return new PixelBlend.Axis(at, first, second, share);
    }

    /** The place that an output looks at, within the input; a whole one where it is a pixel. */
    private static double place(Resize op, int output, double distance, int inputs, int outputs) {
        double place = op.coordinates().of(output, distance, inputs, outputs);
        double rounded = switch (op.mode()) {
            case NEAREST -> Math.floor(place);
            case NEAREST_CEIL -> Math.ceil(place);
            case NEAREST_PREFER_FLOOR -> Math.ceil(place - 0.5);
            case NEAREST_PREFER_CEIL -> Math.floor(place + 0.5);
            case BILINEAR -> place;
        };
        return Math.min(Math.max(0, rounded), inputs - 1);
    }
}
