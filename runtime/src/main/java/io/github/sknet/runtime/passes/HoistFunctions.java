package io.github.sknet.runtime.passes;

import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Operation.Affine;
import io.github.sknet.runtime.program.Operation.Apply;
import io.github.sknet.runtime.program.Operation.Slope;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.Rearrangement.Weave;
import io.github.sknet.runtime.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A BatchNorm, slopes or a function after maps whose pixels take turns is done with each of them: so it meets the convolutions that made them.
 */
final class HoistFunctions implements Pass {

    @Override
    public Program apply(Program program) {
        Set<Value> readOnce = program.readOnce();
        List<Operation> operations = new ArrayList<>();
        for (Operation operation : program.operations()) {
            int producer = isFunction(operation)
                            && readOnce.contains(operation.inputs().get(0))
                    ? Producers.indexOf(operations, operation.inputs().get(0))
                    : -1;
            if (producer >= 0 && operations.get(producer) instanceof Weave weave) {
                operations.remove(producer);
                operations.add(hoist(operation, weave, operations));
            } else {
                operations.add(operation);
            }
        }
        return program.with(operations);
    }

    private static boolean isFunction(Operation operation) {
        return operation instanceof Affine || operation instanceof Slope || operation instanceof Apply;
    }

    private static Weave hoist(Operation operation, Weave weave, List<Operation> operations) {
        List<Value> parts = new ArrayList<>();
        for (Value part : weave.parts()) {
            Value output = new Value(operation.output().name() + ".part" + parts.size(), part.shape());
            operations.add(of(operation, part, output));
            parts.add(output);
        }
        return new Weave(parts, operation.output(), weave.stride());
    }

    private static Operation of(Operation operation, Value part, Value output) {
        if (operation instanceof Affine affine) {
            return new Affine(part, output, affine.scale(), affine.shift(), affine.function());
        }
        return operation instanceof Slope slope
                ? new Slope(part, output, slope.slope())
                : new Apply(part, output, ((Apply) operation).function());
    }
}
