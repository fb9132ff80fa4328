package io.github.sknet.conformance.cases;

import io.github.sknet.graph.Size;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The extent of an input (N, C, H, W) without its channels.
 *
 * @param batch N
 * @param height H in pixels
 * @param width W in pixels
 */
public record InputShape(int batch, int height, int width) {

    /** Extents that neither vectors nor tiles divide. */
    private static final int[] EXTENTS = {1, 4, 6, 7, 13};

    /** The inputs of a case. */
    private static final int INPUTS = 3;

    /**
     * Three inputs, of one to three samples each.
     *
     * @param turn each gives others
     * @param least what an input must have at least
     */
    public static List<InputShape> sweep(int turn, Size least) {
        return IntStream.range(0, INPUTS)
                .mapToObj(i -> new InputShape(
                        1 + (turn + i) % 3,
                        Math.max(extent(turn + i), least.height()),
                        Math.max(extent(3 * turn + 2 * i + 1), least.width())))
                .toList();
    }

    private static int extent(int turn) {
        return EXTENTS[turn % EXTENTS.length];
    }

    /** The axes with the given number of channels. */
    public List<Integer> withChannels(int channels) {
        return List.of(batch, channels, height, width);
    }

    @Override
    public String toString() {
        return batch + "×" + height + "×" + width;
    }
}
