package io.github.sknet.runtime.layout;

import io.github.sknet.graph.Window;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.program.Operation.Convolve;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The offsets of a convolution's steps, tap by tap and within a tap channel by channel of a group; steps that read
 * consecutive values are merged into runs.
 *
 * @param offsets of the runs, set after set
 * @param run the steps of a run
 * @param first for each panel where its set begins
 */
record StepOffsets(int[] offsets, int run, int[] first) {

    /** The input channels of a group in the order of the steps: as they lie in memory, where there is one group. */
    static int[] steps(Convolve convolve, ChannelOrder inputs) {
        IntStream channels = IntStream.range(0, convolve.input().shape().channels() / convolve.groups());
        return convolve.groups() > 1
                ? channels.toArray()
                : channels.boxed()
                        .sorted(Comparator.comparingInt(inputs::position))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    /** The offsets for panels of {@code width} floats of a pixel of {@code stride} floats. */
    static StepOffsets of(
            Convolve convolve,
            Operand operand,
            int[] steps,
            MapLayout input,
            ChannelOrder outputs,
            int lanes,
            int width,
            int stride) {
        int length = convolve.window().taps() * steps.length;
        int perSet = convolve.output().shape().channels() / convolve.groups();
        int[] channels = outputs.channelsByPosition(stride);
        int[] first = new int[stride / width];
        int sets = operand == Operand.LANEWISE
                ? ChannelOrder.roundUp(convolve.groups(), lanes) / lanes
                : convolve.groups();
        int[] offsets = new int[Math.multiplyExact(sets, length)];
        for (int set = 0; set < sets; set++) {
            int group = operand == Operand.LANEWISE ? set * lanes : set;
            fill(offsets, set * length, convolve, steps, input, group);
        }
        int run = operand == Operand.LANEWISE ? 1 : run(offsets, length);
        int runs = length / run;
        for (int panel = 0; panel < first.length; panel++) {
            int channel = channels[panel * width];
            int group = channel < 0 ? 0 : channel / perSet;
            first[panel] = (operand == Operand.LANEWISE ? group / lanes : group) * runs;
        }
        return new StepOffsets(everyNth(offsets, run), run, first);
    }

    /** The longest run that all steps can be cut into, within sets of the given length. */
    private static int run(int[] offsets, int length) {
        int run = length;
        int start = 0;
        for (int i = 1; i <= offsets.length; i++) {
            if (i == offsets.length || offsets[i] != offsets[i - 1] + 1 || i % length == 0) {
                run = BigInteger.valueOf(run).gcd(BigInteger.valueOf(i - start)).intValue();
                start = i;
            }
        }
        return run;
    }

    private static int[] everyNth(int[] offsets, int n) {
        return IntStream.range(0, offsets.length / n).map(i -> offsets[i * n]).toArray();
    }

    private static void fill(int[] offsets, int at, Convolve convolve, int[] steps, MapLayout input, int group) {
        Window window = convolve.window();
        for (int ky = 0; ky < window.kernel().height(); ky++) {
            for (int kx = 0; kx < window.kernel().width(); kx++) {
                int tap = ky * window.dilation().height() * input.pitch()
                        + kx * window.dilation().width() * input.stride();
                for (int step : steps) {
                    offsets[at++] = tap + input.order().position(group * steps.length + step);
                }
            }
        }
    }
}
