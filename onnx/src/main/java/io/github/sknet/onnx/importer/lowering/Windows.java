package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import io.github.sknet.onnx.importer.evaluation.Dim;
import io.github.sknet.onnx.importer.lowering.Feature.Base;
import io.github.sknet.onnx.importer.model.Attributes;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.Optional;

/**
 * The window of a node that slides over a map: {@code kernel_shape}, {@code strides}, {@code dilations}, {@code pads} and
 * {@code auto_pad}, of two axes each.
 *
 * @param context the import
 * @param node the node
 */
record Windows(Context context, OnnxNode node) {

    private static final int MOST = 1 << 15;

    /** A pair of attributes, by rows and columns. */
    private Size pair(String name, int otherwise) {
        Optional<long[]> values = node.attributes().wholes(name);
        if (values.isPresent() && values.get().length != 2) {
            throw new IllegalArgumentException("its " + name + " is for " + values.get().length
                    + " axes; only maps of two axes, height and width, are supported");
        }
        return values.map(pair -> new Size(small(name, pair[0]), small(name, pair[1])))
                .orElse(Size.square(otherwise));
    }

    private static int small(String name, long value) {
        if (value < 0 || value > MOST) {
            throw new IllegalArgumentException("its " + name + " of " + value + " is not 0 … " + MOST);
        }
        return (int) value;
    }

    Size kernel() {
        if (!node.attributes().has("kernel_shape")) {
            throw new IllegalArgumentException("it has no kernel_shape");
        }
        return pair("kernel_shape", 1);
    }

    /** The window without what lies around the map. */
    Window bare(Size kernel) {
        return new Window(kernel, pair("strides", 1), Padding.NONE, pair("dilations", 1));
    }

    /** The window over a map. */
    Window of(Size kernel, Base input) {
        Size stride = pair("strides", 1);
        Size dilation = pair("dilations", 1);
        Attributes attributes = node.attributes();
        String way = attributes.text("auto_pad", "NOTSET");
        return switch (way) {
            case "NOTSET" -> new Window(kernel, stride, explicit(), dilation);
            case "VALID" -> new Window(kernel, stride, Padding.NONE, dilation);
            case "SAME_UPPER", "SAME_LOWER" -> {
                boolean upper = way.equals("SAME_UPPER");
                int rows = same(input.height(), kernel.height(), stride.height(), dilation.height());
                int columns = same(input.width(), kernel.width(), stride.width(), dilation.width());
                int top = upper ? rows / 2 : rows - rows / 2;
                int left = upper ? columns / 2 : columns - columns / 2;
                yield new Window(kernel, stride, new Padding(top, left, rows - top, columns - left), dilation);
            }
            default -> throw new IllegalArgumentException("its auto_pad '" + way + "' is unknown");
        };
    }

    /** {@code pads}: above, left, below, right. */
    Padding explicit() {
        long[] pads = node.attributes().wholes("pads").orElse(new long[4]);
        if (pads.length != 4) {
            throw new IllegalArgumentException("its pads are " + pads.length + ", not four");
        }
        return new Padding(
                small("pads", pads[0]), small("pads", pads[1]), small("pads", pads[2]), small("pads", pads[3]));
    }

    /** What has to lie around an axis so that the output has ⌈extent / stride⌉ positions. */
    private int same(Dim extent, int kernel, int stride, int dilation) {
        int reach = (kernel - 1) * dilation + 1;
        if (stride == 1) {
            return reach - 1;
        }
        long in = extent.known()
                .orElseThrow(() -> new IllegalArgumentException("its auto_pad depends on the input's size, as its"
                        + " stride is " + stride + "; give the input's --size"));
        if (extent.number().isEmpty()) {
            context.sizeMatters();
        }
        long out = (in + stride - 1) / stride;
        return (int) Math.max((out - 1) * stride + reach - in, 0);
    }

    /** The map that a window makes, with the given channels. */
    Base output(Window window, Base input, int channels, boolean ceil) {
        Dim height = extent(
                input.height(),
                window.kernel().height(),
                window.stride().height(),
                window.dilation().height(),
                window.padding().rows(),
                window.padding().top(),
                ceil);
        Dim width = extent(
                input.width(),
                window.kernel().width(),
                window.stride().width(),
                window.dilation().width(),
                window.padding().columns(),
                window.padding().left(),
                ceil);
        return new Base("", false, input.batch(), channels, height, width);
    }

    private Dim extent(Dim in, int kernel, int stride, int dilation, int padding, int before, boolean ceil) {
        Dim free = in.plus((long) padding - (kernel - 1L) * dilation - 1);
        if (free.known().isPresent() && free.known().getAsLong() < 0) {
            throw new IllegalArgumentException("its kernel of " + kernel + " is larger than its input of "
                    + in.known().getAsLong());
        }
        if (!ceil) {
            return context.dims().floorDiv(free, stride).plus(1);
        }
        Dim out = context.dims().ceilDiv(free, stride).plus(1);
        boolean beyond = out.known().isPresent()
                && in.known().isPresent()
                && (out.known().getAsLong() - 1) * stride >= in.known().getAsLong() + before;
        // A last window that would start in the padding behind sees nothing.
        return beyond ? out.plus(-1) : out;
    }
}
