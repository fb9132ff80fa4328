package io.github.sknet.runtime.convolution;

import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.Tile;
import io.github.sknet.runtime.machine.MachineModel;
import java.util.List;

/** Chooses the tile that wastes least on a number of pixels and vectors. */
final class TileChoice {

    private TileChoice() {}

    /**
     * The cheapest tile whose vectors divide the given number; of two that cost the same, the later one.
     *
     * @param vectors vectors of output channels that a panel must not straddle
     */
    static Tile choose(Kernels kernels, Operand operand, int pixels, int vectors) {
        List<Tile> tiles = kernels.tiles(operand);
        Tile best = null;
        double least = Double.POSITIVE_INFINITY;
        for (Tile tile : tiles) {
            double cost = vectors % tile.vectors() == 0
                    ? cost(tile, pixels, tiles.contains(Tile.SINGLE_PIXEL))
                    : Double.POSITIVE_INFINITY;
            if (cost <= least) {
                best = tile;
                least = cost;
            }
        }
        return best;
    }

    /** The time of all tiles: a last one that is not full takes as long as the others, unless a single pixel is left. */
    private static double cost(Tile tile, int pixels, boolean takesSinglePixels) {
        int full = pixels / tile.pixels();
        int left = pixels % tile.pixels();
        boolean single = takesSinglePixels && left == 1 && tile.vectors() == Tile.SINGLE_PIXEL.vectors();
        double last = left == 0 ? 0 : step(single ? Tile.SINGLE_PIXEL : tile);
        return (full * step(tile) + last) / tile.vectors();
    }

    private static double step(Tile tile) {
        return MachineModel.stepCycles(tile.pixels(), tile.vectors());
    }
}
