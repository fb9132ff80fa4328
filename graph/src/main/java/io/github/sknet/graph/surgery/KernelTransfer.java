package io.github.sknet.graph.surgery;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.weights.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * What a convolution takes of another's trained weight: the taps that lie where its own lie, of the inputs that its groups let it
 * see; zeros everywhere else. A kernel of as many taps that only lie further apart takes them one by one, as networks do that are
 * dilated after their training (DeepLab, Chen et al. 2017, §3.1).
 *
 * @param from the trained convolution
 * @param to the one that takes its place: as many channels, the same stride
 */
record KernelTransfer(Conv2d from, Conv2d to) {

    /** Whether every trained value has a place, so that both compute the same. */
    boolean isExact() {
        return to.groups() <= from.groups()
                && from.groups() % to.groups() == 0
                && KernelShape.of(to.window()).holds(KernelShape.of(from.window()));
    }

    /** Which share of the trained weight's values has a place, 0 … 1. */
    double share() {
        float[] ones = new float
                [from.outChannels()
                        * (from.inChannels() / from.groups())
                        * from.window().taps()];
        Arrays.fill(ones, 1);
        Tensor marked = Tensor.of(
                ones,
                from.outChannels(),
                from.inChannels() / from.groups(),
                from.window().kernel().height(),
                from.window().kernel().width());
        double places = 0;
        for (float value : weight(marked).values()) {
            places += value;
        }
        return places / ones.length;
    }

    /** The new weight (out, in / groups, kernel height, kernel width) for the trained one. */
    Tensor weight(Tensor trained) {
        Tensor weight = Tensor.zeros(List.of(
                to.outChannels(),
                to.inChannels() / to.groups(),
                to.window().kernel().height(),
                to.window().kernel().width()));
        int[] rows = taps(true);
        int[] columns = taps(false);
        int width = to.window().kernel().width();
        int taps = to.window().taps();
        int oldWidth = from.window().kernel().width();
        int oldTaps = from.window().taps();
        int inputs = to.inChannels() / to.groups();
        int oldInputs = from.inChannels() / from.groups();
        for (int out = 0; out < to.outChannels(); out++) {
            int firstInput = out / (to.outChannels() / to.groups()) * inputs;
            int oldFirstInput = out / (from.outChannels() / from.groups()) * oldInputs;
            for (int i = 0; i < inputs; i++) {
                int oldInput = firstInput + i - oldFirstInput;
                if (oldInput < 0 || oldInput >= oldInputs) {
                    continue;
                }
                int target = (out * inputs + i) * taps;
                int source = (out * oldInputs + oldInput) * oldTaps;
                for (int row = 0; row < rows.length; row++) {
                    for (int column = 0; column < columns.length; column++) {
                        if (rows[row] >= 0 && columns[column] >= 0) {
                            weight.values()[target + row * width + column] =
                                    trained.values()[source + rows[row] * oldWidth + columns[column]];
                        }
                    }
                }
            }
        }
        return weight;
    }

    /** For each tap of the new kernel along an axis the trained one that it takes; -1 for none. */
    private int[] taps(boolean vertical) {
        Window old = from.window();
        int oldTaps = vertical ? old.kernel().height() : old.kernel().width();
        int oldDilation = vertical ? old.dilation().height() : old.dilation().width();
        int newTaps =
                vertical ? to.window().kernel().height() : to.window().kernel().width();
        int dilation = vertical
                ? to.window().dilation().height()
                : to.window().dilation().width();
        int[] taken = new int[newTaps];
        for (int tap = 0; tap < newTaps; tap++) {
            // Twice the offset from the kernel's middle, which lies between two taps where their number is even.
            int offset = dilation * (2 * tap - (newTaps - 1));
            int old2 = offset + oldDilation * (oldTaps - 1);
            boolean lies = old2 >= 0 && old2 % (2 * oldDilation) == 0 && old2 / (2 * oldDilation) < oldTaps;
            taken[tap] = newTaps == oldTaps ? tap : lies ? old2 / (2 * oldDilation) : -1;
        }
        return taken;
    }
}
