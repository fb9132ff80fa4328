package io.github.sknet.graph.surgery;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The taps of a kernel that is put into a network. Where it stands in for another, its middle lies where the other's was.
 *
 * @param taps height × width
 * @param dilation the distance between taps
 */
public record KernelShape(Size taps, Size dilation) {

    private static final Pattern SPELLING = Pattern.compile("(\\d{1,4})(?:[x×](\\d{1,4}))?(?:d(\\d{1,4}))?");

    public KernelShape {
        if (!taps.atLeast(1) || !dilation.atLeast(1)) {
            throw new IllegalArgumentException(
                    "A kernel has at least one tap and a dilation of at least 1, not " + taps + " and " + dilation);
        }
    }

    /** A square kernel without dilation. */
    public static KernelShape square(int taps) {
        return new KernelShape(Size.square(taps), Size.square(1));
    }

    /** The kernel that a window slides. */
    public static KernelShape of(Window window) {
        return new KernelShape(window.kernel(), window.dilation());
    }

    /**
     * Reads {@code 5}, {@code 1x7} (height × width) or {@code 3d2} (dilated by 2).
     *
     * @throws IllegalArgumentException naming the text, when it is none of these
     */
    public static KernelShape parse(String text) {
        Matcher spelled = SPELLING.matcher(text.strip());
        if (!spelled.matches()) {
            throw new IllegalArgumentException(
                    "A kernel is written as 5, 1x7 (height x width) or 3d2 (dilated by 2), not '" + text + "'");
        }
        int height = Integer.parseInt(spelled.group(1));
        int width = spelled.group(2) == null ? height : Integer.parseInt(spelled.group(2));
        int dilation = spelled.group(3) == null ? 1 : Integer.parseInt(spelled.group(3));
        return new KernelShape(new Size(height, width), Size.square(dilation));
    }

    /** Whether a node is a convolution of this kernel. */
    public boolean isOf(Node node) {
        return node.op() instanceof Conv2d convolution
                && of(convolution.window()).equals(this);
    }

    /** With two taps more in each direction. */
    KernelShape larger() {
        return new KernelShape(new Size(taps.height() + 2, taps.width() + 2), dilation);
    }

    /** With the same taps, twice as far apart. */
    KernelShape dilated() {
        return new KernelShape(taps, new Size(2 * dilation.height(), 2 * dilation.width()));
    }

    /** Pixels from the first tap to the last, in both directions, the last not counted. */
    private Size reach() {
        return new Size((taps.height() - 1) * dilation.height(), (taps.width() - 1) * dilation.width());
    }

    /** Whether each tap of the other is one of this kernel's, once their middles lie on each other. */
    public boolean holds(KernelShape other) {
        return holds(
                        reach().height() - other.reach().height(),
                        dilation.height(),
                        other.taps.height(),
                        other.dilation.height())
                && holds(
                        reach().width() - other.reach().width(),
                        dilation.width(),
                        other.taps.width(),
                        other.dilation.width());
    }

    private static boolean holds(int slack, int dilation, int otherTaps, int otherDilation) {
        return slack >= 0 && slack % (2 * dilation) == 0 && (otherTaps == 1 || otherDilation % dilation == 0);
    }

    /**
     * This kernel in place of another: the same stride, and the padding that gives a map of the same size.
     *
     * @param other the window that it replaces
     * @throws IllegalArgumentException when the middle of one lies between two pixels of the other, or less padding than none
     *     would be needed
     */
    public Window inPlaceOf(Window other) {
        Size slack = new Size(
                reach().height() - of(other).reach().height(),
                reach().width() - of(other).reach().width());
        int rows = slack.height() / 2;
        int columns = slack.width() / 2;
        Padding was = other.padding();
        boolean isNegative =
                Math.min(was.top(), was.bottom()) + rows < 0 || Math.min(was.left(), was.right()) + columns < 0;
        if (slack.height() % 2 != 0 || slack.width() % 2 != 0 || isNegative) {
            throw new IllegalArgumentException("A kernel of " + this + " cannot stand where a window of " + other
                    + " stood: its maps would have another size");
        }
        Padding padding =
                new Padding(was.top() + rows, was.left() + columns, was.bottom() + rows, was.right() + columns);
        return new Window(taps, other.stride(), padding, dilation);
    }

    /** 5×5, or 3×3 dilation 2. */
    @Override
    public String toString() {
        String text = taps.height() + "×" + taps.width();
        return dilation.equals(Size.square(1)) ? text : text + " dilation " + dilation;
    }

    /** Kernels to select from: of two that are the same, one would do. */
    static void requireDifferent(List<KernelShape> kernels) {
        for (int i = 0; i < kernels.size(); i++) {
            if (kernels.indexOf(kernels.get(i)) < i) {
                throw new IllegalArgumentException(
                        "The kernel " + kernels.get(i) + " is there twice; a selection needs different ones");
            }
        }
    }
}
