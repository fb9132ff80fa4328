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
import java.util.stream.IntStream;
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

    /** The places of vectors that follow each other. */
    private static final int[] ROW =
            IntStream.range(0, 256).map(vector -> vector * LANES).toArray();

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
    static void apply(ValueFunction function, float[] x, int xo, float[] y, int yo, int count) {
        int vectors = count / LANES;
        for (int done = 0; done < vectors; done += ROW.length) {
            int next = Math.min(ROW.length, vectors - done);
            apply(function, ROW, 0, next, x, xo + done * LANES, y, yo + done * LANES);
        }
    }

    /**
     * Applies a function in place to pixels of an output, none of which is below the function's {@link ValueFunction#low}.
     *
     * @param outputs the offsets of the pixels {@code from} to {@code to}
     * @param count the values of each pixel
     */
    static void applyToPixels(ValueFunction function, int[] outputs, int from, int to, float[] y, int yo, int count) {
        for (int c = 0; c < count; c += LANES) {
            if (function.kind() == Activation.Function.CLIP) {
                atMost(function.beta(), outputs, from, to, y, yo + c, y, yo + c);
            } else {
                apply(function, outputs, from, to, y, yo + c, y, yo + c);
            }
        }
    }

    /** To a vector at each of the places {@code from} to {@code to}, so that loops are long however few vectors a pixel has. */
    private static void apply(ValueFunction f, int[] places, int from, int to, float[] x, int xo, float[] y, int yo) {
        switch (f.kind()) {
            case RELU -> clip(0, Float.POSITIVE_INFINITY, places, from, to, x, xo, y, yo);
            case CLIP -> {
                if (f.alpha() == -Float.MAX_VALUE) {
                    atMost(f.beta(), places, from, to, x, xo, y, yo);
                } else {
                    clip(f.alpha(), f.beta(), places, from, to, x, xo, y, yo);
                }
            }
            case LEAKY_RELU -> leakyRelu(f.alpha(), places, from, to, x, xo, y, yo);
            case ELU -> elu(f.alpha(), 1, places, from, to, x, xo, y, yo);
            case SELU -> elu(f.alpha(), f.beta(), places, from, to, x, xo, y, yo);
            case SIGMOID -> sigmoids(places, from, to, x, xo, y, yo);
            case TANH -> tanhs(places, from, to, x, xo, y, yo);
            case SOFTSIGN -> softsign(places, from, to, x, xo, y, yo);
            case SILU -> silu(places, from, to, x, xo, y, yo);
            case HARD_SIGMOID -> hardSigmoid(f.alpha(), f.beta(), places, from, to, x, xo, y, yo);
            case HARD_SWISH -> hardSwish(places, from, to, x, xo, y, yo);
            case GELU -> gelu(places, from, to, x, xo, y, yo);
            case GELU_TANH -> geluTanh(places, from, to, x, xo, y, yo);
            case MISH -> mish(places, from, to, x, xo, y, yo);
            case LINEAR -> linear(f.alpha(), f.beta(), places, from, to, x, xo, y, yo);
            case SOFTPLUS, ABS, EXP, SQRT -> plain(f, places, from, to, x, xo, y, yo);
        }
    }

    private static void plain(ValueFunction f, int[] places, int from, int to, float[] x, int xo, float[] y, int yo) {
        for (int p = from; p < to; p++) {
            for (int i = places[p]; i < places[p] + LANES; i++) {
                y[yo + i] = f.of(x[xo + i]);
            }
        }
    }

    private static void clip(
            float low, float high, int[] places, int from, int to, float[] x, int xo, float[] y, int yo) {
        FloatVector least = of(low);
        FloatVector most = of(high);
        for (int p = from; p < to; p++) {
            FloatVector.fromArray(SPECIES, x, xo + places[p])
                    .max(least)
                    .min(most)
                    .intoArray(y, yo + places[p]);
        }
    }

    private static void atMost(float high, int[] places, int from, int to, float[] x, int xo, float[] y, int yo) {
        FloatVector most = of(high);
        for (int p = from; p < to; p++) {
            FloatVector.fromArray(SPECIES, x, xo + places[p]).min(most).intoArray(y, yo + places[p]);
        }
    }

    private static void linear(
            float factor, float summand, int[] places, int from, int to, float[] x, int xo, float[] y, int yo) {
        FloatVector factors = of(factor);
        FloatVector summands = of(summand);
        for (int p = from; p < to; p++) {
            FloatVector.fromArray(SPECIES, x, xo + places[p])
                    .fma(factors, summands)
                    .intoArray(y, yo + places[p]);
        }
    }

    private static void leakyRelu(float slope, int[] places, int from, int to, float[] x, int xo, float[] y, int yo) {
        FloatVector zero = of(0);
        FloatVector slopes = of(slope);
        for (int p = from; p < to; p++) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, xo + places[p]);
            value.min(zero).fma(slopes, value.max(zero)).intoArray(y, yo + places[p]);
        }
    }

    /** scale · (max(0, x) + alpha · (e to the power of min(0, x), less 1)). */
    private static void elu(
            float alpha, float scale, int[] places, int from, int to, float[] x, int xo, float[] y, int yo) {
        FloatVector zero = of(0);
        FloatVector below = of(scale * alpha);
        FloatVector above = of(scale);
        for (int p = from; p < to; p++) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, xo + places[p]);
            expm1(value.min(zero)).fma(below, value.max(zero).mul(above)).intoArray(y, yo + places[p]);
        }
    }

    private static void sigmoids(int[] places, int from, int to, float[] x, int xo, float[] y, int yo) {
        for (int p = from; p < to; p++) {
            sigmoid(FloatVector.fromArray(SPECIES, x, xo + places[p])).intoArray(y, yo + places[p]);
        }
    }

    private static void tanhs(int[] places, int from, int to, float[] x, int xo, float[] y, int yo) {
        for (int p = from; p < to; p++) {
            tanh(FloatVector.fromArray(SPECIES, x, xo + places[p])).intoArray(y, yo + places[p]);
        }
    }

    private static void softsign(int[] places, int from, int to, float[] x, int xo, float[] y, int yo) {
        FloatVector one = of(1);
        FloatVector large = of(LARGE);
        for (int p = from; p < to; p++) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, xo + places[p]);
            FloatVector size = value.max(negated(value)).min(large);
            value.mul(reciprocal(size.add(one))).intoArray(y, yo + places[p]);
        }
    }

    private static void silu(int[] places, int from, int to, float[] x, int xo, float[] y, int yo) {
        for (int p = from; p < to; p++) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, xo + places[p]);
            value.mul(sigmoid(value)).intoArray(y, yo + places[p]);
        }
    }

    private static void hardSigmoid(
            float alpha, float beta, int[] places, int from, int to, float[] x, int xo, float[] y, int yo) {
        FloatVector factor = of(alpha);
        FloatVector summand = of(beta);
        FloatVector zero = of(0);
        FloatVector one = of(1);
        for (int p = from; p < to; p++) {
            FloatVector.fromArray(SPECIES, x, xo + places[p])
                    .fma(factor, summand)
                    .max(zero)
                    .min(one)
                    .intoArray(y, yo + places[p]);
        }
    }

    private static void hardSwish(int[] places, int from, int to, float[] x, int xo, float[] y, int yo) {
        FloatVector sixth = of(1 / 6f);
        FloatVector half = of(0.5f);
        FloatVector zero = of(0);
        FloatVector one = of(1);
        for (int p = from; p < to; p++) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, xo + places[p]);
            value.mul(value.fma(sixth, half).max(zero).min(one)).intoArray(y, yo + places[p]);
        }
    }

    /** max(0, x) − |x| · erfc(|x|/√2) / 2. */
    private static void gelu(int[] places, int from, int to, float[] x, int xo, float[] y, int yo) {
        FloatVector zero = of(0);
        FloatVector root = of(ROOT_OF_HALF);
        FloatVector most = of(ERFC_IS_ZERO);
        FloatVector half = of(-0.5f);
        for (int p = from; p < to; p++) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, xo + places[p]);
            FloatVector size = value.max(negated(value));
            erfc(size.mul(root).min(most)).mul(half).fma(size, value.max(zero)).intoArray(y, yo + places[p]);
        }
    }

    private static void geluTanh(int[] places, int from, int to, float[] x, int xo, float[] y, int yo) {
        FloatVector linear = of(GELU_LINEAR);
        FloatVector cubic = of(GELU_CUBIC);
        for (int p = from; p < to; p++) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, xo + places[p]);
            FloatVector inner = value.mul(value).fma(cubic, linear).mul(value);
            value.mul(sigmoid(inner)).intoArray(y, yo + places[p]);
        }
    }

    /** With n = eˣ · (eˣ + 2), tanh(ln(1 + eˣ)) is n / (n + 2). */
    private static void mish(int[] places, int from, int to, float[] x, int xo, float[] y, int yo) {
        FloatVector two = of(2);
        FloatVector most = of(MISH_IS_IDENTITY);
        for (int p = from; p < to; p++) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, xo + places[p]);
            FloatVector power = exp(value.min(most));
            FloatVector n = power.add(two).mul(power);
            reciprocal(n.add(two)).mul(n).mul(value).intoArray(y, yo + places[p]);
        }
    }
}
