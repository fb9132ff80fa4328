package io.github.sknet.runtime.passes;

import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Drops operations whose result nobody reads, such as routes that later routes reach through. */
final class DeadOperations implements Pass {

    @Override
    public Program apply(Program program) {
        Set<Value> needed = new HashSet<>(program.results());
        List<Operation> kept = new ArrayList<>();
        for (int i = program.operations().size() - 1; i >= 0; i--) {
            Operation operation = program.operations().get(i);
            if (operation.results().stream().anyMatch(needed::contains)) {
                kept.add(operation);
                needed.addAll(operation.inputs());
            }
        }
        Collections.reverse(kept);
        return program.with(kept);
    }
}
