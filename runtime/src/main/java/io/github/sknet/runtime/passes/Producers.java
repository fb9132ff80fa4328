package io.github.sknet.runtime.passes;

import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Value;
import java.util.List;

/** Looks up who computes a value in a list that is being rewritten. */
final class Producers {

    private Producers() {}

    /** The index of the operation whose output is the value; −1 when there is none. */
    static int indexOf(List<Operation> operations, Value value) {
        for (int i = operations.size() - 1; i >= 0; i--) {
            if (operations.get(i).output() == value) {
                return i;
            }
        }
        return -1;
    }
}
