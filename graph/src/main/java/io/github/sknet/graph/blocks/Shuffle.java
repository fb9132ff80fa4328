package io.github.sknet.graph.blocks;

import io.github.sknet.graph.ChannelPermute;
import java.util.Optional;

/**
 * How a block mixes its output's channels, so that groups which a grouped convolution keeps apart meet in the next one.
 *
 * @param kind which
 * @param groups the number of groups; divides the channels
 * @param seed of the random order; unused by the other kinds
 */
public record Shuffle(Kind kind, int groups, long seed) {

    /** The orders in use. */
    public enum Kind {
        /** The order stays. */
        NONE,
        /** ShuffleNet's: channels seen as (groups, C / groups), transposed. */
        TRANSPOSE,
        /** The seed article's: a random order within each group, the same on every machine for the same seed. */
        RANDOM_WITHIN_GROUPS
    }

    public static Shuffle none() {
        return new Shuffle(Kind.NONE, 1, 0);
    }

    public static Shuffle transpose(int groups) {
        return new Shuffle(Kind.TRANSPOSE, groups, 0);
    }

    public static Shuffle randomWithinGroups(int groups, long seed) {
        return new Shuffle(Kind.RANDOM_WITHIN_GROUPS, groups, seed);
    }

    /** The permutation of the given number of channels; empty where the order stays. */
    Optional<ChannelPermute> permutation(int channels) {
        return switch (kind) {
            case NONE -> Optional.empty();
            case TRANSPOSE -> Optional.of(ChannelPermute.transpose(channels, groups));
            case RANDOM_WITHIN_GROUPS -> Optional.of(ChannelPermute.randomWithinGroups(channels, groups, seed));
        };
    }
}
