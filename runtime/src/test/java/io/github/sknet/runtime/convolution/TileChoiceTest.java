package io.github.sknet.runtime.convolution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.kernels.ScalarKernels;
import io.github.sknet.runtime.kernels.Tile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tile that wastes least. */
class TileChoiceTest {

    private static final Tile SIX = new Tile(6, 4);
    private static final Tile FIVE = new Tile(5, 4);
    private static final Tile EIGHT = new Tile(8, 2);
    private static final Tile SINGLE = new Tile(8, 1);

    private static Tile choose(int pixels, int vectors, Tile... tiles) {
        Kernels kernels = new ScalarKernels(16, operand -> List.of(tiles));
        return TileChoice.of(kernels, Operand.BROADCAST, pixels, vectors).tile();
    }

    @Test
    void aPanelStraddlesNoVectors() {
        assertEquals(SIX, choose(600, 4, SIX, EIGHT, SINGLE));
        assertEquals(EIGHT, choose(600, 2, SIX, EIGHT, SINGLE));
        assertEquals(EIGHT, choose(600, 6, SIX, EIGHT, SINGLE));
        assertEquals(SINGLE, choose(600, 3, SIX, EIGHT, SINGLE));
    }

    @Test
    void pixelsThatATileDividesAreNotWasted() {
        assertEquals(SIX, choose(36, 4, SIX, FIVE));
        assertEquals(FIVE, choose(25, 4, SIX, FIVE));
    }

    /** 49 are eight tiles of six and a pixel, ten of five but one. */
    @Test
    void aSinglePixelThatIsLeftCostsLittleWhereItHasATileOfItsOwn() {
        assertEquals(FIVE, choose(49, 4, SIX, FIVE));
        assertEquals(SIX, choose(49, 4, SIX, FIVE, new Tile(1, 4)));
    }
}
