package io.github.sknet.runtime.passes;

import io.github.sknet.runtime.program.Following;
import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Operation.Convolve;
import io.github.sknet.runtime.program.Operation.Sum;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The addition of a shortcut is done by the convolution before it, the later one where both sides are convolutions. */
final class FuseResidual implements Pass {

    @Override
    public Program apply(Program program) {
        Set<Value> readOnce = program.readOnce();
        List<Operation> operations = new ArrayList<>();
        for (Operation operation : program.operations()) {
            Operation fused = operation instanceof Sum sum && sum.inputs().size() == 2
                    ? fuse(sum, operations, readOnce)
                    : operation;
            operations.add(fused);
        }
        return program.with(operations);
    }

    private static Operation fuse(Sum sum, List<Operation> operations, Set<Value> readOnce) {
        int first = fusible(sum.inputs().get(0), operations, readOnce);
        int second = fusible(sum.inputs().get(1), operations, readOnce);
        if (Math.max(first, second) < 0 || sum.inputs().get(0) == sum.inputs().get(1)) {
            return sum;
        }
        Value shortcut = sum.inputs().get(first > second ? 1 : 0);
        Convolve convolve = (Convolve) operations.remove(Math.max(first, second));
        return convolve.giving(sum.output(), Following.NOTHING.adding(shortcut).applying(sum.function()));
    }

    private static int fusible(Value value, List<Operation> operations, Set<Value> readOnce) {
        int producer = readOnce.contains(value) ? Producers.indexOf(operations, value) : -1;
        boolean plain = producer >= 0
                && operations.get(producer) instanceof Convolve convolve
                && convolve.following().isNothing();
        return plain ? producer : -1;
    }
}
