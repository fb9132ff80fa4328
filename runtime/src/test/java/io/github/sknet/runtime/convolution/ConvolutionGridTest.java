package io.github.sknet.runtime.convolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.runtime.kernels.Part;
import io.github.sknet.runtime.machine.MachineModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionGridTest {

    private static final long LARGE = 1L << 24;

    @ParameterizedTest(name = "{0} tiles × {1} panels, {2} MACs")
    @CsvSource({
        "1, 1, 1",
        "1, 1, 1000000000",
        "1, 7, 1000000000",
        "7, 1, 1000000000",
        "13, 3, 6000000",
        "3, 13, 6000000",
        "100, 100, 20000000",
        "100, 100, 1000000000",
        "5, 4, 1000000000"
    })
    void itemsShareEverythingOutOnce(int tiles, int panels, long macs) {
        for (long weights : new long[] {1, LARGE}) {
            ConvolutionGrid grid = ConvolutionGrid.of(tiles, panels, macs, LARGE / 2, weights);
            assertTrue(grid.items() >= 1 && grid.items() <= MachineModel.MOST_ITEMS, grid::toString);
            int[][] taken = new int[tiles][panels];
            for (int item = 0; item < grid.items(); item++) {
                Part part = grid.part(item);
                assertTrue(part.firstTile() < part.endTile() && part.firstPanel() < part.endPanel(), grid::toString);
                assertTrue(grid.tileRange(item) < grid.tileRanges(), grid::toString);
                for (int tile = part.firstTile(); tile < part.endTile(); tile++) {
                    for (int panel = part.firstPanel(); panel < part.endPanel(); panel++) {
                        taken[tile][panel]++;
                    }
                }
            }
            for (int[] row : taken) {
                for (int count : row) {
                    assertEquals(1, count, grid::toString);
                }
            }
        }
    }

    /** Sums over pixels are kept by range of tiles: two items that share a range must not be different ranges. */
    @Test
    void theRangeOfTilesIsThatOfThePart() {
        ConvolutionGrid grid = ConvolutionGrid.of(20, 30, 1_000_000_000, 1, LARGE);
        for (int item = 0; item < grid.items(); item++) {
            for (int other = 0; other < grid.items(); other++) {
                boolean sameRange = grid.tileRange(item) == grid.tileRange(other);
                boolean sameTiles =
                        grid.part(item).firstTile() == grid.part(other).firstTile();
                assertEquals(sameTiles, sameRange, grid::toString);
            }
        }
    }

    @Test
    void theSmallerOfInputAndWeightsStaysWhole() {
        ConvolutionGrid fewWeights = ConvolutionGrid.of(100, 100, 10_000_000, LARGE, 1);
        assertEquals(1, fewWeights.panelRanges());
        assertTrue(fewWeights.tileRanges() > 1 && !fewWeights.isCutByPanels(), fewWeights::toString);
        ConvolutionGrid manyWeights = ConvolutionGrid.of(100, 100, 10_000_000, 1, LARGE);
        assertEquals(1, manyWeights.tileRanges());
        assertTrue(manyWeights.panelRanges() > 1 && manyWeights.isCutByPanels(), manyWeights::toString);
    }

    @Test
    void aLittleWorkIsOneItem() {
        assertEquals(
                1,
                ConvolutionGrid.of(100, 100, MachineModel.ITEM_MACS - 1, 1000, 1000)
                        .items());
    }
}
