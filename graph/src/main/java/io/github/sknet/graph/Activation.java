package io.github.sknet.graph;

import java.util.List;

/**
 * A function of each value alone; any shape. It is one record for all functions: a new one is a constant of {@link Function}, and the
 * compiler lists every engine that must still learn it.
 *
 * @param function which
 * @param alpha the function's first parameter, 0 where it has none
 * @param beta the function's second parameter, 0 where it has none
 */
public record Activation(Function function, float alpha, float beta) implements Op {

    /** The functions, each with the usual values of its parameters α and β. */
    public enum Function {
        /** max(0, x). */
        RELU,
        /** 1 / (1 + e⁻ˣ). */
        SIGMOID,
        /** x where x ≥ 0, else α·x (Maas et al. 2013). */
        LEAKY_RELU(0.01f),
        /** x where x ≥ 0, else α·(eˣ − 1) (Clevert et al. 2016). */
        ELU(1),
        /** β·x where x ≥ 0, else β·α·(eˣ − 1), with the constants of Klambauer et al. 2017. */
        SELU(1.67326319217681884765625f, 1.05070102214813232421875f),
        /** (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ). */
        TANH,
        /** ln(1 + eˣ). */
        SOFTPLUS,
        /** x / (1 + |x|). */
        SOFTSIGN,
        /** x · sigmoid(x), also called swish (Ramachandran et al. 2017). */
        SILU,
        /** min(1, max(0, α·x + β)); PyTorch's α is 1/6, ONNX's usual one 0.2. */
        HARD_SIGMOID(1 / 6f, 0.5f),
        /** x · min(1, max(0, x/6 + 1/2)) (Howard et al. 2019). */
        HARD_SWISH,
        /** x · (1 + erf(x/√2)) / 2 (Hendrycks and Gimpel 2016). */
        GELU,
        /** GELU by a hyperbolic tangent: x · (1 + tanh(√(2/π)·(x + 0.044715·x³))) / 2. */
        GELU_TANH,
        /** x · tanh(ln(1 + eˣ)) (Misra 2020). */
        MISH,
        /** min(β, max(α, x)): ReLU6 is 0 … 6. A bound that is not there is ±{@link Float#MAX_VALUE}. */
        CLIP(-Float.MAX_VALUE, Float.MAX_VALUE),
        /** α·x + β: sums, differences, products and quotients with constants. */
        LINEAR(1, 0),
        /** |x|. */
        ABS,
        /** eˣ. */
        EXP,
        /** √x; NaN below 0. */
        SQRT;

        private final float[] usual;

        Function(float... usual) {
            this.usual = usual;
        }

        /** The number of parameters: 0, 1 (α) or 2 (α and β). */
        public int parameters() {
            return usual.length;
        }

        /** The usual α; 0 where there is none. */
        public float usualAlpha() {
            return usual.length > 0 ? usual[0] : 0;
        }

        /** The usual β; 0 where there is none. */
        public float usualBeta() {
            return usual.length > 1 ? usual[1] : 0;
        }
    }

    public Activation {
        Inputs.finite("Activation", "alpha", alpha);
        Inputs.finite("Activation", "beta", beta);
        if (function.parameters() < 1 && alpha != 0 || function.parameters() < 2 && beta != 0) {
            throw new IllegalArgumentException("Activation: " + function + " has " + function.parameters()
                    + " parameter(s), and the others are 0, not alpha=" + alpha + ", beta=" + beta);
        }
        if (function == Function.CLIP && alpha > beta) {
            throw new IllegalArgumentException(
                    "Activation: CLIP needs alpha ≤ beta, not alpha=" + alpha + ", beta=" + beta);
        }
    }

    /** A function with its usual parameters. */
    public Activation(Function function) {
        this(function, function.usualAlpha(), function.usualBeta());
    }

    public static Activation relu() {
        return new Activation(Function.RELU);
    }

    public static Activation sigmoid() {
        return new Activation(Function.SIGMOID);
    }

    public static Activation hardSwish() {
        return new Activation(Function.HARD_SWISH);
    }

    public static Activation leakyRelu(float slope) {
        return new Activation(Function.LEAKY_RELU, slope, 0);
    }

    /** min(high, max(low, x)). */
    public static Activation clip(float low, float high) {
        return new Activation(Function.CLIP, low, high);
    }

    /** factor·x + summand. */
    public static Activation linear(float factor, float summand) {
        return new Activation(Function.LINEAR, factor, summand);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Inputs.single(this, inputs);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor, Node node) {
        return visitor.visitActivation(node, this);
    }

    @Override
    public String toString() {
        return "Activation(" + function + (function.parameters() > 0 ? ", α " + alpha : "")
                + (function.parameters() > 1 ? ", β " + beta : "") + ")";
    }
}
