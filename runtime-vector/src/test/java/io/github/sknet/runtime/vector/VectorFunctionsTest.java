package io.github.sknet.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.Activation;
import io.github.sknet.runtime.kernels.ValueFunction;
import io.github.sknet.runtime.vector.tiles.Lanes;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Functions of vectors against their plain twins, at many places, and where floats end. */
class VectorFunctionsTest {

    private static final int STEPS = 1 << 16;

    /** In units of the last place of the result, where that is a normal number. */
    private static void assertUnits(
            double most, float from, float to, UnaryOperator<FloatVector> vector, DoubleUnaryOperator exact) {
        float[] x = new float[Lanes.LANES];
        float[] y = new float[Lanes.LANES];
        double worst = 0;
        float at = from;
        for (int i = 0; i < STEPS; i += x.length) {
            for (int j = 0; j < x.length; j++) {
                x[j] = (float) (from + ((double) to - from) * (i + j) / STEPS);
            }
            vector.apply(FloatVector.fromArray(Lanes.SPECIES, x, 0)).intoArray(y, 0);
            for (int j = 0; j < x.length; j++) {
                double expected = exact.applyAsDouble(x[j]);
                double units = Math.abs(y[j] - expected) / Math.ulp((float) expected);
                if (units > worst) {
                    worst = units;
                    at = x[j];
                }
            }
        }
        assertTrue(worst <= most, "off by " + worst + " units at " + at);
    }

    @Test
    void exponentialsAndReciprocalsAreExactToTheLastBits() {
        assertUnits(1.5, -87, 87, VectorExponentials::exp, Math::exp);
        assertUnits(2, -17, 17, VectorExponentials::expm1, Math::expm1);
        assertUnits(2, -1e-3f, 1e-3f, VectorExponentials::expm1, Math::expm1);
        assertUnits(2, 0.5f, 5, VectorExponentials::reciprocal, x -> 1 / x);
        assertUnits(2, 1e30f, 1e37f, VectorExponentials::reciprocal, x -> 1 / x);
        assertUnits(3, -30, 30, VectorExponentials::sigmoid, x -> 1 / (1 + Math.exp(-x)));
        assertUnits(4, -3, 3, VectorExponentials::tanh, Math::tanh);
        assertUnits(4, -1e-3f, 1e-3f, VectorExponentials::tanh, Math::tanh);
    }

    /** Relative to the largest value at hand, as all kernels are judged. */
    @ParameterizedTest
    @EnumSource(Activation.Function.class)
    void functionsAreTheirTwins(Activation.Function kind) {
        ValueFunction function = ValueFunction.of(new Activation(kind));
        for (float reach : new float[] {0.01f, 1, 10, 60}) {
            float[] x = new float[1024];
            float[] y = new float[1024];
            for (int i = 0; i < x.length; i++) {
                float share = i / 512f - 1;
                x[i] = kind == Activation.Function.SQRT ? reach * Math.abs(share) : reach * share;
            }
            VectorFunctions.apply(function, x, 0, y, 0, x.length);
            double largest = 0;
            for (float value : x) {
                largest = Math.max(largest, Math.abs(function.of(value)));
            }
            for (int i = 0; i < x.length; i++) {
                assertEquals(function.of(x[i]), y[i], 4e-7 * largest, kind + " of " + x[i]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.Function.class)
    void whatIsNoNumberStaysNone(Activation.Function kind) {
        float[] x = new float[Lanes.LANES];
        x[1] = Float.NaN;
        float[] y = new float[Lanes.LANES];
        ValueFunction function = ValueFunction.of(new Activation(kind));
        VectorFunctions.apply(function, x, 0, y, 0, x.length);
        assertTrue(Float.isNaN(y[1]), kind + " of NaN is " + y[1]);
        assertTrue(Float.isNaN(function.of(Float.NaN)), kind + " of NaN by the twin");
        assertEquals(function.of(0), y[0], 1e-7);
    }

    /** At the ends of what floats hold, functions are their limits. */
    @ParameterizedTest
    @EnumSource(Activation.Function.class)
    void hugeValuesHaveTheirLimits(Activation.Function kind) {
        float[] x = new float[Lanes.LANES];
        float[] y = new float[Lanes.LANES];
        ValueFunction function = ValueFunction.of(new Activation(kind));
        for (float huge : new float[] {1e4f, 1e10f, 1e30f}) {
            for (float value : new float[] {huge, kind == Activation.Function.SQRT ? huge : -huge}) {
                x[0] = value;
                VectorFunctions.apply(function, x, 0, y, 0, x.length);
                float expected = function.of(value);
                assertEquals(expected, y[0], 1e-6 * Math.max(1, Math.abs(expected)), kind + " of " + value);
            }
        }
    }
}
