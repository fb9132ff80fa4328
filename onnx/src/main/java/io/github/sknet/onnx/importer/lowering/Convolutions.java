package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.ConvTranspose2d;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Linear.Storage;
import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.onnx.importer.evaluation.Dim;
import io.github.sknet.onnx.importer.lowering.Feature.Base;
import io.github.sknet.onnx.importer.model.Constant;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.List;
import java.util.Optional;

/** Convolutions, plain and transposed. */
final class Convolutions {

    private static final String MAPS = "one or three axes beside channels";

    private Convolutions() {}

    static List<Operator> operators() {
        return List.of(
                Operator.of("Conv", MAPS + "; weights that are computed", Convolutions::conv),
                Operator.of("ConvTranspose", MAPS + "; weights that are computed", Convolutions::transposed));
    }

    private static Value conv(OnnxNode node, Context context) {
        Constant weight = weight(node, context);
        int out = weight.shape().get(0);
        int groups = groups(node, out);
        int in = Math.multiplyExact(weight.shape().get(1), groups);
        Base input = context.standard().map(context.feature(node, 0));
        requireChannels(input, in);
        Optional<Tensor> bias = bias(node, context, out);
        Windows windows = new Windows(context, node);
        Window window = windows.of(kernel(weight), input);
        String name = NodeNames.of(node, node.input(1));
        if (input.vector()) {
            return onePixel(context, name, window, groups, weight, bias, input);
        }
        Conv2d op = new Conv2d(in, out, window, groups, bias.isPresent(), Init.kaimingFanOut(), Init.constant(0));
        return Feature.map(context.add(
                name,
                op,
                List.of(input),
                Weighted.parameters(Weighted.tensor(weight), bias),
                windows.output(window, input, out, false)));
    }

    private static Constant weight(OnnxNode node, Context context) {
        Constant weight = context.require(node, 1, "weight");
        if (weight.rank() != 4) {
            throw new IllegalArgumentException("its weight has the shape " + weight.shape()
                    + "; only convolutions of maps (N, C, H, W) are supported");
        }
        return weight;
    }

    private static Size kernel(Constant weight) {
        return new Size(weight.shape().get(2), weight.shape().get(3));
    }

    private static int groups(OnnxNode node, int channels) {
        long groups = node.attributes().whole("group", 1);
        if (groups < 1 || channels % groups != 0) {
            throw new IllegalArgumentException(
                    "its group of " + groups + " does not divide its " + channels + " channels");
        }
        return (int) groups;
    }

    private static void requireChannels(Base input, int in) {
        if (input.channels() != in) {
            throw new IllegalArgumentException(
                    "its weight is for " + in + " channels, but its input has " + input.channels());
        }
    }

    private static Optional<Tensor> bias(OnnxNode node, Context context, int out) {
        if (!node.hasInput(2)) {
            return Optional.empty();
        }
        return Optional.of(Weighted.vector(Weighted.perChannel(context.require(node, 2, "bias"), out, "bias")));
    }

    /** Of a map of one pixel only the tap that meets it counts: the others see padding. */
    private static Value onePixel(
            Context context,
            String name,
            Window window,
            int groups,
            Constant weight,
            Optional<Tensor> bias,
            Base input) {
        int row = tap(
                window.padding().top(),
                window.padding().rows(),
                window.kernel().height(),
                window.dilation().height());
        int column = tap(
                window.padding().left(),
                window.padding().columns(),
                window.kernel().width(),
                window.dilation().width());
        int out = weight.shape().get(0);
        int perGroup = weight.shape().get(1);
        int taps = window.taps();
        int tap = row * window.kernel().width() + column;
        Linear op = new Linear(
                input.channels(), out, bias.isPresent(), Storage.POINTWISE, Init.kaimingFanOut(), Init.constant(0));
        float[] values = weight.asFloats();
        float[] matrix = taps == 1 && groups == 1 ? values : new float[out * input.channels()];
        if (matrix != values) {
            for (int o = 0; o < out; o++) {
                int first = o / (out / groups) * perGroup;
                for (int i = 0; i < perGroup; i++) {
                    matrix[o * input.channels() + first + i] = values[(o * perGroup + i) * taps + tap];
                }
            }
        }
        Tensor stored = new Tensor(List.of(out, input.channels(), 1, 1), matrix);
        return Feature.map(context.add(
                name, op, List.of(input), Weighted.parameters(stored, bias), Standard.vectorOf(input, out)));
    }

    private static int tap(int before, int padding, int kernel, int dilation) {
        if (padding != (kernel - 1) * dilation || before % dilation != 0) {
            throw new IllegalArgumentException("its window of " + kernel + " over a single pixel with a padding of "
                    + padding + " does not make a single pixel");
        }
        return before / dilation;
    }

    private static Value transposed(OnnxNode node, Context context) {
        Constant weight = weight(node, context);
        int in = weight.shape().get(0);
        int groups = groups(node, in);
        int out = Math.multiplyExact(weight.shape().get(1), groups);
        Base input = context.standard().pixels(context.feature(node, 0));
        requireChannels(input, in);
        Optional<Tensor> bias = bias(node, context, out);
        Windows windows = new Windows(context, node);
        long[] more = node.attributes().wholes("output_padding").orElse(new long[2]);
        if (more.length != 2) {
            throw new IllegalArgumentException("its output_padding is for " + more.length + " axes, not two");
        }
        Size outputPadding = new Size(Math.toIntExact(more[0]), Math.toIntExact(more[1]));
        Window window = cut(node, context, windows, windows.bare(kernel(weight)), input, outputPadding);
        ConvTranspose2d op = new ConvTranspose2d(
                in, out, window, outputPadding, groups, bias.isPresent(), Init.torchDefault(), Init.constant(0));
        Base result = new Base(
                "",
                false,
                input.batch(),
                out,
                extent(input.height(), window, outputPadding.height(), true),
                extent(input.width(), window, outputPadding.width(), false));
        return Feature.map(context.add(
                NodeNames.of(node, node.input(1)),
                op,
                List.of(input),
                Weighted.parameters(Weighted.tensor(weight), bias),
                result));
    }

    /** What is cut off the result: pads, or with {@code output_shape} and {@code auto_pad} what is too much. */
    private static Window cut(OnnxNode node, Context context, Windows windows, Window bare, Base input, Size more) {
        String way = node.attributes().text("auto_pad", "NOTSET");
        Optional<long[]> shape = node.attributes().wholes("output_shape");
        if (shape.isEmpty() && !way.startsWith("SAME")) {
            return way.equals("VALID") ? bare : bare.padding(windows.explicit());
        }
        long[] wanted = shape.orElse(null);
        int axes = wanted == null ? 0 : wanted.length;
        Dim height = wanted == null ? input.height().times(bare.stride().height()) : Dim.of(wanted[axes - 2]);
        Dim width = wanted == null ? input.width().times(bare.stride().width()) : Dim.of(wanted[axes - 1]);
        int rows = surplus(
                context, extent(input.height(), bare, more.height(), true).minus(height));
        int columns = surplus(
                context, extent(input.width(), bare, more.width(), false).minus(width));
        boolean upper = way.equals("SAME_UPPER");
        int top = upper ? rows / 2 : rows - rows / 2;
        int left = upper ? columns / 2 : columns - columns / 2;
        return bare.padding(new Padding(top, left, rows - top, columns - left));
    }

    private static int surplus(Context context, Dim surplus) {
        if (surplus.number().isEmpty()) {
            context.sizeMatters();
        }
        return Math.toIntExact(surplus.known()
                .orElseThrow(() -> new IllegalArgumentException(
                        "its output_shape depends on the input's size; give the input's --size")));
    }

    private static Dim extent(Dim in, Window window, int more, boolean rows) {
        int kernel = rows ? window.kernel().height() : window.kernel().width();
        int stride = rows ? window.stride().height() : window.stride().width();
        int dilation = rows ? window.dilation().height() : window.dilation().width();
        int padding = rows ? window.padding().rows() : window.padding().columns();
        return in.plus(-1).times(stride).plus((kernel - 1L) * dilation + 1 + more - padding);
    }
}
