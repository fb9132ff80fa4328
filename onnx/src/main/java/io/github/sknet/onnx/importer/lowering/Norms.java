package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.GroupNorm;
import io.github.sknet.graph.LayerNorm;
import io.github.sknet.graph.LocalResponseNorm;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.onnx.importer.evaluation.Axes;
import io.github.sknet.onnx.importer.lowering.Factor.Axis;
import io.github.sknet.onnx.importer.lowering.Feature.Base;
import io.github.sknet.onnx.importer.model.Constant;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Normalisations. */
final class Norms {

    /** The opset from which GroupNormalization has a weight for each channel, rather than for each group. */
    private static final int GROUP_NORM_BY_CHANNEL = 21;

    private Norms() {}

    static List<Operator> operators() {
        return List.of(
                Operator.of("BatchNormalization", "training_mode", Norms::batchNorm),
                Operator.of("LayerNormalization", "over other axes than channels", Norms::layerNorm),
                Operator.of("InstanceNormalization", Norms::instanceNorm),
                Operator.of("GroupNormalization", Norms::groupNorm),
                Operator.of("LRN", Norms::localResponse));
    }

    private static Value batchNorm(OnnxNode node, Context context) {
        if (node.attributes().flag("training_mode", false)) {
            throw new IllegalArgumentException("it is in training mode");
        }
        Feature input = context.feature(node, 0);
        boolean vector = input.rank() == 2;
        Base base =
                vector ? context.standard().vector(input) : context.standard().map(input);
        int channels = base.channels();
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        List<String> suffixes = List.of("weight", "bias", "running_mean", "running_var");
        for (int i = 0; i < suffixes.size(); i++) {
            String suffix = suffixes.get(i);
            Constant values = context.require(node, i + 1, suffix);
            if (values.size() != channels) {
                throw new IllegalArgumentException(
                        "its " + suffix + " has " + values.size() + " values for " + channels + " channels");
            }
            parameters.put(suffix, Weighted.vector(values.asFloats()));
        }
        // PyTorch's momentum is the share of what is new, ONNX's of what is old.
        float momentum = Math.max(0, Math.min(1, 1 - node.attributes().real("momentum", 0.9f)));
        BatchNorm op = new BatchNorm(channels, node.attributes().real("epsilon", 1e-5f), momentum, 1);
        Base result = context.apply(NodeNames.of(node, node.input(1)), op, base, parameters);
        return vector ? Feature.vector(result) : Feature.map(result);
    }

    private static Value layerNorm(OnnxNode node, Context context) {
        Feature input = context.feature(node, 0);
        Base base = input.base();
        int from = Axes.normal(node.attributes().whole("axis", -1), input.rank());
        requireChannels(input, from, input.rank());
        float[] weight = node.hasInput(1)
                ? ChannelConstant.of(input, context.require(node, 1, "weight")).values(base.channels())
                : Weighted.perChannel(one(), base.channels(), "weight");
        float[] bias = node.hasInput(2)
                ? ChannelConstant.of(input, context.require(node, 2, "bias")).values(base.channels())
                : new float[base.channels()];
        LayerNorm op = new LayerNorm(base.channels(), node.attributes().real("epsilon", 1e-5f));
        return new Feature(
                context.apply(NodeNames.of(node, node.input(1)), op, base, parameters(weight, bias)), input.view());
    }

    /** Over one axis, wherever it is. */
    static Value plainLayerNorm(OnnxNode node, Context context) {
        Feature input = context.feature(node, 0);
        int axis = Axes.normal(node.attributes().whole("axis", -1), input.rank());
        requireChannels(input, axis, axis + 1);
        int channels = input.base().channels();
        LayerNorm op = new LayerNorm(channels, node.attributes().real("epsilon", 1e-5f));
        Map<String, Tensor> parameters =
                parameters(Weighted.perChannel(one(), channels, "weight"), new float[channels]);
        return new Feature(context.apply(NodeNames.of(node, ""), op, input.base(), parameters), input.view());
    }

    private static void requireChannels(Feature input, int from, int to) {
        List<Factor> parts = new ArrayList<>();
        for (int axis = from; axis < to; axis++) {
            parts.addAll(input.view().parts(axis));
        }
        boolean channels = parts.stream().allMatch(part -> part.axis() == Axis.CHANNEL);
        if (!channels || Standard.size(parts) != input.base().channels()) {
            throw new IllegalArgumentException("it goes over other axes than all channels");
        }
    }

    private static Constant one() {
        return Constant.of(List.of(), new float[] {1});
    }

    private static Map<String, Tensor> parameters(float[] weight, float[] bias) {
        return Map.of("weight", Weighted.vector(weight), "bias", Weighted.vector(bias));
    }

    /** Over all that lies behind the second axis: channel by channel, or, as torch.onnx has group normalisation, group by group. */
    private static Value instanceNorm(OnnxNode node, Context context) {
        Feature input = context.feature(node, 0);
        Base base = input.base();
        List<Factor> parts = input.view().parts(1);
        boolean planes = !base.vector() && input.isBatch(0) && input.view().within(1, Axis.CHANNEL);
        int groups = (int) Standard.size(parts);
        boolean consecutive = parts.size() == 1 && (long) groups * parts.get(0).stride() == base.channels();
        if (!planes || !consecutive) {
            throw new IllegalArgumentException("it goes over other axes than all pixels of some channels");
        }
        int perGroup = base.channels() / groups;
        float[] weight = repeated(context.require(node, 1, "weight"), groups, perGroup);
        float[] bias = repeated(context.require(node, 2, "bias"), groups, perGroup);
        GroupNorm op = new GroupNorm(groups, base.channels(), node.attributes().real("epsilon", 1e-5f));
        String name = NodeNames.of(node, node.input(1));
        return new Feature(context.apply(name, op, base, parameters(weight, bias)), input.view());
    }

    private static float[] repeated(Constant constant, int groups, int perGroup) {
        float[] values = Weighted.perChannel(constant, groups, "weight");
        float[] result = new float[groups * perGroup];
        for (int c = 0; c < result.length; c++) {
            result[c] = values[c / perGroup];
        }
        return result;
    }

    private static Value groupNorm(OnnxNode node, Context context) {
        Base base = context.standard().pixels(context.feature(node, 0));
        int groups = Math.toIntExact(node.attributes().whole("num_groups", 1));
        if (groups < 1 || base.channels() % groups != 0) {
            throw new IllegalArgumentException("its num_groups of " + groups + " does not divide its channels");
        }
        boolean byChannel = context.opset() >= GROUP_NORM_BY_CHANNEL;
        int values = byChannel ? base.channels() : groups;
        float[] weight = repeated(context.require(node, 1, "weight"), values, base.channels() / values);
        float[] bias = repeated(context.require(node, 2, "bias"), values, base.channels() / values);
        GroupNorm op = new GroupNorm(groups, base.channels(), node.attributes().real("epsilon", 1e-5f));
        String name = NodeNames.of(node, node.input(1));
        return Feature.map(context.apply(name, op, base, parameters(weight, bias)));
    }

    private static Value localResponse(OnnxNode node, Context context) {
        Base base = context.standard().map(context.feature(node, 0));
        LocalResponseNorm op = new LocalResponseNorm(
                Math.toIntExact(node.attributes().whole("size", 1)),
                node.attributes().real("alpha", 1e-4f),
                node.attributes().real("beta", 0.75f),
                node.attributes().real("bias", 1));
        return Feature.map(context.apply(NodeNames.of(node), op, base));
    }
}
