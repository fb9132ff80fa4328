package io.github.sknet.graph.blocks;

import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One kernel that a selective kernel block can choose. Its padding keeps the size of the map, so every extent is odd or
 * its dilation even.
 *
 * @param kernel height × width, which may differ
 * @param dilation the distance between taps
 * @param groups groups of the convolution: output channels of a group see the inputs of the same group only
 */
public record Branch(Size kernel, Size dilation, int groups) {

    public Branch {
        if (dilation.height() * (kernel.height() - 1) % 2 != 0 || dilation.width() * (kernel.width() - 1) % 2 != 0) {
            throw new IllegalArgumentException(
                    "A branch's kernel must be odd (or its dilation even) so that all branches "
                            + "give maps of one size, not kernel=" + kernel + ", dilation=" + dilation);
        }
    }

    /** A square kernel. */
    public static Branch square(int kernel, int dilation, int groups) {
        return new Branch(Size.square(kernel), Size.square(dilation), groups);
    }

    /** A rectangular kernel without dilation. */
    public static Branch rectangle(int height, int width, int groups) {
        return new Branch(new Size(height, width), Size.square(1), groups);
    }

    /** Kernels 3, 5, 7 … as they are: the seed article's branches. */
    public static List<Branch> growing(int branches, int groups) {
        return IntStream.range(0, branches)
                .mapToObj(i -> square(3 + 2 * i, 1, groups))
                .toList();
    }

    /** 3×3 kernels with dilation 1, 2, 3 … in place of 3, 5, 7 …: the paper's branches (§3.1). */
    public static List<Branch> dilated(int branches, int groups) {
        return IntStream.range(0, branches)
                .mapToObj(i -> square(3, 1 + i, groups))
                .toList();
    }

    Window window(int stride) {
        return Window.of(kernel.height(), kernel.width())
                .withDilation(dilation)
                .samePadding()
                .stride(stride);
    }
}
