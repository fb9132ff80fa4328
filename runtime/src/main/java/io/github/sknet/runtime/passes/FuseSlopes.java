package io.github.sknet.runtime.passes;

import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Operation.Convolve;
import io.github.sknet.runtime.program.Operation.Slope;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is negative after a convolution is multiplied by its channel's slope there. */
final class FuseSlopes implements Pass {

    @Override
    public Program apply(Program program) {
        Set<Value> readOnce = program.readOnce();
        List<Operation> operations = new ArrayList<>();
        for (Operation operation : program.operations()) {
            int producer = operation instanceof Slope slope && readOnce.contains(slope.input())
                    ? Producers.indexOf(operations, slope.input())
                    : -1;
            if (producer >= 0
                    && operations.get(producer) instanceof Convolve c
                    && c.following().isAddition()) {
                Slope slope = (Slope) operation;
                operations.set(producer, c.giving(slope.output(), c.following().sloping(slope.slope())));
            } else {
                operations.add(operation);
            }
        }
        return program.with(operations);
    }
}
