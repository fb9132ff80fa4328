package io.github.sknet.runtime.program;

import io.github.sknet.runtime.kernels.ValueFunction;
import java.util.ArrayList;
import java.util.List;

/**
 * What a convolution does with each result while it is near, in this order: a value is added, then a function or a slope applied, then
 * multiplied by a value, then the result is added to the sums.
 *
 * @param residual a value of the output's shape to add, or null
 * @param function of each result
 * @param slopes in place of a function: the factors of what is negative, by output channel; or null
 * @param factors a value of the output's shape to multiply by, or of one pixel for all of them; or null
 * @param sums where the sum of the result over all pixels goes, or null
 */
public record Following(Value residual, ValueFunction function, float[] slopes, Value factors, Value sums) {

    /** Nothing follows. */
    public static final Following NOTHING = new Following(null, ValueFunction.IDENTITY, null, null, null);

    public Following {
        if (slopes != null && !function.isIdentity()) {
            throw new IllegalArgumentException("Slopes or " + function + ", not both");
        }
    }

    /** Whether nothing follows. */
    public boolean isNothing() {
        return residual == null && isAddition();
    }

    /** Whether a value is added at most. */
    public boolean isAddition() {
        return function.isIdentity() && slopes == null && factors == null && sums == null;
    }

    /** Whether there is a function at most. */
    public boolean isFunction() {
        return residual == null && slopes == null && factors == null && sums == null;
    }

    public Following adding(Value residual) {
        return new Following(residual, function, slopes, factors, sums);
    }

    public Following applying(ValueFunction function) {
        return new Following(residual, function, slopes, factors, sums);
    }

    public Following sloping(float[] slopes) {
        return new Following(residual, function, slopes, factors, sums);
    }

    public Following multiplying(Value factors) {
        return new Following(residual, function, slopes, factors, sums);
    }

    public Following summing(Value sums) {
        return new Following(residual, function, slopes, factors, sums);
    }

    /** The values that are read. */
    public List<Value> inputs() {
        List<Value> inputs = new ArrayList<>();
        if (residual != null) {
            inputs.add(residual);
        }
        if (factors != null) {
            inputs.add(factors);
        }
        return inputs;
    }
}
