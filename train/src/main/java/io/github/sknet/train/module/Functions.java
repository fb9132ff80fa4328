package io.github.sknet.train.module;

import io.github.sknet.graph.Activation;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The functions of one value, each as libtorch's own where it has it. */
final class Functions {

    private Functions() {}

    static UnaryOperator<Tensor> of(Activation f) {
        double alpha = f.alpha();
        double beta = f.beta();
        return switch (f.function()) {
            case RELU -> Tensor::relu;
            case SIGMOID -> Tensor::sigmoid;
            case LEAKY_RELU -> x -> torch.leaky_relu(x, new Scalar(alpha));
            case ELU -> x -> torch.elu(x, new Scalar(alpha), new Scalar(1.0), new Scalar(1.0));
            case SELU -> x -> torch.elu(x, new Scalar(alpha), new Scalar(beta), new Scalar(1.0));
            case TANH -> Tensor::tanh;
            case SOFTPLUS -> torch::softplus;
            case SOFTSIGN -> x -> x.div(x.abs().add(new Scalar(1.0)));
            case SILU -> torch::silu;
            case HARD_SIGMOID -> x -> clamp(linear(x, alpha, beta), 0, 1);
            case HARD_SWISH -> torch::hardswish;
            case GELU -> torch::gelu;
            case GELU_TANH -> x -> torch.gelu(x, "tanh");
            case MISH -> torch::mish;
            case CLIP -> x -> clamp(x, alpha, beta);
            case LINEAR -> x -> linear(x, alpha, beta);
            case ABS -> Tensor::abs;
            case EXP -> Tensor::exp;
            case SQRT -> Tensor::sqrt;
        };
    }

    private static Tensor clamp(Tensor x, double low, double high) {
        return x.clamp(new ScalarOptional(new Scalar(low)), new ScalarOptional(new Scalar(high)));
    }

    private static Tensor linear(Tensor x, double factor, double summand) {
        return x.mul(new Scalar(factor)).add(new Scalar(summand));
    }
}
