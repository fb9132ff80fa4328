package io.github.sknet.train.module;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Size;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * Every so many pixels of a map, as a strided 1×1 kernel sees it. oneDNN's gradient of a strided 1×1 convolution reads and
 * writes beyond its tensors where the input channels do not fill a vector; it never sees such a stride.
 */
final class Subsampling {

    private static final int VECTOR = 16;

    private Subsampling() {}

    /** Whether the stride must be taken before the convolution. */
    static boolean isNeededFor(Conv2d op) {
        return op.window().taps() == 1
                && op.groups() == 1
                && op.window().padding().equals(Padding.NONE)
                && !op.window().stride().equals(Size.square(1))
                && op.inChannels() % VECTOR != 0;
    }

    /**
     * A map with every stride-th pixel.
     *
     * @param stride along H and W
     */
    static Tensor of(Tensor map, long[] stride) {
        Tensor part = map;
        for (int axis = 0; axis < stride.length; axis++) {
            if (stride[axis] > 1) {
                part = part.slice(2 + axis, new LongOptional(), new LongOptional(), stride[axis]);
            }
        }
        return part;
    }
}
