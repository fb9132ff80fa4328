package io.github.sknet.runtime.vector;

import static io.github.sknet.runtime.vector.tiles.Lanes.LANES;
import static io.github.sknet.runtime.vector.tiles.Lanes.SPECIES;

import io.github.sknet.runtime.kernels.Convolution;
import io.github.sknet.runtime.kernels.Finish;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.PackedFilter;
import io.github.sknet.runtime.kernels.PixelTable;
import io.github.sknet.runtime.machine.MachineModel;
import io.github.sknet.runtime.vector.tiles.BroadcastTiles;
import io.github.sknet.runtime.vector.tiles.LanewiseTiles;
import io.github.sknet.runtime.vector.tiles.ScatteredTiles;
import io.github.sknet.runtime.vector.tiles.Tiles;
import jdk.incubator.vector.FloatVector;

/**
 * The loops around a convolution's tiles. Tiles begin with the bias, or with the output, where a pass has laid the value to add and the
 * bias. Sums over pixels are a pass as well, over outputs that are still near. So tiles stay small and are soon compiled: what C2 needs
 * for the largest is a third of what a small network's process needs.
 */
final class ConvolutionLoops {

    /** The vectors of the panels that passes take at once. */
    private static final int WIDE = 4;

    /** Offsets of what a tile begins with where that is the same for every pixel: the bias. */
    private static final int[] SAME_FOR_ALL_PIXELS = new int[Tiles.MOST_PIXELS];

    private ConvolutionLoops() {}

    /** See {@link io.github.sknet.runtime.kernels.Kernels#convolve}. */
    static void run(
            Convolution convolution,
            float[] x,
            int xo,
            float[] y,
            int yo,
            Finish finish,
            int firstTile,
            int endTile,
            int firstPanel,
            int endPanel) {
        PixelTable pixels = convolution.pixels();
        int vectors = convolution.filter().vectors();
        boolean broadcast = convolution.filter().operand() == Operand.BROADCAST;
        // Asked once: small networks have tiles so short that the question would show.
        float low = finish.function().low();
        for (int panel = firstPanel; panel < endPanel; panel++) {
            int channel = panel * vectors * LANES;
            int out = yo + channel;
            for (int near = firstTile; near < endTile; near += MachineModel.NEAR_TILES) {
                int end = Math.min(endTile, near + MachineModel.NEAR_TILES);
                if (broadcast) {
                    runByRun(convolution, panel, x, xo, y, out, finish, low, near, end);
                } else {
                    atOnce(convolution, panel, x, xo, y, out, finish, low, near, end);
                }
                int from = near * pixels.tilePixels();
                int to = Math.min(pixels.count(), end * pixels.tilePixels());
                NearPixels.finish(finish, pixels.outputs(), from, to, y, out, channel, vectors * LANES);
            }
        }
    }

    private static void runByRun(
            Convolution convolution,
            int panel,
            float[] x,
            int xo,
            float[] y,
            int out,
            Finish finish,
            float low,
            int tileFrom,
            int tileTo) {
        PackedFilter filter = convolution.filter();
        int[] outputs = convolution.pixels().outputs();
        int tilePixels = convolution.pixels().tilePixels();
        int width = filter.vectors() * LANES;
        boolean fromBias = finish.residuals() == null;
        int[] offsets = convolution.offsets();
        int[] spans = convolution.spans();
        int run = convolution.run();
        int firstOffset = convolution.firstOffset()[panel];
        int w0 = filter.start(panel, LANES);
        for (int i = tileFrom; i < tileTo; i++) {
            int t = i * tilePixels;
            int first = spans[2 * i];
            int last = spans[2 * i + 1] - 1;
            if (!fromBias) {
                addBias(convolution, panel * width, finish, i, i + 1, y, out);
            }
            for (int r = first; r <= last; r++) {
                boolean begins = fromBias && r == first;
                float[] start = begins ? filter.bias() : y;
                int so = begins ? panel * width : out;
                int[] starts = begins ? SAME_FOR_ALL_PIXELS : outputs;
                float lowest = r == last ? low : Float.NEGATIVE_INFINITY;
                int xr = xo + offsets[firstOffset + r];
                int wr = w0 + r * run * width;
                BroadcastTiles.run(convolution, x, xr, wr, start, so, starts, begins ? 0 : t, lowest, y, out, t);
            }
        }
    }

    private static void atOnce(
            Convolution convolution,
            int panel,
            float[] x,
            int xo,
            float[] y,
            int out,
            Finish finish,
            float low,
            int tileFrom,
            int tileTo) {
        PackedFilter filter = convolution.filter();
        int[] outputs = convolution.pixels().outputs();
        int tilePixels = convolution.pixels().tilePixels();
        int width = filter.vectors() * LANES;
        boolean fromBias = finish.residuals() == null;
        if (!fromBias) {
            addBias(convolution, panel * width, finish, tileFrom, tileTo, y, out);
        }
        float[] start = fromBias ? filter.bias() : y;
        int so = fromBias ? panel * width : out;
        int[] starts = fromBias ? SAME_FOR_ALL_PIXELS : outputs;
        int[] spans = convolution.spans();
        int firstOffset = convolution.firstOffset()[panel];
        boolean lanewise = filter.operand() == Operand.LANEWISE;
        int w0 = filter.start(panel, LANES);
        for (int i = tileFrom; i < tileTo; i++) {
            int t = i * tilePixels;
            int s = fromBias ? 0 : t;
            int step = firstOffset + spans[2 * i];
            int end = firstOffset + spans[2 * i + 1];
            int wo = w0 + spans[2 * i] * width;
            if (lanewise) {
                LanewiseTiles.run(convolution, step, end, x, xo, wo, start, so, starts, s, low, y, out, t);
            } else {
                ScatteredTiles.run(convolution, step, end, x, xo, wo, start, so, starts, s, low, y, out, t);
            }
        }
    }

    /** Lays the value to add and the bias in the output of tiles. */
    private static void addBias(
            Convolution convolution, int channel, Finish finish, int tileFrom, int tileTo, float[] y, int yo) {
        PixelTable pixels = convolution.pixels();
        int from = tileFrom * pixels.tilePixels();
        int to = Math.min(pixels.count(), tileTo * pixels.tilePixels());
        int[] outputs = pixels.outputs();
        float[] bias = convolution.filter().bias();
        int residual = finish.residual() + channel;
        int[] residuals = finish.residuals();
        int vectors = convolution.filter().vectors();
        if (vectors == WIDE) {
            addBias4(bias, channel, y, residual, residuals, from, to, yo, outputs);
            return;
        }
        for (int v = 0; v < vectors; v++) {
            int c = v * LANES;
            addBias(bias, channel + c, y, residual + c, residuals, from, to, yo + c, outputs);
        }
    }

    private static void addBias4(
            float[] bias, int bo, float[] y, int ro, int[] residuals, int from, int to, int yo, int[] outputs) {
        FloatVector a = FloatVector.fromArray(SPECIES, bias, bo);
        FloatVector b = FloatVector.fromArray(SPECIES, bias, bo + LANES);
        FloatVector c = FloatVector.fromArray(SPECIES, bias, bo + 2 * LANES);
        FloatVector d = FloatVector.fromArray(SPECIES, bias, bo + 3 * LANES);
        for (int p = from; p < to; p++) {
            int in = ro + residuals[p];
            int at = yo + outputs[p];
            FloatVector.fromArray(SPECIES, y, in).add(a).intoArray(y, at);
            FloatVector.fromArray(SPECIES, y, in + LANES).add(b).intoArray(y, at + LANES);
            FloatVector.fromArray(SPECIES, y, in + 2 * LANES).add(c).intoArray(y, at + 2 * LANES);
            FloatVector.fromArray(SPECIES, y, in + 3 * LANES).add(d).intoArray(y, at + 3 * LANES);
        }
    }

    private static void addBias(
            float[] bias, int bo, float[] y, int ro, int[] residuals, int from, int to, int yo, int[] outputs) {
        FloatVector added = FloatVector.fromArray(SPECIES, bias, bo);
        for (int p = from; p < to; p++) {
            FloatVector.fromArray(SPECIES, y, ro + residuals[p]).add(added).intoArray(y, yo + outputs[p]);
        }
    }
}
