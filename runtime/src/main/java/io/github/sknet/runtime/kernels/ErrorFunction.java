package io.github.sknet.runtime.kernels;

/**
 * The error function to the last bit of a float: two polynomials, fitted by N. Juffa ("Efficient faithfully-rounded implementation of
 * error function erff()", Stack Overflow, CC BY-SA 4.0).
 */
final class ErrorFunction {

    /** From here on erf is 1 − e to the power of a polynomial. */
    private static final float SPLIT = 0.927734375f;

    /** Below: erf(x) = x + x · a polynomial of x², from the highest power to the lowest. */
    private static final float[] NEAR = {
        -5.96761703e-4f, 4.99119423e-3f, -2.67681349e-2f, 1.12819925e-1f, -3.76125336e-1f, 1.28379166e-1f
    };

    /** Beyond: erf(|x|) = 1 − exp(|x| · a polynomial of |x|, less |x|). */
    private static final float[] FAR = {
        -1.72853470e-5f,
        3.83197126e-4f,
        -3.88396438e-3f,
        2.42546219e-2f,
        -1.06777877e-1f,
        -6.34846687e-1f,
        -1.28717512e-1f
    };

    private ErrorFunction() {}

    /** erf(x). */
    static float of(float x) {
        float size = Math.abs(x);
        if (size <= SPLIT) {
            float square = x * x;
            return Math.fma(polynomial(NEAR, square), x, x);
        }
        if (Float.isNaN(x)) {
            return x;
        }
        // From 4 on all is 1, and powers might overflow.
        float t = Math.min(size, 4);
        float exponent = Math.fma(polynomial(FAR, t), t, -t);
        return Math.copySign((float) (1 - Math.exp(exponent)), x);
    }

    private static float polynomial(float[] coefficients, float x) {
        float sum = coefficients[0];
        for (int i = 1; i < coefficients.length; i++) {
            sum = Math.fma(sum, x, coefficients[i]);
        }
        return sum;
    }
}
