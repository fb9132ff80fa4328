package io.github.sknet.runtime.passes;

import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Operation.Affine;
import io.github.sknet.runtime.program.Operation.Apply;
import io.github.sknet.runtime.program.Operation.Convolve;
import io.github.sknet.runtime.program.Operation.Sum;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A function after a convolution, a BatchNorm or an addition is done by that operation. */
final class FuseFunctions implements Pass {

    @Override
    public Program apply(Program program) {
        Set<Value> readOnce = program.readOnce();
        List<Operation> operations = new ArrayList<>();
        for (Operation operation : program.operations()) {
            int producer = operation instanceof Apply apply && readOnce.contains(apply.input())
                    ? Producers.indexOf(operations, apply.input())
                    : -1;
            Operation fused = producer < 0 ? null : followed(operations.get(producer), (Apply) operation);
            if (fused != null) {
                operations.set(producer, fused);
            } else {
                operations.add(operation);
            }
        }
        return program.with(operations);
    }

    /** The operation with the function that follows it; null where it cannot do it. */
    private static Operation followed(Operation operation, Apply next) {
        if (operation instanceof Convolve c && c.following().isAddition()) {
            return c.giving(next.output(), c.following().applying(next.function()));
        }
        if (operation instanceof Affine a && a.function().isIdentity()) {
            return new Affine(a.input(), next.output(), a.scale(), a.shift(), next.function());
        }
        if (operation instanceof Sum s && s.function().isIdentity()) {
            return new Sum(s.inputs(), next.output(), next.function());
        }
        return null;
    }
}
