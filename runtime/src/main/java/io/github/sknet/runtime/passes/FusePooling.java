package io.github.sknet.runtime.passes;

import io.github.sknet.graph.Shape;
import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Operation.Convolve;
import io.github.sknet.runtime.program.Operation.Mean;
import io.github.sknet.runtime.program.Operation.MeanOfSums;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.Value;
import java.util.ArrayList;
import java.util.List;

/** The mean over all pixels of what convolutions compute: they add up their pixels as they go. */
final class FusePooling implements Pass {

    @Override
    public Program apply(Program program) {
        List<Operation> operations = new ArrayList<>();
        for (Operation operation : program.operations()) {
            operations.add(operation instanceof Mean mean ? fuse(mean, operations) : operation);
        }
        return program.with(operations);
    }

    private static Operation fuse(Mean mean, List<Operation> operations) {
        List<Integer> producers = mean.inputs().stream()
                .map(v -> Producers.indexOf(operations, v))
                .toList();
        boolean all = producers.stream().distinct().count() == producers.size()
                && producers.stream()
                        .allMatch(i -> i >= 0
                                && operations.get(i) instanceof Convolve c
                                && c.following().sums() == null);
        if (!all) {
            return mean;
        }
        List<Value> sums = new ArrayList<>();
        for (int producer : producers) {
            Convolve c = (Convolve) operations.get(producer);
            Value sum = new Value(
                    c.output().name() + ".sum", Shape.vector(c.output().shape().channels()));
            sums.add(sum);
            operations.set(producer, c.giving(c.output(), c.following().summing(sum)));
        }
        return new MeanOfSums(sums, mean.output(), mean.inputs().get(0).pixels());
    }
}
