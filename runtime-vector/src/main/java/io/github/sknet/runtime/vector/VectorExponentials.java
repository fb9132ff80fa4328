package io.github.sknet.runtime.vector;

import static io.github.sknet.runtime.vector.tiles.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Exponentials and reciprocals of vectors, of additions, multiplications, maxima and multiply-adds alone: {@link WinogradTransforms}
 * says why nothing is subtracted, and division is of the same class. Each is off by 2 units in the last place at most.
 */
final class VectorExponentials {

    /** Beyond these the exponential, or its reciprocal, is no normal number. */
    private static final float MOST = 87;

    private static final float LOG2_E = 1.442695041f;

    /** ln 2 in two parts: a product of the first with a whole number is exact. */
    private static final float LN2_HIGH = 0x1.62e400p-1f;

    private static final float LN2_LOW = 0x1.7f7d1cp-20f;

    /** 1.5 · 2²³: added to a number it leaves a whole one in the last bits. */
    private static final float ROUNDING = 12_582_912;

    /** What puts a whole number where a float has its exponent. */
    private static final int TO_EXPONENT = 1 << 23;

    private static final int BITS_OF_ONE = 0x3f800000;

    /** Less a float's bits, the bits of its reciprocal to 12 %. */
    private static final int BITS_OF_RECIPROCAL = 0x7ef311c7;

    private VectorExponentials() {}

    static FloatVector of(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    /** −x. */
    static FloatVector negated(FloatVector x) {
        return x.mul(of(-1));
    }

    /** eˣ for x = −87 … 87; beyond, that of the bound. */
    static FloatVector exp(FloatVector x) {
        FloatVector bounded = x.max(of(-MOST)).min(of(MOST));
        FloatVector shifted = bounded.fma(of(LOG2_E), of(ROUNDING));
        FloatVector rest = rest(bounded, shifted);
        FloatVector power = slope(rest).fma(rest, of(1));
        return power.reinterpretAsInts()
                .add(shifted.reinterpretAsInts().mul(TO_EXPONENT))
                .reinterpretAsFloats();
    }

    /** eˣ − 1 for x = −87 … 87, as exact near 0 as elsewhere; beyond, that of the bound. */
    static FloatVector expm1(FloatVector x) {
        FloatVector bounded = x.max(of(-MOST)).min(of(MOST));
        FloatVector shifted = bounded.fma(of(LOG2_E), of(ROUNDING));
        FloatVector rest = rest(bounded, shifted);
        FloatVector scale =
                shifted.reinterpretAsInts().mul(TO_EXPONENT).add(BITS_OF_ONE).reinterpretAsFloats();
        return slope(rest).mul(rest).fma(scale, scale.add(of(-1)));
    }

    /** What is left of x without whole multiples of ln 2. */
    private static FloatVector rest(FloatVector x, FloatVector shifted) {
        FloatVector whole = shifted.add(of(-ROUNDING));
        return whole.fma(of(-LN2_LOW), whole.fma(of(-LN2_HIGH), x));
    }

    /** (eˣ − 1) / x for |x| ≤ ln 2 / 2: the polynomial of N. Juffa's expf (Stack Overflow, "Fastest implementation of expf"). */
    private static FloatVector slope(FloatVector x) {
        return of(1.37805939e-3f)
                .fma(x, of(8.37312452e-3f))
                .fma(x, of(4.16695364e-2f))
                .fma(x, of(1.66664720e-1f))
                .fma(x, of(4.99999851e-1f))
                .fma(x, of(1));
    }

    /** 1 / x for x = 10⁻³⁷ … 10³⁷: Newton's iteration, each step of which squares the error. */
    static FloatVector reciprocal(FloatVector x) {
        FloatVector minus = negated(x);
        FloatVector guess =
                x.reinterpretAsInts().mul(-1).add(BITS_OF_RECIPROCAL).reinterpretAsFloats();
        return closer(minus, closer(minus, closer(minus, closer(minus, guess))));
    }

    private static FloatVector closer(FloatVector minus, FloatVector guess) {
        return minus.fma(guess, of(1)).fma(guess, guess);
    }

    /** 1 / (1 + e⁻ˣ). */
    static FloatVector sigmoid(FloatVector x) {
        return reciprocal(exp(negated(x)).add(of(1)));
    }

    /** (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ): 1 from 10 on. */
    static FloatVector tanh(FloatVector x) {
        FloatVector power = expm1(x.add(x).max(of(-20)).min(of(20)));
        return power.mul(reciprocal(power.add(of(2))));
    }

    /**
     * erfc(x) for x ≥ 0, to 1.2·10⁻⁷ of itself: s · exp(−x² + a polynomial of s), where s = 1 / (1 + x/2) (Press et al., Numerical Recipes
     * in C, 1992, §6.2, {@code erfcc}).
     */
    static FloatVector erfc(FloatVector x) {
        FloatVector s = reciprocal(x.fma(of(0.5f), of(1)));
        FloatVector exponent = of(0.17087277f)
                .fma(s, of(-0.82215223f))
                .fma(s, of(1.48851587f))
                .fma(s, of(-1.13520398f))
                .fma(s, of(0.27886807f))
                .fma(s, of(-0.18628806f))
                .fma(s, of(0.09678418f))
                .fma(s, of(0.37409196f))
                .fma(s, of(1.00002368f))
                .fma(s, of(-1.26551223f));
        return s.mul(exp(negated(x).fma(x, exponent)));
    }
}
