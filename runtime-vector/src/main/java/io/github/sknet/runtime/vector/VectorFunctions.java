package io.github.sknet.runtime.vector;

import static io.github.sknet.runtime.vector.VectorExponentials.erfc;
import static io.github.sknet.runtime.vector.VectorExponentials.exp;
import static io.github.sknet.runtime.vector.VectorExponentials.expm1;
import static io.github.sknet.runtime.vector.VectorExponentials.negated;
import static io.github.sknet.runtime.vector.VectorExponentials.of;
import static io.github.sknet.runtime.vector.VectorExponentials.reciprocal;
import static io.github.sknet.runtime.vector.VectorExponentials.sigmoid;
import static io.github.sknet.runtime.vector.VectorExponentials.tanh;
import static io.github.sknet.runtime.vector.tiles.Lanes.LANES;
import static io.github.sknet.runtime.vector.tiles.Lanes.SPECIES;

import io.github.sknet.graph.Activation;
import io.github.sknet.runtime.kernels.ValueFunction;
import jdk.incubator.vector.FloatVector;

/** The functions of one value: a loop of vectors for each, or the plain loop where few networks have them. */
final class VectorFunctions {

    /** √(8/π), and that times 0.044715. */
    private static final float GELU_LINEAR = (float) Math.sqrt(8 / Math.PI);

    private static final float GELU_CUBIC = (float) (0.044715 * Math.sqrt(8 / Math.PI));

    private static final float ROOT_OF_HALF = (float) Math.sqrt(0.5);

    /** Where erfc is no normal number. */
    private static final float ERFC_IS_ZERO = 9.5f;

    /** e to this power, squared, is still a float, and Mish is x. */
    private static final float MISH_IS_IDENTITY = 20;

    /** Of which the reciprocal is a normal number. */
    private static final float LARGE = 1e37f;

    private VectorFunctions() {}

    /** Whether a function is a loop of vectors here. */
    static boolean hasVectors(Activation.Function function) {
        return switch (function) {
            case SOFTPLUS, ABS, EXP, SQRT -> false;
            case RELU,
                    SIGMOID,
                    LEAKY_RELU,
                    ELU,
                    SELU,
                    TANH,
                    SOFTSIGN,
                    SILU,
                    HARD_SIGMOID,
                    HARD_SWISH,
                    GELU,
                    GELU_TANH,
                    MISH,
                    CLIP,
                    LINEAR -> true;
        };
    }

    /** See {@link io.github.sknet.runtime.kernels.Kernels#apply}. */
    static void apply(ValueFunction f, float[] x, int xo, float[] y, int yo, int count) {
        switch (f.kind()) {
            case RELU -> clip(0, Float.POSITIVE_INFINITY, x, xo, y, yo, count);
            case CLIP -> clip(f.alpha(), f.beta(), x, xo, y, yo, count);
            case LEAKY_RELU -> leakyRelu(f.alpha(), x, xo, y, yo, count);
            case ELU -> elu(f.alpha(), 1, x, xo, y, yo, count);
            case SELU -> elu(f.alpha(), f.beta(), x, xo, y, yo, count);
            case SIGMOID -> sigmoids(x, xo, y, yo, count);
            case TANH -> tanhs(x, xo, y, yo, count);
            case SOFTSIGN -> softsign(x, xo, y, yo, count);
            case SILU -> silu(x, xo, y, yo, count);
            case HARD_SIGMOID -> hardSigmoid(f.alpha(), f.beta(), x, xo, y, yo, count);
            case HARD_SWISH -> hardSwish(x, xo, y, yo, count);
            case GELU -> gelu(x, xo, y, yo, count);
            case GELU_TANH -> geluTanh(x, xo, y, yo, count);
            case MISH -> mish(x, xo, y, yo, count);
            case LINEAR -> linear(f.alpha(), f.beta(), x, xo, y, yo, count);
            case SOFTPLUS, ABS, EXP, SQRT -> plain(f, x, xo, y, yo, count);
        }
    }

    private static void plain(ValueFunction f, float[] x, int xo, float[] y, int yo, int count) {
        for (int i = 0; i < count; i++) {
            y[yo + i] = f.of(x[xo + i]);
        }
    }

    private static void clip(float low, float high, float[] x, int xo, float[] y, int yo, int count) {
        FloatVector least = of(low);
        FloatVector most = of(high);
        for (int i = 0; i < count; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xo + i).max(least).min(most).intoArray(y, yo + i);
        }
    }

    private static void linear(float factor, float summand, float[] x, int xo, float[] y, int yo, int count) {
        FloatVector factors = of(factor);
        FloatVector summands = of(summand);
        for (int i = 0; i < count; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xo + i).fma(factors, summands).intoArray(y, yo + i);
        }
    }

    private static void leakyRelu(float slope, float[] x, int xo, float[] y, int yo, int count) {
        FloatVector zero = of(0);
        FloatVector slopes = of(slope);
        for (int i = 0; i < count; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, xo + i);
            value.min(zero).fma(slopes, value.max(zero)).intoArray(y, yo + i);
        }
    }

    /** scale · (max(0, x) + alpha · (e to the power of min(0, x), less 1)). */
    private static void elu(float alpha, float scale, float[] x, int xo, float[] y, int yo, int count) {
        FloatVector zero = of(0);
        FloatVector below = of(scale * alpha);
        FloatVector above = of(scale);
        for (int i = 0; i < count; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, xo + i);
            expm1(value.min(zero)).fma(below, value.max(zero).mul(above)).intoArray(y, yo + i);
        }
    }

    private static void sigmoids(float[] x, int xo, float[] y, int yo, int count) {
        for (int i = 0; i < count; i += LANES) {
            sigmoid(FloatVector.fromArray(SPECIES, x, xo + i)).intoArray(y, yo + i);
        }
    }

    private static void tanhs(float[] x, int xo, float[] y, int yo, int count) {
        for (int i = 0; i < count; i += LANES) {
            tanh(FloatVector.fromArray(SPECIES, x, xo + i)).intoArray(y, yo + i);
        }
    }

    private static void softsign(float[] x, int xo, float[] y, int yo, int count) {
        FloatVector one = of(1);
        FloatVector large = of(LARGE);
        for (int i = 0; i < count; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, xo + i);
            FloatVector size = value.max(negated(value)).min(large);
            value.mul(reciprocal(size.add(one))).intoArray(y, yo + i);
        }
    }

    private static void silu(float[] x, int xo, float[] y, int yo, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, xo + i);
            value.mul(sigmoid(value)).intoArray(y, yo + i);
        }
    }

    private static void hardSigmoid(float alpha, float beta, float[] x, int xo, float[] y, int yo, int count) {
        FloatVector factor = of(alpha);
        FloatVector summand = of(beta);
        FloatVector zero = of(0);
        FloatVector one = of(1);
        for (int i = 0; i < count; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xo + i)
                    .fma(factor, summand)
                    .max(zero)
                    .min(one)
                    .intoArray(y, yo + i);
        }
    }

    private static void hardSwish(float[] x, int xo, float[] y, int yo, int count) {
        FloatVector sixth = of(1 / 6f);
        FloatVector half = of(0.5f);
        FloatVector zero = of(0);
        FloatVector one = of(1);
        for (int i = 0; i < count; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, xo + i);
            value.mul(value.fma(sixth, half).max(zero).min(one)).intoArray(y, yo + i);
        }
    }

    /** max(0, x) − |x| · erfc(|x|/√2) / 2. */
    private static void gelu(float[] x, int xo, float[] y, int yo, int count) {
        FloatVector zero = of(0);
        FloatVector root = of(ROOT_OF_HALF);
        FloatVector most = of(ERFC_IS_ZERO);
        FloatVector half = of(-0.5f);
        for (int i = 0; i < count; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, xo + i);
            FloatVector size = value.max(negated(value));
            erfc(size.mul(root).min(most)).mul(half).fma(size, value.max(zero)).intoArray(y, yo + i);
        }
    }

    private static void geluTanh(float[] x, int xo, float[] y, int yo, int count) {
        FloatVector linear = of(GELU_LINEAR);
        FloatVector cubic = of(GELU_CUBIC);
        for (int i = 0; i < count; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, xo + i);
            FloatVector inner = value.mul(value).fma(cubic, linear).mul(value);
            value.mul(sigmoid(inner)).intoArray(y, yo + i);
        }
    }

    /** With n = eˣ · (eˣ + 2), tanh(ln(1 + eˣ)) is n / (n + 2). */
    private static void mish(float[] x, int xo, float[] y, int yo, int count) {
        FloatVector two = of(2);
        FloatVector most = of(MISH_IS_IDENTITY);
        for (int i = 0; i < count; i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, xo + i);
            FloatVector power = exp(value.min(most));
            FloatVector n = power.add(two).mul(power);
            reciprocal(n.add(two)).mul(n).mul(value).intoArray(y, yo + i);
        }
    }

    /**
     * Applies a function in place to pixels of an output.
     *
     * @param outputs the offsets of the pixels {@code from} to {@code to}
     * @param count the values of each pixel
     */
    static void applyToPixels(ValueFunction function, int[] outputs, int from, int to, float[] y, int yo, int count) {
        for (int p = from; p < to; p++) {
            int at = yo + outputs[p];
            apply(function, y, at, y, at, count);
        }
    }
}
