package io.github.sknet.runtime.convolution;

import io.github.sknet.runtime.kernels.Operand;
import io.github.sknet.runtime.maps.ChannelOrder;
import io.github.sknet.runtime.program.Operation.Convolve;

/**
 * How a convolution uses the lanes, and the channel orders that this asks for.
 *
 * @param operand what the weights are multiplied by
 * @param input the order that the input must have; null for any
 * @param output the order that the output must have; null for any
 */
public record Grouping(Operand operand, ChannelOrder input, ChannelOrder output) {

    /**
     * The grouping that leaves the fewest lanes idle: groups in the lanes, or, for few wide groups, the outputs of one
     * group.
     */
    public static Grouping of(Convolve convolve, int lanes) {
        int groups = convolve.groups();
        if (groups == 1) {
            return new Grouping(Operand.BROADCAST, null, null);
        }
        int in = convolve.channelsPerGroup();
        int out = convolve.output().shape().channels() / groups;
        double groupsInLanes = ChannelOrder.roundUp(groups, lanes) / (double) groups;
        double outputsInLanes = ChannelOrder.roundUp(out, lanes) / (double) out;
        return groupsInLanes <= outputsInLanes
                ? new Grouping(
                        Operand.LANEWISE,
                        ChannelOrder.interleaved(groups, in, lanes),
                        ChannelOrder.interleaved(groups, out, lanes))
                : new Grouping(Operand.BROADCAST, null, ChannelOrder.padded(groups, out, lanes));
    }
}
