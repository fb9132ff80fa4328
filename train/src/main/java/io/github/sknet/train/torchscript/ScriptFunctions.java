package io.github.sknet.train.torchscript;

import io.github.sknet.graph.Activation;

/**
 * The functions of one value.
 *
 * @param script what is written
 */
record ScriptFunctions(Script script) {

    /** Writes a function of x and returns its name. */
    String write(Activation f, String x) {
        return switch (f.function()) {
            case RELU -> script.call("relu", x);
            case SIGMOID -> script.call("sigmoid", x);
            case LEAKY_RELU -> script.call("leaky_relu", x, f.alpha());
            case ELU -> script.call("elu", x, f.alpha());
            case SELU -> script.call("elu", x, f.alpha(), f.beta());
            case TANH -> script.call("tanh", x);
            case SOFTPLUS -> script.call("softplus", x);
            case SOFTSIGN -> script.let(x + " / (1 + torch.abs(" + x + "))");
            case SILU -> script.call("silu", x);
            case HARD_SIGMOID -> script.call("clamp", linear(f, x), 0, 1);
            case HARD_SWISH -> script.call("hardswish", x);
            case GELU -> script.call("gelu", x);
            case GELU_TANH -> script.let("torch.gelu(" + x + ", approximate=\"tanh\")");
            case MISH -> script.call("mish", x);
            case CLIP -> script.call("clamp", x, f.alpha(), f.beta());
            case LINEAR -> linear(f, x);
            case ABS -> script.call("abs", x);
            case EXP -> script.call("exp", x);
            case SQRT -> script.call("sqrt", x);
        };
    }

    private String linear(Activation f, String x) {
        return script.let(x + " * " + (double) f.alpha() + " + " + (double) f.beta());
    }
}
