package io.github.sknet.runtime.convolution;

import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.Tile;
import io.github.sknet.runtime.machine.MachineModel;
import java.util.List;

/**
 * The tiles that waste least on a number of pixels and vectors.
 *
 * @param tile takes all pixels but those that are left at the end
 * @param last takes those: a single one has a tile of its own where the kernels do
 */
record TileChoice(Tile tile, Tile last) {

    /**
     * The cheapest of the tiles whose vectors divide the given number; of two that cost the same, the later one.
     *
     * @param vectors vectors of output channels that a panel must not straddle
     */
    static TileChoice of(Kernels kernels, Operand operand, int pixels, int vectors) {
        List<Tile> tiles = kernels.tiles(operand);
        TileChoice best = null;
        double least = Double.POSITIVE_INFINITY;
        for (Tile tile : tiles) {
            Tile single = new Tile(1, tile.vectors());
            boolean leavesOne = pixels % tile.pixels() == 1;
            TileChoice choice = new TileChoice(tile, leavesOne && tiles.contains(single) ? single : tile);
            double cost = vectors % tile.vectors() == 0 ? choice.cost(pixels) : Double.POSITIVE_INFINITY;
            if (cost <= least) {
                best = choice;
                least = cost;
            }
        }
        return best;
    }

    /** The time of all tiles: a last one that is not full takes as long as if it were. */
    private double cost(int pixels) {
        int full = pixels / tile.pixels();
        double rest = pixels % tile.pixels() == 0 ? 0 : step(last);
        return (full * step(tile) + rest) / tile.vectors();
    }

    private static double step(Tile tile) {
        return MachineModel.stepCycles(tile.pixels(), tile.vectors());
    }
}
