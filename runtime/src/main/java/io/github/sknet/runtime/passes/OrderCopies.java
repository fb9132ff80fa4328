package io.github.sknet.runtime.passes;

import io.github.sknet.runtime.convolution.Grouping;
import io.github.sknet.runtime.convolution.SharedOrders;
import io.github.sknet.runtime.kernels.Kernels;
import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Operation.Convolve;
import io.github.sknet.runtime.program.Operation.Route;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Where two grouped convolutions ask for different channel orders of the same value, the later one gets a reordered copy
 * of its input, or its output is copied into the order that is already settled. Comes before the fusion of residuals and
 * pooling, which then leave such convolutions alone.
 */
public final class OrderCopies implements Pass {

    private final Kernels kernels;

    public OrderCopies(Kernels kernels) {
        this.kernels = kernels;
    }

    @Override
    public Program apply(Program program) {
        SharedOrders shared = new SharedOrders();
        program.operations().forEach(shared::join);
        List<Operation> operations = new ArrayList<>();
        for (Operation operation : program.operations()) {
            if (operation instanceof Convolve convolve) {
                satisfy(convolve, operations, shared);
            } else {
                operations.add(operation);
            }
        }
        return program.with(operations);
    }

    private void satisfy(Convolve c, List<Operation> operations, SharedOrders shared) {
        Grouping grouping = Grouping.of(c, kernels);
        Value input = c.input();
        if (!shared.request(input, grouping.input())) {
            Value copy = new Value(input.name() + ".reordered", input.shape());
            operations.add(copy(input, copy));
            input = copy;
        }
        boolean settled = !shared.request(c.output(), grouping.output());
        Value output =
                settled ? new Value(c.output().name() + ".reordered", c.output().shape()) : c.output();
        operations.add(c.reading(input, c.firstChannel()).giving(output, c.relu(), c.residual(), c.sums()));
        if (settled) {
            operations.add(copy(output, c.output()));
        }
    }

    private static Route copy(Value from, Value to) {
        return new Route(Route.channels(from, 0, from.shape().channels()), to);
    }
}
