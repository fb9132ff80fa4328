package io.github.sknet.conformance.reference;

import io.github.sknet.graph.Activation;

/** The functions of one value. */
final class FunctionDefinitions {

    /** Where erf is ±1 in double precision. */
    private static final double ERF_IS_ONE = 6;

    private FunctionDefinitions() {}

    static double apply(Activation f, double x) {
        double alpha = f.alpha();
        double beta = f.beta();
        return switch (f.function()) {
            case RELU -> Math.max(0, x);
            case SIGMOID -> sigmoid(x);
            case LEAKY_RELU -> x >= 0 ? x : alpha * x;
            case ELU -> x >= 0 ? x : alpha * Math.expm1(x);
            case SELU -> beta * (x >= 0 ? x : alpha * Math.expm1(x));
            case TANH -> Math.tanh(x);
            case SOFTPLUS -> softplus(x);
            case SOFTSIGN -> x / (1 + Math.abs(x));
            case SILU -> x * sigmoid(x);
            case HARD_SIGMOID -> clip(alpha * x + beta, 0, 1);
            case HARD_SWISH -> x * clip(x / 6 + 0.5, 0, 1);
            case GELU -> x * (1 + erf(x / Math.sqrt(2))) / 2;
            case GELU_TANH -> x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))) / 2;
            case MISH -> x * Math.tanh(softplus(x));
            case CLIP -> clip(x, alpha, beta);
            case LINEAR -> alpha * x + beta;
            case ABS -> Math.abs(x);
            case EXP -> Math.exp(x);
            case SQRT -> Math.sqrt(x);
        };
    }

    private static double clip(double x, double low, double high) {
        return Math.min(high, Math.max(low, x));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** ln(1 + eˣ) without an overflow. */
    private static double softplus(double x) {
        return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /** 2/√π · e^(−x²) · Σ 2ⁿ·x²ⁿ⁺¹ / (1·3·5 … (2n + 1)), whose terms all have one sign (Abramowitz and Stegun 7.1.6). */
    static double erf(double x) {
        if (Math.abs(x) > ERF_IS_ONE) {
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
}
