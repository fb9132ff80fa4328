package io.github.sknet.runtime;

import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.Value;
import io.github.sknet.runtime.steps.RowsStep;
import io.github.sknet.runtime.steps.Step;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The last step, where it computes an output row by row. Its rows are computed as they are handed out, while what they are made of
 * and what they become are near.
 *
 * @param output what it computes
 * @param step the step
 */
record LastRows(Value output, RowsStep step) {

    /** None where the last step works in another way, where its result is handed out twice, and where there are no steps. */
    static Optional<LastRows> of(Plan plan) {
        Program program = plan.layout().program();
        List<Operation> operations = program.operations();
        if (operations.isEmpty()) {
            return Optional.empty();
        }
        Value last = operations.get(operations.size() - 1).output();
        Step step = plan.runnable().get(plan.runnable().size() - 1);
        boolean once = Collections.frequency(program.outputs().values(), last) == 1;
        return once && step instanceof RowsStep rows ? Optional.of(new LastRows(last, rows)) : Optional.empty();
    }
}
