package io.github.sknet.runtime.program;

import io.github.sknet.runtime.kernels.ChannelFunction;
import java.util.function.UnaryOperator;

/**
 * What is made of the channels of a pixel, before it is known in which order they lie.
 *
 * @param label its name for a human
 * @param laid makes the function
 */
public record ChannelOperation(String label, Laid laid) {

    /** Is given what puts values by channel in the order of a pixel. */
    @FunctionalInterface
    public interface Laid {
        ChannelFunction function(UnaryOperator<float[]> byPosition);
    }

    /** The operation of a function that has no values by channel. */
    public static ChannelOperation of(ChannelFunction function) {
        return new ChannelOperation(function.label(), byPosition -> function);
    }
}
