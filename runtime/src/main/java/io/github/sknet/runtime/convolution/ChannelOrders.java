package io.github.sknet.runtime.convolution;

import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.maps.ChannelOrder;
import io.github.sknet.runtime.passes.OrderCopies;
import io.github.sknet.runtime.program.Operation.Convolve;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.Value;

/**
 * The channel order of every value. Values that an operation takes channel by channel share one order; a grouped
 * convolution asks for the orders that suit it; a value that nobody asks for keeps the natural order.
 */
public final class ChannelOrders {

    private final SharedOrders shared = new SharedOrders();

    /**
     * The orders for a program.
     *
     * @throws IllegalStateException when convolutions ask for different orders of one value ({@link OrderCopies} was
     *     not applied)
     */
    public ChannelOrders(Program program, Kernels kernels) {
        program.operations().forEach(shared::join);
        program.operations().forEach(operation -> {
            if (operation instanceof Convolve convolve) {
                Grouping grouping = Grouping.of(convolve, kernels);
                if (!shared.request(convolve.input(), grouping.input())
                        || !shared.request(convolve.output(), grouping.output())) {
                    throw new IllegalStateException(
                            "The channels around " + convolve.output() + " have no common order");
                }
            }
        });
    }

    /** The order of a value's channels. */
    public ChannelOrder of(Value value) {
        return shared.orderOf(value);
    }
}
