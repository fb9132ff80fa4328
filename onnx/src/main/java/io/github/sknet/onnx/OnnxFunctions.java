package io.github.sknet.onnx;

import static io.github.sknet.onnx.OnnxModelBuilder.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import io.github.sknet.graph.Activation;
import java.util.List;

/**
 * Writes functions of one value: as the operator of their name or, where the operator set has none, spelled in others.
 *
 * @param model what is written
 */
record OnnxFunctions(OnnxModelBuilder model) {

    /**
     * Writes a function.
     *
     * @param x what it is of
     * @return the name of its value
     */
    String write(String name, Activation f, String x) {
        return switch (f.function()) {
            case RELU -> operator("Relu", name, x);
            case SIGMOID -> operator("Sigmoid", name, x);
            case LEAKY_RELU -> operator("LeakyRelu", name, x, attribute("alpha", f.alpha()));
            case ELU -> operator("Elu", name, x, attribute("alpha", f.alpha()));
            case SELU -> operator("Selu", name, x, attribute("alpha", f.alpha()), attribute("gamma", f.beta()));
            case TANH -> operator("Tanh", name, x);
            case SOFTPLUS -> operator("Softplus", name, x);
            case SOFTSIGN -> operator("Softsign", name, x);
            case SILU -> product(name, x, operator("Sigmoid", name + "/sigmoid", x));
            case HARD_SIGMOID -> hardSigmoid(name, x, f.alpha(), f.beta());
            case HARD_SWISH ->
                model.opset().hasHardSwish()
                        ? operator("HardSwish", name, x)
                        : product(name, x, hardSigmoid(name + "/gate", x, 1 / 6f, 0.5f));
            case GELU -> gelu(name, x, operator("Erf", name + "/erf", scaled(name + "/scaled", x, Math.sqrt(0.5))));
            case GELU_TANH -> gelu(name, x, operator("Tanh", name + "/tanh", cubic(name, x)));
            case MISH ->
                model.opset().hasMish()
                        ? operator("Mish", name, x)
                        : product(name, x, operator("Tanh", name + "/gate", operator("Softplus", name + "/plus", x)));
            case CLIP -> model.add("Clip", name, List.of(x, constant(f.alpha()), constant(f.beta())));
            case LINEAR -> sum(name, scaled(name + "/scaled", x, f.alpha()), constant(f.beta()));
            case ABS -> operator("Abs", name, x);
            case EXP -> operator("Exp", name, x);
            case SQRT -> operator("Sqrt", name, x);
        };
    }

    private String operator(String opType, String name, String x, AttributeProto... attributes) {
        return model.add(opType, name, List.of(x), attributes);
    }

    private String hardSigmoid(String name, String x, float alpha, float beta) {
        return operator("HardSigmoid", name, x, attribute("alpha", alpha), attribute("beta", beta));
    }

    /** x · (1 + inner) / 2. */
    private String gelu(String name, String x, String inner) {
        String half = scaled(name + "/half", x, 0.5);
        return product(name, half, sum(name + "/gate", inner, constant(1)));
    }

    /** √(2/π) · (x + 0.044715 · x³). */
    private String cubic(String name, String x) {
        String square = product(name + "/square", x, x);
        String factor = sum(name + "/factor", scaled(name + "/part", square, 0.044715), constant(1));
        return scaled(name + "/inner", product(name + "/cubic", x, factor), Math.sqrt(2 / Math.PI));
    }

    private String scaled(String name, String x, double factor) {
        return product(name, x, constant((float) factor));
    }

    private String product(String name, String a, String b) {
        return model.add("Mul", name, List.of(a, b));
    }

    private String sum(String name, String a, String b) {
        return model.add("Add", name, List.of(a, b));
    }

    /** A number without axes; equal ones are written once. */
    private String constant(float value) {
        return model.floats("const/" + value, List.of(), new float[] {value});
    }
}
