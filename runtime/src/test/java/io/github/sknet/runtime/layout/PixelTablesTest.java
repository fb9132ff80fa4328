package io.github.sknet.runtime.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Window;
import io.github.sknet.runtime.kernels.PixelBlend;
import io.github.sknet.runtime.kernels.PixelWindows;
import io.github.sknet.runtime.maps.ChannelOrder;
import io.github.sknet.runtime.maps.MapLayout;
import org.junit.jupiter.api.Test;

/** What poolings and resizings keep: no more than they read. */
class PixelTablesTest {

    private static final int STRIDE = 8;

    private static MapLayout map(int height, int width) {
        return MapLayout.of(Shape.map(STRIDE, height, width), ChannelOrder.natural(STRIDE), 0, 0, STRIDE);
    }

    @Test
    void aResizingKeepsItsRowsAndColumnsAndNotEveryPixel() {
        PixelBlend blend = ResizingTables.of(new Resize(Resize.Mode.BILINEAR), map(40, 30), map(80, 45));
        assertEquals(80, blend.rows().share().length);
        assertEquals(45, blend.columns().share().length);
    }

    @Test
    void aResizingTakesHalfPixelCentres() {
        PixelBlend.Axis columns = ResizingTables.of(new Resize(Resize.Mode.BILINEAR), map(1, 2), map(1, 4))
                .columns();
        assertArrayEquals(new int[] {0, STRIDE, 2 * STRIDE, 3 * STRIDE}, columns.outputs());
        assertArrayEquals(new int[] {0, 0, 0, STRIDE}, columns.first());
        assertArrayEquals(new float[] {0, 0.25f, 0.75f, 0}, columns.share());
        assertArrayEquals(new int[] {STRIDE, STRIDE, STRIDE, STRIDE}, columns.second());
    }

    @Test
    void aPoolingKeepsThePixelsUnderItsWindowsAndOneShareForEach() {
        PoolingTables tables = new PoolingTables(Window.of(2).stride(2).padding(1), map(3, 3), map(2, 2));
        PixelWindows windows = tables.windows();
        assertArrayEquals(new int[] {0, 1, 3, 5, 9}, windows.first());
        assertEquals(9, windows.offsets().length);
        assertArrayEquals(new float[] {1, 0.5f, 0.5f, 0.25f}, tables.shares(false));
        assertArrayEquals(new float[] {0.25f, 0.25f, 0.25f, 0.25f}, tables.shares(true));
    }
}
