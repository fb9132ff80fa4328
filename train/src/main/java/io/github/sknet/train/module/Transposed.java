package io.github.sknet.train.module;

import io.github.sknet.graph.ConvTranspose2d;
import io.github.sknet.graph.Padding;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A transposed convolution. libtorch cuts off as much before a map as behind it; where the padding is another, the whole result is
 * made and cut.
 *
 * @param op which
 * @param weight (in, out / groups, kernel height, kernel width)
 * @param bias (out), or absent
 */
record Transposed(ConvTranspose2d op, Tensor weight, TensorOptional bias) implements Step {

    private static final long[] NONE = {0, 0};

    @Override
    public Tensor run(Tensor[] inputs, Pass pass) {
        Padding padding = op.window().padding();
        if (padding.isSymmetric()) {
            return convolve(inputs[0], StepCompiler.before(padding));
        }
        Tensor whole = convolve(inputs[0], NONE);
        return whole.narrow(2, padding.top(), whole.size(2) - padding.rows())
                .narrow(3, padding.left(), whole.size(3) - padding.columns());
    }

    private Tensor convolve(Tensor map, long[] padding) {
        return torch.conv_transpose2d(
                map,
                weight,
                bias,
                StepCompiler.extents(op.window().stride()),
                padding,
                StepCompiler.extents(op.outputPadding()),
                op.groups(),
                StepCompiler.extents(op.window().dilation()));
    }
}
