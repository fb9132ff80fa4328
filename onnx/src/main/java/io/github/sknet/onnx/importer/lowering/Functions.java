package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Activation.Function;
import io.github.sknet.graph.Dropout;
import io.github.sknet.graph.Op;
import io.github.sknet.graph.PRelu;
import io.github.sknet.graph.Softmax;
import io.github.sknet.onnx.importer.evaluation.Axes;
import io.github.sknet.onnx.importer.lowering.Factor.Axis;
import io.github.sknet.onnx.importer.model.Attributes;
import io.github.sknet.onnx.importer.model.Constant;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Functions of each value alone, and softmax. */
final class Functions {

    /** The opset from which softmax is over one axis, rather than all from one on. */
    private static final int SOFTMAX_OVER_ONE_AXIS = 13;

    /** The opset from which Clip's bounds are inputs. */
    private static final int CLIP_BOUNDS_ARE_INPUTS = 11;

    private static final String BOUNDS = "bounds that are computed";

    private Functions() {}

    static List<Operator> operators() {
        return List.of(
                function("Relu", attributes -> Activation.relu()),
                function("Sigmoid", attributes -> Activation.sigmoid()),
                function("Tanh", attributes -> new Activation(Function.TANH)),
                function("Softplus", attributes -> new Activation(Function.SOFTPLUS)),
                function("Softsign", attributes -> new Activation(Function.SOFTSIGN)),
                function("Mish", attributes -> new Activation(Function.MISH)),
                function("HardSwish", attributes -> Activation.hardSwish()),
                function("Abs", attributes -> new Activation(Function.ABS)),
                function("Exp", attributes -> new Activation(Function.EXP)),
                function("Sqrt", attributes -> new Activation(Function.SQRT)),
                function("Neg", attributes -> Activation.linear(-1, 0)),
                function("LeakyRelu", attributes -> Activation.leakyRelu(attributes.real("alpha", 0.01f))),
                function("Elu", attributes -> new Activation(Function.ELU, attributes.real("alpha", 1), 0)),
                function("Selu", Functions::selu),
                function(
                        "HardSigmoid",
                        attributes -> new Activation(
                                Function.HARD_SIGMOID, attributes.real("alpha", 0.2f), attributes.real("beta", 0.5f))),
                function("Gelu", Functions::gelu),
                Operator.of("Swish", "an alpha other than 1", Functions::swish),
                Operator.of("Clip", BOUNDS, Functions::clip),
                Operator.of("PRelu", "a slope for each pixel", Functions::prelu),
                Operator.of("Dropout", "its mask", Functions::dropout),
                Operator.of("Identity", (node, context) -> context.value(node.input(0))),
                Operator.of("Cast", "what is not a float or a size", Functions::cast),
                Operator.of("Softmax", "over other axes than channels", Functions::softmax));
    }

    @FunctionalInterface
    private interface Of {
        Op of(Attributes attributes);
    }

    private static Operator function(String name, Of op) {
        return Operator.of(name, (node, context) -> apply(node, context, op.of(node.attributes())));
    }

    private static Feature apply(OnnxNode node, Context context, Op op) {
        Feature input = context.feature(node, 0);
        return new Feature(context.apply(NodeNames.of(node), op, input.base()), input.view());
    }

    private static Op selu(Attributes attributes) {
        return new Activation(
                Function.SELU,
                attributes.real("alpha", Function.SELU.usualAlpha()),
                attributes.real("gamma", Function.SELU.usualBeta()));
    }

    private static Op gelu(Attributes attributes) {
        String way = attributes.text("approximate", "none");
        return new Activation(way.equals("tanh") ? Function.GELU_TANH : Function.GELU);
    }

    private static Value swish(OnnxNode node, Context context) {
        if (node.attributes().real("alpha", 1) != 1) {
            throw new IllegalArgumentException("its alpha is not 1");
        }
        return apply(node, context, new Activation(Function.SILU));
    }

    private static Value clip(OnnxNode node, Context context) {
        float low = -Float.MAX_VALUE;
        float high = Float.MAX_VALUE;
        if (context.opset() >= CLIP_BOUNDS_ARE_INPUTS) {
            low = node.hasInput(1)
                    ? (float) context.require(node, 1, "lower bound").single()
                    : low;
            high = node.hasInput(2)
                    ? (float) context.require(node, 2, "upper bound").single()
                    : high;
        } else {
            low = node.attributes().real("min", low);
            high = node.attributes().real("max", high);
        }
        return apply(node, context, Activation.clip(finite(low), finite(high)));
    }

    private static float finite(float bound) {
        return Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, bound));
    }

    private static Value prelu(OnnxNode node, Context context) {
        Feature input = context.feature(node, 0);
        Constant slope = context.require(node, 1, "slope");
        int channels = input.base().channels();
        // Files of before operator set 7 say a slope for each channel by a vector, which would now be for each column.
        boolean vector = slope.rank() == 1 && slope.size() == channels;
        float[] slopes = vector || slope.size() == 1
                ? Weighted.perChannel(slope, channels, "slope")
                : ChannelConstant.of(input, slope).values(channels);
        return new Feature(
                context.apply(
                        NodeNames.of(node, node.input(1)),
                        new PRelu(channels),
                        input.base(),
                        Map.of("weight", Weighted.vector(slopes))),
                input.view());
    }

    /** In training as it says, or PyTorch's half. */
    private static Value dropout(OnnxNode node, Context context) {
        float ratio = node.hasInput(1)
                ? (float) context.require(node, 1, "ratio").single()
                : node.attributes().real("ratio", 0.5f);
        if (!context.isFeature(node, 0)) {
            return context.value(node.input(0));
        }
        if (!(ratio > 0 && ratio < 1)) {
            return context.feature(node, 0);
        }
        return apply(node, context, new Dropout(ratio));
    }

    private static Value cast(OnnxNode node, Context context) {
        long type = node.attributes().whole("to", 1);
        boolean floating = type == 1 || type == 10 || type == 11 || type == 16;
        if (!floating) {
            throw new IllegalArgumentException("what is computed from the image becomes something else than a float");
        }
        return context.feature(node, 0);
    }

    private static Value softmax(OnnxNode node, Context context) {
        Feature input = context.feature(node, 0);
        boolean oneAxis = context.opset() >= SOFTMAX_OVER_ONE_AXIS;
        int axis = Axes.normal(node.attributes().whole("axis", oneAxis ? -1 : 1), input.rank());
        List<Factor> parts = new ArrayList<>(input.view().parts(axis));
        for (int i = axis + 1; i < input.rank() && !oneAxis; i++) {
            parts.addAll(input.view().parts(i));
        }
        boolean channels = parts.stream().allMatch(part -> part.axis() == Axis.CHANNEL);
        if (!channels || Standard.size(parts) != input.base().channels()) {
            throw new IllegalArgumentException("it goes over other axes than all channels");
        }
        return apply(node, context, new Softmax());
    }
}
