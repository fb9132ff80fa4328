package io.github.sknet.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The channels of a map or a vector in another order: output channel c is input channel {@code order[c]}.
 *
 * @param order a permutation of 0 … C−1
 */
public record ChannelPermute(List<Integer> order) implements Op {

    public ChannelPermute {
        order = List.copyOf(order);
        List<Integer> sorted = new ArrayList<>(order);
        Collections.sort(sorted);
        if (!sorted.equals(IntStream.range(0, order.size()).boxed().toList())) {
            throw new IllegalArgumentException("ChannelPermute: not a permutation of 0 … " + (order.size() - 1));
        }
    }

    /**
     * The channel shuffle of ShuffleNet (Zhang et al. 2018, §3.1): channels seen as (groups, C / groups), transposed.
     *
     * @throws IllegalArgumentException when groups does not divide channels
     */
    public static ChannelPermute transpose(int channels, int groups) {
        int perGroup = perGroup(channels, groups);
        return new ChannelPermute(IntStream.range(0, channels)
                .map(c -> c % groups * perGroup + c / groups)
                .boxed()
                .toList());
    }

    /**
     * A random order of the channels within each group, the same on every machine: {@link Random} with the given seed
     * and {@link Collections#shuffle}, group after group.
     *
     * @throws IllegalArgumentException when groups does not divide channels
     */
    public static ChannelPermute randomWithinGroups(int channels, int groups, long seed) {
        int perGroup = perGroup(channels, groups);
        Random random = new Random(seed);
        List<Integer> order = new ArrayList<>(channels);
        for (int first = 0; first < channels; first += perGroup) {
            List<Integer> group = new ArrayList<>(
                    IntStream.range(first, first + perGroup).boxed().toList());
            Collections.shuffle(group, random);
            order.addAll(group);
        }
        return new ChannelPermute(order);
    }

    private static int perGroup(int channels, int groups) {
        if (groups < 1 || channels % groups != 0) {
            throw new IllegalArgumentException(
                    "ChannelPermute: groups=" + groups + " must divide channels=" + channels);
        }
        return channels / groups;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape in = Inputs.single(this, inputs);
        Inputs.channels(this, in, order.size());
        return in;
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitChannelPermute(node, this);
    }

    @Override
    public String toString() {
        return "ChannelPermute(" + order.size() + " channels)";
    }
}
