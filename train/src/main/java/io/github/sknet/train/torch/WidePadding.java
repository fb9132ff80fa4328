package io.github.sknet.train.torch;

import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import java.util.List;

/**
 * Padding so wide that a whole kernel lies in it. oneDNN's convolutions for AVX-512 may end the process at outputs that see no
 * pixel of the map; it never meets such padding: zeros are laid around the map before.
 */
public final class WidePadding {

    private WidePadding() {}

    /** Whether a convolution's zeros must be laid around its input before. */
    public static boolean isNeededFor(Window window) {
        Size kernel = window.kernel();
        Size dilation = window.dilation();
        Size padding = window.padding();
        return padding.height() > dilation.height() * (kernel.height() - 1)
                || padding.width() > dilation.width() * (kernel.width() - 1);
    }

    /** The zeros on each side as libtorch's {@code constant_pad_nd} takes them: left, right, top, bottom. */
    public static List<Integer> sides(Window window) {
        int rows = window.padding().height();
        int columns = window.padding().width();
        return List.of(columns, columns, rows, rows);
    }
}
