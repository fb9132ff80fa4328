package io.github.sknet.train.torchscript;

import io.github.sknet.graph.AveragePool;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.ConvTranspose2d;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Window;
import io.github.sknet.train.torch.Sides;
import io.github.sknet.train.torch.WidePadding;

/**
 * What slides a window over a map. libtorch pads as much before a map as behind it; where the padding is another, it is laid around the
 * map first, and windows that would begin in the padding behind are cut off.
 *
 * @param script what is written
 */
record ScriptWindows(Script script) {

    private static final Size NONE = Size.square(0);

    String convolution(Conv2d op, String map, String weight, String bias) {
        Window window = op.window();
        boolean wide = WidePadding.isNeededFor(window);
        return script.call(
                "conv2d",
                wide ? padded(map, window.padding(), "0") : map,
                weight,
                bias,
                window.stride(),
                wide ? NONE : before(window.padding()),
                window.dilation(),
                op.groups());
    }

    String transposed(ConvTranspose2d op, String map, String weight, String bias) {
        Padding padding = op.window().padding();
        String result = script.call(
                "conv_transpose2d",
                map,
                weight,
                bias,
                op.window().stride(),
                padding.isSymmetric() ? before(padding) : NONE,
                op.outputPadding(),
                op.groups(),
                op.window().dilation());
        if (padding.isSymmetric()) {
            return result;
        }
        String rows =
                script.call("narrow", result, 2, padding.top(), Script.extent(result, 2) + " - " + padding.rows());
        return script.call("narrow", rows, 3, padding.left(), Script.extent(rows, 3) + " - " + padding.columns());
    }

    String largest(MaxPool op, String map) {
        Window window = op.window();
        boolean even = window.padding().isSymmetric();
        String pooled = script.call(
                "max_pool2d",
                even ? map : padded(map, window.padding(), "float(\"-inf\")"),
                window.kernel(),
                window.stride(),
                even ? before(window.padding()) : NONE,
                window.dilation(),
                op.ceil());
        return even ? pooled : cut(pooled, map, window);
    }

    String mean(AveragePool op, String map) {
        Window window = op.window();
        if (window.padding().isSymmetric()) {
            return script.call(
                    "avg_pool2d",
                    map,
                    window.kernel(),
                    window.stride(),
                    before(window.padding()),
                    op.ceil(),
                    op.countPadding());
        }
        String pixel = script.call("narrow", script.call("narrow", map, 0, 0, 1), 1, 0, 1);
        String ones = padded(script.call("ones_like", pixel), window.padding(), op.countPadding() ? "1" : "0");
        String sums = sums(op, padded(map, window.padding(), "0"));
        return cut(script.call("div", sums, sums(op, ones)), map, window);
    }

    private String sums(AveragePool op, String padded) {
        Window window = op.window();
        return script.call("avg_pool2d", padded, window.kernel(), window.stride(), NONE, op.ceil(), false, 1);
    }

    private String padded(String map, Padding padding, String value) {
        return script.call("constant_pad_nd", map, Sides.of(padding), value);
    }

    private String cut(String pooled, String map, Window window) {
        String rows = "(" + Script.extent(map, 2) + " + " + (window.padding().top() - 1) + ") // "
                + window.stride().height() + " + 1";
        String columns = "(" + Script.extent(map, 3) + " + " + (window.padding().left() - 1) + ") // "
                + window.stride().width() + " + 1";
        return script.call("slice", script.call("slice", pooled, 2, 0, rows), 3, 0, columns);
    }

    private static Size before(Padding padding) {
        return new Size(padding.top(), padding.left());
    }
}
