package io.github.sknet.train.torch;

import io.github.sknet.graph.Padding;
import java.util.List;

/** Padding on four sides, for libtorch, most of whose operations know one number for two opposite sides. */
public final class Sides {

    private Sides() {}

    /** The pixels on each side as libtorch's {@code constant_pad_nd} takes them: left, right, top, bottom. */
    public static List<Integer> of(Padding padding) {
        return List.of(padding.left(), padding.right(), padding.top(), padding.bottom());
    }

    /** The same as libtorch's numbers. */
    public static long[] longs(Padding padding) {
        return of(padding).stream().mapToLong(Integer::longValue).toArray();
    }

    /**
     * The windows along one axis that begin in a map or in the padding before it.
     *
     * @param extent of the map
     * @param before the padding before it
     */
    public static long mostOutputs(long extent, int before, int stride) {
        return (extent + before - 1) / stride + 1;
    }
}
