package io.github.sknet.runtime.passes;

import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Operation.Affine;
import io.github.sknet.runtime.program.Operation.Convolve;
import io.github.sknet.runtime.program.Operation.Relu;
import io.github.sknet.runtime.program.Operation.Sum;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A ReLU after a convolution, a BatchNorm or an addition is done by that operation. */
final class FuseRelu implements Pass {

    @Override
    public Program apply(Program program) {
        Set<Value> readOnce = program.readOnce();
        List<Operation> operations = new ArrayList<>();
        for (Operation operation : program.operations()) {
            int producer = operation instanceof Relu relu && readOnce.contains(relu.input())
                    ? Producers.indexOf(operations, relu.input())
                    : -1;
            Operation fused = producer < 0 ? null : withRelu(operations.get(producer), operation.output());
            if (fused != null) {
                operations.set(producer, fused);
            } else {
                operations.add(operation);
            }
        }
        return program.with(operations);
    }

    private static Operation withRelu(Operation operation, Value output) {
        if (operation instanceof Convolve c) {
            return c.giving(output, true, c.residual(), c.sums());
        }
        if (operation instanceof Affine a) {
            return new Affine(a.input(), output, a.scale(), a.shift(), true);
        }
        return operation instanceof Sum s ? new Sum(s.inputs(), output, true) : null;
    }
}
