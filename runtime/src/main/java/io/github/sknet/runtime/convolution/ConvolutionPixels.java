package io.github.sknet.runtime.convolution;

import io.github.sknet.graph.Window;
import io.github.sknet.runtime.kernels.PixelTable;
import io.github.sknet.runtime.maps.ChannelOrder;
import io.github.sknet.runtime.maps.MapLayout;
import java.util.Arrays;

/** Builds the tables that tell tiles which pixels meet. */
final class ConvolutionPixels {

    private ConvolutionPixels() {}

    /** The pixels of a convolution in tiles. */
    static PixelTable tiles(Window window, MapLayout input, MapLayout output, int tilePixels) {
        int count = output.height() * output.width();
        int[] inputs = new int[ChannelOrder.roundUp(count, tilePixels)];
        int[] outputs = new int[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            int p = Math.min(i, count - 1);
            int y = p / output.width();
            int x = p % output.width();
            inputs[i] = input.offset(
                    y * window.stride().height() - window.padding().top(),
                    x * window.stride().width() - window.padding().left());
            outputs[i] = i < count ? output.offset(y, x) : output.spare();
        }
        return new PixelTable(count, tilePixels, inputs, outputs);
    }

    /** The offset of every pixel of a map, with spare pixels up to whole tiles. */
    static int[] of(MapLayout map, int tilePixels) {
        return tiles(Window.of(1), map, map, tilePixels).outputs();
    }

    /** The same of a map that may have one pixel for all of another's. */
    static int[] of(MapLayout map, MapLayout other, int tilePixels) {
        int[] offsets = of(other, tilePixels);
        if (map.height() == other.height() && map.width() == other.width()) {
            return of(map, tilePixels);
        }
        Arrays.fill(offsets, map.offset(0, 0));
        return offsets;
    }
}
