package io.github.sknet.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.runtime.kernels.KernelChoice;
import io.github.sknet.runtime.vector.tiles.Lanes;
import org.junit.jupiter.api.Test;

/** The build runs this module's tests at several widths: a silent fallback must fail. */
class KernelWidthTest {

    @Test
    void theForcedWidthIsUsed() {
        String forced = System.getProperty(Lanes.BITS);
        String width = forced != null ? forced : Integer.toString(Lanes.SPECIES.vectorBitSize());
        assertEquals("vector-" + width, KernelChoice.kernels().name());
    }
}
