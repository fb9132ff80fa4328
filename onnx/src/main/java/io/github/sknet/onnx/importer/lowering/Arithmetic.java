package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Activation.Function;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.ChannelAffine;
import io.github.sknet.graph.Multiply;
import io.github.sknet.graph.Op;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.onnx.importer.lowering.Feature.Base;
import io.github.sknet.onnx.importer.model.Constant;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums, differences, products and quotients, of computed values and with constants. */
final class Arithmetic {

    private static final String CONSTANTS = "constants that differ from pixel to pixel";

    private Arithmetic() {}

    static List<Operator> operators() {
        return List.of(
                Operator.of("Add", CONSTANTS, Arithmetic::add),
                Operator.of("Sub", CONSTANTS, Arithmetic::subtract),
                Operator.of("Mul", CONSTANTS, Arithmetic::multiply),
                Operator.of("Div", CONSTANTS + "; a divisor that is computed", Arithmetic::divide),
                Operator.of("Sum", CONSTANTS, Arithmetic::sum),
                Operator.of("Pow", "exponents other than ½, 1, 2 and 3", Arithmetic::power),
                Operator.of("Max", "what is not one number beside a computed value", Arithmetic::larger),
                Operator.of("Min", "what is not one number beside a computed value", Arithmetic::smaller));
    }

    private static Value add(OnnxNode node, Context context) {
        if (context.isFeature(node, 0) && context.isFeature(node, 1)) {
            return join(node, context, new Add(), context.feature(node, 0), context.feature(node, 1));
        }
        Feature value = context.feature(node, context.isFeature(node, 0) ? 0 : 1);
        return affine(node, context, value, ones(), beside(node, context, value));
    }

    private static Value subtract(OnnxNode node, Context context) {
        if (context.isFeature(node, 0) && context.isFeature(node, 1)) {
            Feature subtrahend = context.feature(node, 1);
            Base negative = context.apply(NodeNames.of(node) + ".minus", Activation.linear(-1, 0), subtrahend.base());
            return join(node, context, new Add(), context.feature(node, 0), new Feature(negative, subtrahend.view()));
        }
        boolean first = context.isFeature(node, 0);
        Feature value = context.feature(node, first ? 0 : 1);
        float[] constant = beside(node, context, value);
        return first
                ? affine(node, context, value, ones(), negated(constant))
                : affine(node, context, value, new float[] {-1}, constant);
    }

    private static Value multiply(OnnxNode node, Context context) {
        if (context.isFeature(node, 0) && context.isFeature(node, 1)) {
            return join(node, context, new Multiply(), context.feature(node, 0), context.feature(node, 1));
        }
        Feature value = context.feature(node, context.isFeature(node, 0) ? 0 : 1);
        return affine(node, context, value, beside(node, context, value), new float[1]);
    }

    private static Value divide(OnnxNode node, Context context) {
        if (context.isFeature(node, 1)) {
            throw new IllegalArgumentException("its divisor is computed from the image");
        }
        Feature value = context.feature(node, 0);
        float[] divisor = beside(node, context, value);
        float[] factor = new float[divisor.length];
        for (int i = 0; i < factor.length; i++) {
            factor[i] = (float) (1.0 / divisor[i]);
        }
        return affine(node, context, value, factor, new float[1]);
    }

    private static Value sum(OnnxNode node, Context context) {
        List<Base> terms = new ArrayList<>();
        Feature first = context.feature(node, 0);
        if (node.inputs().size() == 1) {
            return first;
        }
        for (int i = 1; i < node.inputs().size(); i++) {
            Pairing pairing = Pairing.of(context, first, context.feature(node, i));
            if (pairing.swapped()) {
                throw new IllegalArgumentException("its first input is smaller than its others");
            }
            first = pairing.first();
            terms.add(pairing.second());
        }
        terms.add(0, first.base());
        return new Feature(context.add(NodeNames.of(node), new Add(), terms, Map.of(), first.base()), first.view());
    }

    private static Value power(OnnxNode node, Context context) {
        Feature value = context.feature(node, 0);
        double exponent = context.require(node, 1, "exponent").single();
        String name = NodeNames.of(node);
        Base base = value.base();
        if (exponent == 1) {
            return value;
        }
        if (exponent == 0.5) {
            return new Feature(context.apply(name, new Activation(Function.SQRT), base), value.view());
        }
        if (exponent != 2 && exponent != 3) {
            throw new IllegalArgumentException("its exponent is " + exponent);
        }
        Base power = base;
        for (int i = 1; i < exponent; i++) {
            power = context.add(name, new Multiply(), List.of(power, base), Map.of(), base);
        }
        return new Feature(power, value.view());
    }

    private static Value larger(OnnxNode node, Context context) {
        return clip(node, context, true);
    }

    private static Value smaller(OnnxNode node, Context context) {
        return clip(node, context, false);
    }

    private static Value clip(OnnxNode node, Context context, boolean low) {
        boolean first = context.isFeature(node, 0);
        if (node.inputs().size() != 2 || context.isFeature(node, 0) == context.isFeature(node, 1)) {
            throw new IllegalArgumentException("it compares values that are computed from the image");
        }
        Feature value = context.feature(node, first ? 0 : 1);
        float bound = (float) context.require(node, first ? 1 : 0, "bound").single();
        Op op = low ? Activation.clip(bound, Float.MAX_VALUE) : Activation.clip(-Float.MAX_VALUE, bound);
        return new Feature(context.apply(NodeNames.of(node), op, value.base()), value.view());
    }

    private static float[] ones() {
        return new float[] {1};
    }

    private static float[] negated(float[] values) {
        float[] result = values.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] = -result[i];
        }
        return result;
    }

    /** The constant beside a computed value: one number, or one for each of its channels. */
    private static float[] beside(OnnxNode node, Context context, Feature value) {
        int index = context.isFeature(node, 0) ? 1 : 0;
        Constant constant = context.require(node, index, "other operand");
        if (node.attributes().has("axis")) {
            constant = ChannelConstant.placed(value, constant, node.attributes().whole("axis", 0));
        }
        if (constant.rank() > value.rank() && constant.size() > 1) {
            throw new IllegalArgumentException("it makes a tensor of more axes of a computed value");
        }
        ChannelConstant channels = ChannelConstant.of(value, constant);
        return channels.isUniform() ? new float[] {channels.numbers()[0]} : channels.numbers();
    }

    /** x·factor + summand, by one number for all channels where it is one. */
    private static Value affine(OnnxNode node, Context context, Feature value, float[] factor, float[] summand) {
        String name = NodeNames.of(node);
        Base base = value.base();
        if (factor.length == 1 && summand.length == 1) {
            boolean same = factor[0] == 1 && summand[0] == 0;
            return same
                    ? value
                    : new Feature(context.apply(name, Activation.linear(factor[0], summand[0]), base), value.view());
        }
        boolean biased = summand.length > 1 || summand[0] != 0;
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        parameters.put("weight", repeated(factor, base.channels()));
        if (biased) {
            parameters.put("bias", repeated(summand, base.channels()));
        }
        ChannelAffine op = new ChannelAffine(base.channels(), biased, 1);
        return new Feature(context.apply(name, op, base, parameters), value.view());
    }

    private static Tensor repeated(float[] values, int channels) {
        if (values.length == channels) {
            return Weighted.vector(values);
        }
        float[] result = new float[channels];
        Arrays.fill(result, values[0]);
        return Weighted.vector(result);
    }

    private static Value join(OnnxNode node, Context context, Op op, Feature a, Feature b) {
        Pairing pairing = Pairing.of(context, a, b);
        Feature first = pairing.first();
        return new Feature(
                context.add(NodeNames.of(node), op, List.of(first.base(), pairing.second()), Map.of(), first.base()),
                first.view());
    }
}
