package io.github.sknet.djl.blocks;

import ai.djl.ndarray.NDArray;
import io.github.sknet.graph.Activation;
import java.util.function.UnaryOperator;

/** The functions of one value, each as DJL's own where it has it in this definition. */
final class Functions {

    private Functions() {}

    static UnaryOperator<NDArray> of(Activation f) {
        float alpha = f.alpha();
        float beta = f.beta();
        return switch (f.function()) {
            case RELU -> ai.djl.nn.Activation::relu;
            case SIGMOID -> ai.djl.nn.Activation::sigmoid;
            case LEAKY_RELU -> x -> ai.djl.nn.Activation.leakyRelu(x, alpha);
            case ELU -> x -> ai.djl.nn.Activation.elu(x, alpha);
            case SELU -> x -> ai.djl.nn.Activation.elu(x, alpha).mul(beta);
            case TANH -> NDArray::tanh;
            case SOFTPLUS -> ai.djl.nn.Activation::softPlus;
            case SOFTSIGN -> ai.djl.nn.Activation::softSign;
            case SILU -> x -> x.mul(ai.djl.nn.Activation.sigmoid(x));
            case HARD_SIGMOID -> x -> x.mul(alpha).add(beta).clip(0, 1);
            case HARD_SWISH -> x -> x.mul(x.div(6f).add(0.5f).clip(0, 1));
            case GELU -> ai.djl.nn.Activation::gelu;
            case GELU_TANH -> Functions::geluByTanh;
            case MISH -> x -> x.mul(ai.djl.nn.Activation.softPlus(x).tanh());
            case CLIP -> x -> x.clip(alpha, beta);
            case LINEAR -> x -> x.mul(alpha).add(beta);
            case ABS -> NDArray::abs;
            case EXP -> NDArray::exp;
            case SQRT -> NDArray::sqrt;
        };
    }

    private static NDArray geluByTanh(NDArray x) {
        NDArray inner = x.add(x.mul(x).mul(x).mul(0.044715f)).mul((float) Math.sqrt(2 / Math.PI));
        return x.mul(inner.tanh().add(1f)).mul(0.5f);
    }
}
