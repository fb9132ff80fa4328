package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Activation.Function;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.ChannelAffine;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.ConvTranspose2d;
import io.github.sknet.graph.GroupNorm;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.LayerNorm;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Op;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.onnx.importer.lowering.Draft.Step;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sums and products with constants vanish in the weighted operation before them, where nobody else reads that: the bias that follows a
 * matrix product, a BatchNorm that was spelled out, the scale of Caffe's BatchNorm, the layer scale of ConvNeXt.
 */
final class AffineFolding {

    private final Draft draft;

    private AffineFolding(Draft draft) {
        this.draft = draft;
    }

    static void apply(Draft draft) {
        new AffineFolding(draft).fold();
    }

    private void fold() {
        Map<String, Integer> readers = draft.readers();
        Map<String, String> moved = new HashMap<>();
        for (String name : draft.names()) {
            Step step = draft.step(name);
            if (!isAffine(step.op())) {
                continue;
            }
            String input = step.inputs().get(0);
            String producer = moved.getOrDefault(input, input);
            Step before = draft.step(producer);
            int channels = channels(before.op());
            if (channels > 0 && readers.get(input) == 1) {
                draft.replace(producer, folded(before, scale(step, channels), shift(step, channels)));
                moved.put(name, producer);
            }
        }
        draft.redirect(moved);
    }

    private static boolean isAffine(Op op) {
        return op instanceof ChannelAffine
                || op instanceof Activation activation && activation.function() == Function.LINEAR;
    }

    /** The channels that an operation scales or could scale; 0 for others. */
    private static int channels(Op op) {
        if (op instanceof Conv2d conv) {
            return conv.outChannels();
        }
        if (op instanceof ConvTranspose2d conv) {
            return conv.outChannels();
        }
        if (op instanceof Linear linear) {
            return linear.outFeatures();
        }
        if (op instanceof BatchNorm norm) {
            return norm.channels();
        }
        if (op instanceof LayerNorm norm) {
            return norm.channels();
        }
        if (op instanceof GroupNorm norm) {
            return norm.channels();
        }
        return op instanceof ChannelAffine affine ? affine.channels() : 0;
    }

    private static double[] scale(Step step, int channels) {
        if (step.op() instanceof Activation linear) {
            return filled(channels, linear.alpha());
        }
        return doubles(step.parameters().get("weight"));
    }

    private static double[] shift(Step step, int channels) {
        if (step.op() instanceof Activation linear) {
            return filled(channels, linear.beta());
        }
        Tensor bias = step.parameters().get("bias");
        return bias == null ? new double[channels] : doubles(bias);
    }

    private static double[] filled(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return values;
    }

    private static double[] doubles(Tensor tensor) {
        double[] values = new double[tensor.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.values()[i];
        }
        return values;
    }

    private static Step folded(Step step, double[] scale, double[] shift) {
        Map<String, Tensor> parameters = new LinkedHashMap<>(step.parameters());
        Tensor weight = parameters.get("weight");
        parameters.put("weight", scaled(step.op(), weight, scale));
        Tensor bias = parameters.get("bias");
        float[] values = new float[scale.length];
        boolean needed = bias != null;
        for (int c = 0; c < values.length; c++) {
            values[c] = (float) ((bias == null ? 0 : bias.values()[c] * scale[c]) + shift[c]);
            needed |= shift[c] != 0;
        }
        if (needed) {
            parameters.put("bias", Weighted.vector(values));
        }
        return new Step(needed ? biased(step.op()) : step.op(), step.inputs(), parameters);
    }

    /** A weight whose outputs are multiplied; they are its first axis but in a transposed convolution. */
    private static Tensor scaled(Op op, Tensor weight, double[] scale) {
        float[] values = weight.values().clone();
        boolean transposed = op instanceof ConvTranspose2d;
        int groups = op instanceof ConvTranspose2d conv ? conv.groups() : 1;
        int perGroup = scale.length / groups;
        int taps = transposed ? weight.size(2) * weight.size(3) : values.length / scale.length;
        int inPerGroup = transposed ? weight.size(0) / groups : 0;
        for (int i = 0; i < values.length; i++) {
            int row = i / taps;
            int channel = transposed ? row / perGroup / inPerGroup * perGroup + row % perGroup : row;
            values[i] = (float) (values[i] * scale[channel]);
        }
        return new Tensor(weight.shape(), values);
    }

    private static Op biased(Op op) {
        if (op instanceof Conv2d conv) {
            return conv.withBias(Init.constant(0));
        }
        if (op instanceof ConvTranspose2d conv) {
            return new ConvTranspose2d(
                    conv.inChannels(),
                    conv.outChannels(),
                    conv.window(),
                    conv.outputPadding(),
                    conv.groups(),
                    true,
                    conv.weightInit(),
                    conv.biasInit());
        }
        if (op instanceof Linear linear) {
            return linear.withBias(true);
        }
        return op instanceof ChannelAffine affine
                ? new ChannelAffine(affine.channels(), true, affine.weightInit())
                : op;
    }
}
