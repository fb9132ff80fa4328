package io.github.sknet.train.module;

import io.github.sknet.graph.AveragePool;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Window;
import io.github.sknet.train.torch.Sides;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The largest or the mean under a window. libtorch pads as much before a map as behind it; where the padding is another, it is laid
 * around the map first, and windows that would begin in the padding behind are cut off.
 */
final class Pooling {

    private static final long[] NONE = {0, 0};

    private Pooling() {}

    static Step largest(MaxPool op) {
        Window window = op.window();
        long[] kernel = StepCompiler.extents(window.kernel());
        long[] stride = StepCompiler.extents(window.stride());
        long[] dilation = StepCompiler.extents(window.dilation());
        if (window.padding().isSymmetric()) {
            long[] padding = StepCompiler.before(window.padding());
            return (inputs, pass) -> torch.max_pool2d(inputs[0], kernel, stride, padding, dilation, op.ceil());
        }
        return (inputs, pass) -> {
            Tensor padded = padded(inputs[0], window.padding(), Double.NEGATIVE_INFINITY);
            return cut(torch.max_pool2d(padded, kernel, stride, NONE, dilation, op.ceil()), inputs[0], window);
        };
    }

    static Step mean(AveragePool op) {
        Window window = op.window();
        long[] kernel = StepCompiler.extents(window.kernel());
        long[] stride = StepCompiler.extents(window.stride());
        if (window.padding().isSymmetric()) {
            long[] padding = StepCompiler.before(window.padding());
            return (inputs, pass) -> torch.avg_pool2d(
                    inputs[0], kernel, stride, padding, op.ceil(), op.countPadding(), new LongOptional());
        }
        return (inputs, pass) -> {
            Tensor pixel = inputs[0].narrow(0, 0, 1).narrow(1, 0, 1);
            Tensor ones = padded(torch.ones_like(pixel), window.padding(), op.countPadding() ? 1 : 0);
            Tensor counts = torch.avg_pool2d(ones, kernel, stride, NONE, op.ceil(), false, new LongOptional(1));
            Tensor sums = torch.avg_pool2d(
                    padded(inputs[0], window.padding(), 0),
                    kernel,
                    stride,
                    NONE,
                    op.ceil(),
                    false,
                    new LongOptional(1));
            return cut(sums.div(counts), inputs[0], window);
        };
    }

    private static Tensor padded(Tensor map, Padding padding, double value) {
        return torch.constant_pad_nd(map, Sides.longs(padding), new Scalar(value));
    }

    /** What comes of windows that begin in the map or before it. */
    private static Tensor cut(Tensor pooled, Tensor map, Window window) {
        long rows = Sides.mostOutputs(
                map.size(2), window.padding().top(), window.stride().height());
        long columns = Sides.mostOutputs(
                map.size(3), window.padding().left(), window.stride().width());
        return pooled.narrow(2, 0, Math.min(rows, pooled.size(2))).narrow(3, 0, Math.min(columns, pooled.size(3)));
    }
}
