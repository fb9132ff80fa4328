package io.github.sknet.train.torch;

import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;

/**
 * Padding that a convolution of libtorch must not meet: zeros are laid around the map before. So wide that a whole kernel lies in it,
 * oneDNN's convolutions for AVX-512 may end the process at outputs that see no pixel of the map; and what is another on opposite
 * sides, libtorch has no arguments for.
 */
public final class WidePadding {

    private WidePadding() {}

    /** Whether a convolution's zeros must be laid around its input before. */
    public static boolean isNeededFor(Window window) {
        Size kernel = window.kernel();
        Size dilation = window.dilation();
        Padding padding = window.padding();
        return !padding.isSymmetric()
                || padding.top() > dilation.height() * (kernel.height() - 1)
                || padding.left() > dilation.width() * (kernel.width() - 1);
    }
}
