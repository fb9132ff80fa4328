package io.github.sknet.runtime.convolution;

import io.github.sknet.graph.Window;
import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.machine.MachineModel;
import io.github.sknet.runtime.maps.ChannelOrder;
import io.github.sknet.runtime.maps.MapLayout;
import io.github.sknet.runtime.program.Operation.Convolve;
import java.math.BigInteger;
import java.util.stream.IntStream;

/**
 * The offsets of a convolution's steps, tap by tap and within a tap channel by channel of a group; steps that read
 * consecutive values are merged into runs.
 *
 * @param offsets of the runs, set after set
 * @param run the steps of a run
 * @param operand how the steps are computed
 * @param groupsPerSet the groups that read at the same offsets
 */
record StepOffsets(int[] offsets, int run, Operand operand, int groupsPerSet) {

    /** The offsets of a convolution; BROADCAST becomes SCATTERED where runs would be short. */
    static StepOffsets of(ConvolutionSite site) {
        Operand operand = Grouping.of(site.convolve(), site.lanes()).operand();
        int length = site.convolve().window().taps() * site.steps().length;
        int groupsPerSet = operand == Operand.LANEWISE ? site.lanes() : 1;
        int sets = ChannelOrder.roundUp(site.convolve().groups(), groupsPerSet) / groupsPerSet;
        int[] offsets = new int[Math.multiplyExact(sets, length)];
        for (int set = 0; set < sets; set++) {
            fill(offsets, set * length, site, set * groupsPerSet);
        }
        int run = operand == Operand.LANEWISE ? 1 : run(offsets, length);
        if (operand == Operand.BROADCAST && run < Math.min(length, MachineModel.SHORT_RUN_STEPS)) {
            return new StepOffsets(offsets, 1, Operand.SCATTERED, groupsPerSet);
        }
        return new StepOffsets(everyNth(offsets, run), run, operand, groupsPerSet);
    }

    /**
     * For panels of {@code width} floats of a pixel of {@code stride} floats, where the offsets of each begin.
     *
     * @param outputs the channels' order in the output
     */
    int[] first(Convolve convolve, ChannelOrder outputs, int width, int stride) {
        int perSet = convolve.output().shape().channels() / convolve.groups() * groupsPerSet;
        int offsetsPerSet = offsets.length / (ChannelOrder.roundUp(convolve.groups(), groupsPerSet) / groupsPerSet);
        int[] channels = outputs.channelsByPosition(stride);
        return IntStream.range(0, stride / width)
                .map(panel -> Math.max(channels[panel * width], 0) / perSet * offsetsPerSet)
                .toArray();
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

    private static void fill(int[] offsets, int at, ConvolutionSite site, int group) {
        Window window = site.convolve().window();
        MapLayout input = site.input();
        for (int ky = 0; ky < window.kernel().height(); ky++) {
            for (int kx = 0; kx < window.kernel().width(); kx++) {
                int tap = ky * window.dilation().height() * input.pitch()
                        + kx * window.dilation().width() * input.stride();
                for (int step = 0; step < site.steps().length; step++) {
                    offsets[at++] = tap + site.position(group, step);
                }
            }
        }
    }
}
