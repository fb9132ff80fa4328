package io.github.sknet.runtime.maps;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The position of each channel within a pixel. Positions that no channel has are padding. */
public final class ChannelOrder {

    private final int[] positions;
    private final int span;

    private ChannelOrder(int[] positions, int span) {
        this.positions = positions;
        this.span = span;
    }

    /** Channel c at position c. */
    public static ChannelOrder natural(int channels) {
        return new ChannelOrder(IntStream.range(0, channels).toArray(), channels);
    }

    /** Groups in lanes: vector b·perGroup + i holds channel i of the groups b·lanes … (b + 1)·lanes − 1. */
    public static ChannelOrder interleaved(int groups, int perGroup, int lanes) {
        int[] positions = new int[groups * perGroup];
        for (int c = 0; c < positions.length; c++) {
            int group = c / perGroup;
            positions[c] = (group / lanes * perGroup + c % perGroup) * lanes + group % lanes;
        }
        return new ChannelOrder(positions, roundUp(groups, lanes) * perGroup);
    }

    /** Groups one after the other, each padded to whole vectors. */
    public static ChannelOrder padded(int groups, int perGroup, int lanes) {
        int pitch = roundUp(perGroup, lanes);
        int[] positions = new int[groups * perGroup];
        for (int c = 0; c < positions.length; c++) {
            positions[c] = c / perGroup * pitch + c % perGroup;
        }
        return new ChannelOrder(positions, groups * pitch);
    }

    /** The least multiple that is not below the value. */
    public static int roundUp(int value, int multiple) {
        return Math.multiplyExact((value + multiple - 1) / multiple, multiple);
    }

    public int channels() {
        return positions.length;
    }

    /** Where a channel is. */
    public int position(int channel) {
        return positions[channel];
    }

    /** One past the last position, padding included. */
    public int span() {
        return span;
    }

    /** The channel at each position below {@code length}, −1 for padding. */
    public int[] channelsByPosition(int length) {
        int[] channels = new int[length];
        Arrays.fill(channels, -1);
        for (int c = 0; c < positions.length; c++) {
            channels[positions[c]] = c;
        }
        return channels;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChannelOrder that && span == that.span && Arrays.equals(positions, that.positions);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(positions) + span;
    }
}
