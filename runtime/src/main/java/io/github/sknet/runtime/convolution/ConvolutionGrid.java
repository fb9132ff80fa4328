package io.github.sknet.runtime.convolution;

import io.github.sknet.runtime.kernels.Part;
import io.github.sknet.runtime.machine.MachineModel;

/**
 * How a convolution is cut into items that threads can take: ranges of tiles times ranges of panels. It does not depend
 * on the number of threads, so that sums over pixels are the same for any number.
 *
 * @param tiles all tiles
 * @param panels all panels
 * @param tileRanges the number of ranges of tiles
 * @param panelRanges the number of ranges of panels
 */
public record ConvolutionGrid(int tiles, int panels, int tileRanges, int panelRanges) {

    /**
     * The grid for a convolution: what is smaller, pixels or weights, is read again by every item and so stays whole.
     *
     * @param inputFloats the size of the input
     * @param weightFloats the size of the weights
     */
    static ConvolutionGrid of(int tiles, int panels, long macs, long inputFloats, long weightFloats) {
        int items = (int) Math.max(
                1,
                Math.min(
                        MachineModel.MOST_ITEMS,
                        Math.max(macs / MachineModel.ITEM_MACS, weightFloats / MachineModel.ITEM_WEIGHTS)));
        int first = Math.min(items, inputFloats < weightFloats ? panels : tiles);
        int second = Math.max(1, Math.min(items / first, inputFloats < weightFloats ? tiles : panels));
        return inputFloats < weightFloats
                ? new ConvolutionGrid(tiles, panels, second, first)
                : new ConvolutionGrid(tiles, panels, first, second);
    }

    /** Whether the weights are larger than the input, and so are what the items share among them. */
    public boolean isCutByPanels() {
        return panelRanges > tileRanges;
    }

    public int items() {
        return tileRanges * panelRanges;
    }

    /** The range of tiles of an item: items of one range of the larger side follow each other. */
    public int tileRange(int item) {
        return tileRanges >= panelRanges ? item / panelRanges : item % tileRanges;
    }

    /** What an item computes. */
    public Part part(int item) {
        int ofTiles = tileRange(item);
        int ofPanels = tileRanges >= panelRanges ? item % panelRanges : item / tileRanges;
        return new Part(
                first(tiles, ofTiles, tileRanges),
                first(tiles, ofTiles + 1, tileRanges),
                first(panels, ofPanels, panelRanges),
                first(panels, ofPanels + 1, panelRanges));
    }

    /** The first of so many that a range has; for one past the last range, their number. */
    private static int first(int count, int range, int ranges) {
        return (int) ((long) count * range / ranges);
    }
}
