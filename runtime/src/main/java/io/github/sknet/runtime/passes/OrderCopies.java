package io.github.sknet.runtime.passes;

import io.github.sknet.runtime.convolution.ChannelOrders;
import io.github.sknet.runtime.convolution.Grouping;
import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Operation.Convolve;
import io.github.sknet.runtime.program.Operation.Route;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Where two grouped convolutions ask for different channel orders of the same value, the later one gets a reordered copy
 * of its input, or its output is copied into the order that is already settled.
 */
final class OrderCopies implements Pass {

    private final int lanes;

    OrderCopies(int lanes) {
        this.lanes = lanes;
    }

    @Override
    public Program apply(Program program) {
        ChannelOrders orders = ChannelOrders.unsettled(program);
        List<Operation> operations = new ArrayList<>();
        for (Operation operation : program.operations()) {
            if (operation instanceof Convolve convolve) {
                satisfy(convolve, operations, orders);
            } else {
                operations.add(operation);
            }
        }
        return program.with(operations);
    }

    private void satisfy(Convolve c, List<Operation> operations, ChannelOrders orders) {
        Grouping grouping = Grouping.of(c, lanes);
        Value input = c.input();
        if (!orders.request(input, grouping.input())) {
            Value copy = new Value(input.name() + ".reordered", input.shape());
            operations.add(copy(input, copy));
            input = copy;
        }
        boolean settled = !orders.request(c.output(), grouping.output());
        Value output =
                settled ? new Value(c.output().name() + ".reordered", c.output().shape()) : c.output();
        operations.add(c.reading(input, c.firstChannel()).giving(output, c.following()));
        if (settled) {
            operations.add(copy(output, c.output()));
        }
    }

    private static Route copy(Value from, Value to) {
        return new Route(Route.channels(from, 0, from.shape().channels()), to);
    }
}
