package io.github.sknet.runtime.steps;

import io.github.sknet.runtime.maps.MapLayout;
import java.util.Arrays;

/**
 * Writes the zeros around a map.
 *
 * @param map the layout
 * @param offset where it begins in the arena
 */
public record BorderClearing(MapLayout map, int offset) {

    /** How many floats are written. */
    public long floats() {
        return map.spare() - (long) map.height() * map.width() * map.stride();
    }

    public void run(float[] arena) {
        int side = map.borderWidth() * map.stride();
        int row = map.width() * map.stride();
        int start = map.offset(0, 0) - side;
        Arrays.fill(arena, offset, offset + start, 0);
        for (int y = 0; y < map.height(); y++) {
            int at = offset + map.offset(y, 0);
            Arrays.fill(arena, at - side, at, 0);
            Arrays.fill(arena, at + row, at + row + side, 0);
        }
        int end = map.offset(map.height() - 1, map.width() - 1) + map.stride() + side;
        Arrays.fill(arena, offset + end, offset + map.spare(), 0);
    }
}
