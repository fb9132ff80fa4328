package io.github.sknet.runtime.passes;

import io.github.sknet.runtime.program.Following;
import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Operation.Affine;
import io.github.sknet.runtime.program.Operation.Convolve;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A BatchNorm after a convolution scales the convolution's weights and moves its bias. */
final class FoldAffine implements Pass {

    @Override
    public Program apply(Program program) {
        Set<Value> readOnce = program.readOnce();
        List<Operation> operations = new ArrayList<>();
        for (Operation operation : program.operations()) {
            int producer = operation instanceof Affine affine && readOnce.contains(affine.input())
                    ? Producers.indexOf(operations, affine.input())
                    : -1;
            if (producer >= 0
                    && operations.get(producer) instanceof Convolve convolve
                    && convolve.following().isNothing()) {
                operations.set(producer, fold(convolve, (Affine) operation));
            } else {
                operations.add(operation);
            }
        }
        return program.with(operations);
    }

    private static Convolve fold(Convolve convolve, Affine affine) {
        return new Convolve(
                convolve.input(),
                convolve.firstChannel(),
                affine.output(),
                convolve.window(),
                convolve.groups(),
                convolve.filter().then(affine.scale(), affine.shift()),
                Following.NOTHING.applying(affine.function()));
    }
}
