package io.github.sknet.graph;

/**
 * How a kernel slides over a feature map.
 *
 * @param kernel the taps along each axis, at least 1
 * @param stride the step between outputs, at least 1
 * @param padding zeros (for pooling: nothing) added on each side
 * @param dilation the distance between taps, at least 1; kernel, stride and dilation are at most 32,768
 */
public record Window(Size kernel, Size stride, Padding padding, Size dilation) {

    private static final int MAX_EXTENT = 1 << 15;

    public Window {
        if (!kernel.atLeast(1) || !stride.atLeast(1) || !dilation.atLeast(1)) {
            throw new IllegalArgumentException("A window needs kernel, stride and dilation of at least 1, not kernel="
                    + kernel + ", stride=" + stride + ", padding=" + padding
                    + ", dilation="
                    + dilation);
        }
        if (isLarger(kernel) || isLarger(stride) || isLarger(dilation)) {
            throw new IllegalArgumentException("A window's sizes are at most " + MAX_EXTENT + ", not kernel=" + kernel
                    + ", stride=" + stride + ", padding=" + padding + ", dilation=" + dilation);
        }
    }

    /** A window with as much padding above as below, and left as right. */
    public Window(Size kernel, Size stride, Size padding, Size dilation) {
        this(kernel, stride, Padding.symmetric(padding), dilation);
    }

    private static boolean isLarger(Size size) {
        return size.height() > MAX_EXTENT || size.width() > MAX_EXTENT;
    }

    /** A square kernel with stride 1, no padding and no dilation. */
    public static Window of(int kernel) {
        return of(kernel, kernel);
    }

    /** A rectangular kernel with stride 1, no padding and no dilation. */
    public static Window of(int kernelHeight, int kernelWidth) {
        return new Window(new Size(kernelHeight, kernelWidth), Size.square(1), Padding.NONE, Size.square(1));
    }

    public Window stride(int stride) {
        return new Window(kernel, Size.square(stride), padding, dilation);
    }

    public Window padding(int padding) {
        return padding(Padding.square(padding));
    }

    public Window padding(Padding padding) {
        return new Window(kernel, stride, padding, dilation);
    }

    public Window dilation(int dilation) {
        return new Window(kernel, stride, padding, Size.square(dilation));
    }

    public Window withDilation(Size dilation) {
        return new Window(kernel, stride, padding, dilation);
    }

    /** The padding that keeps a feature map's size at stride 1, for odd kernels: dilation·(kernel − 1) / 2. */
    public Window samePadding() {
        Size same =
                new Size(dilation.height() * (kernel.height() - 1) / 2, dilation.width() * (kernel.width() - 1) / 2);
        return new Window(kernel, stride, same, dilation);
    }

    /** The number of taps, kernel height × kernel width. */
    public int taps() {
        return kernel.height() * kernel.width();
    }

    /**
     * The number of outputs along both axes for the given input.
     *
     * @param ceil true to count a last window that starts inside the input or its left padding but ends beyond it, as
     *     PyTorch's {@code ceil_mode} and Caffe's pooling do
     * @throws IllegalArgumentException when the input is smaller than the kernel, or the output larger than any size
     */
    Size outputSize(Shape input, boolean ceil) {
        return new Size(
                extent(
                        input,
                        input.height(),
                        kernel.height(),
                        stride.height(),
                        padding.top(),
                        padding.bottom(),
                        dilation.height(),
                        ceil),
                extent(
                        input,
                        input.width(),
                        kernel.width(),
                        stride.width(),
                        padding.left(),
                        padding.right(),
                        dilation.width(),
                        ceil));
    }

    private int extent(Shape input, int in, int kernel, int stride, int before, int after, int dilation, boolean ceil) {
        long reach = (long) dilation * (kernel - 1) + 1;
        long free = (long) in + before + after - reach;
        if (free < 0) {
            throw new IllegalArgumentException("An input of " + input + " is too small for a window of " + this);
        }
        long out = (ceil ? (free + stride - 1) / stride : free / stride) + 1;
        // A last window that would start in the padding behind sees nothing.
        if (ceil && (out - 1) * stride >= in + before) {
            out--;
        }
        if (out > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("An input of " + input + " gives more outputs than can be counted");
        }
        return (int) out;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(kernel.height() + "×" + kernel.width());
        if (!stride.equals(Size.square(1))) {
            text.append(" stride ").append(stride);
        }
        if (!padding.equals(Padding.NONE)) {
            text.append(" padding ").append(padding);
        }
        if (!dilation.equals(Size.square(1))) {
            text.append(" dilation ").append(dilation);
        }
        return text.toString();
    }
}
