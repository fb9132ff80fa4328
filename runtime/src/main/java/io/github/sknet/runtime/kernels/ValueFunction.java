package io.github.sknet.runtime.kernels;

import io.github.sknet.graph.Activation;
import java.util.Locale;

/**
 * A function of one value: of every value of a map, or of every output of a convolution or an addition, while it is near. It is what
 * {@link Activation} says; where vectors compute it quicker than the loop over {@link #of(float)}, kernels have a twin of it.
 *
 * @param kind which
 * @param alpha its first parameter
 * @param beta its second parameter
 */
public record ValueFunction(Activation.Function kind, float alpha, float beta) {

    /** x. */
    public static final ValueFunction IDENTITY = of(Activation.linear(1, 0));

    /** max(0, x). */
    public static final ValueFunction RELU = of(Activation.relu());

    /** 1 / (1 + e⁻ˣ). */
    public static final ValueFunction SIGMOID = of(Activation.sigmoid());

    private static final double GELU_CUBIC = 0.044715;

    private static final double ERF_IS_ONE = 6;

    public static ValueFunction of(Activation activation) {
        return new ValueFunction(activation.function(), activation.alpha(), activation.beta());
    }

    /** The function's value; NaN for NaN. */
    public float of(float x) {
        return switch (kind) {
            case RELU -> Math.max(0, x);
            case SIGMOID -> (float) sigmoid(x);
            case LEAKY_RELU -> x >= 0 ? x : alpha * x;
            case ELU -> x >= 0 ? x : (float) (alpha * Math.expm1(x));
            case SELU -> x >= 0 ? beta * x : (float) ((double) beta * alpha * Math.expm1(x));
            case TANH -> (float) Math.tanh(x);
            case SOFTPLUS -> (float) softplus(x);
            case SOFTSIGN -> x / (1 + Math.abs(x));
            case SILU -> (float) (x * sigmoid(x));
            case HARD_SIGMOID -> clip(alpha * x + beta, 0, 1);
            case HARD_SWISH -> x * clip(x / 6 + 0.5f, 0, 1);
            case GELU -> (float) (0.5 * x * (1 + erf(x * Math.sqrt(0.5))));
            case GELU_TANH -> (float) (x * sigmoid(Math.sqrt(8 / Math.PI) * (x + GELU_CUBIC * x * x * x)));
            case MISH -> (float) (x * Math.tanh(softplus(x)));
            case CLIP -> clip(x, alpha, beta);
            case LINEAR -> alpha * x + beta;
            case ABS -> Math.abs(x);
            case EXP -> (float) Math.exp(x);
            case SQRT -> (float) Math.sqrt(x);
        };
    }

    private static float clip(float x, float low, float high) {
        return Math.min(high, Math.max(low, x));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** ln(1 + eˣ) without an overflow. */
    private static double softplus(double x) {
        return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /** 2/√π · e^(−x²) · Σ 2ⁿ·x²ⁿ⁺¹ / (1·3·5 … (2n + 1)) (Abramowitz and Stegun 7.1.6); ±1 from 6 on. */
    private static double erf(double x) {
        if (!(Math.abs(x) < ERF_IS_ONE)) {
            return Math.signum(x);
        }
        double term = x;
        double sum = 0;
        for (int n = 0; sum + term != sum; n++) {
            sum += term;
            term *= 2 * x * x / (2 * n + 3);
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }

    public boolean isIdentity() {
        return equals(IDENTITY);
    }

    /** Whether it is max({@link #low}, x), which kernels do as they store a result. Others come after, as a pass. */
    public boolean isClamp() {
        return kind == Activation.Function.RELU
                || kind == Activation.Function.CLIP && beta == Float.MAX_VALUE
                || isIdentity();
    }

    /**
     * The smallest result of a clamp or a clip; −∞ for other functions. Kernels raise results to it as they store them, so that of a clip
     * its upper bound is left.
     */
    public float low() {
        return switch (kind) {
            case RELU -> 0;
            case CLIP -> alpha;
            default -> Float.NEGATIVE_INFINITY;
        };
    }

    /** Its name for a human; empty for the identity. */
    @Override
    public String toString() {
        if (isIdentity()) {
            return "";
        }
        return kind == Activation.Function.RELU
                ? "ReLU"
                : kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
