package io.github.sknet.runtime.passes;

import io.github.sknet.runtime.program.Following;
import io.github.sknet.runtime.program.Operation;
import io.github.sknet.runtime.program.Operation.Convolve;
import io.github.sknet.runtime.program.Operation.Product;
import io.github.sknet.runtime.program.Operation.Scale;
import io.github.sknet.runtime.program.Program;
import io.github.sknet.runtime.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A product is computed by the convolution before it, the later one where both sides are convolutions. Where the factors depend on that
 * convolution, as those of squeeze-and-excitation do, something else reads it, too, and the product is left alone.
 */
final class FuseProducts implements Pass {

    @Override
    public Program apply(Program program) {
        Set<Value> readOnce = program.readOnce();
        List<Operation> operations = new ArrayList<>();
        for (Operation operation : program.operations()) {
            if (operation instanceof Product product && product.input() != product.factors()) {
                int first = fusible(product.input(), operations, readOnce);
                int second = fusible(product.factors(), operations, readOnce);
                Value other = first > second ? product.factors() : product.input();
                operations.add(fuse(product, Math.max(first, second), other, operations));
            } else if (operation instanceof Scale scale) {
                int producer = fusible(scale.input(), operations, readOnce);
                operations.add(fuse(scale, producer, scale.factors(), operations));
            } else {
                operations.add(operation);
            }
        }
        return program.with(operations);
    }

    private static Operation fuse(Operation product, int producer, Value factors, List<Operation> operations) {
        if (producer < 0) {
            return product;
        }
        Convolve convolve = (Convolve) operations.remove(producer);
        return convolve.giving(product.output(), convolve.following().multiplying(factors));
    }

    private static int fusible(Value value, List<Operation> operations, Set<Value> readOnce) {
        int producer = readOnce.contains(value) ? Producers.indexOf(operations, value) : -1;
        boolean free = producer >= 0 && operations.get(producer) instanceof Convolve convolve && isFree(convolve);
        return free ? producer : -1;
    }

    private static boolean isFree(Convolve convolve) {
        Following following = convolve.following();
        return following.factors() == null && following.sums() == null;
    }
}
