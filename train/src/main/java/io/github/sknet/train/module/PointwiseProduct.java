package io.github.sknet.train.module;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Padding;
import io.github.sknet.train.torch.TorchRuntime;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A 1×1 convolution as a matrix product of the pixels' channels, for machines on which oneDNN computes wide
 * ones wrongly or crashes (see {@link TorchRuntime#widePointwise()}).
 *
 * @param weight (out, in, 1, 1)
 * @param bias (out), or absent
 * @param stride along H and W
 */
record PointwiseProduct(Tensor weight, TensorOptional bias, long[] stride) implements Step {

    /** Output channels: with up to as many, channels-last results were right for every shape tried, with 512 wrong. */
    private static final int WIDE = 256;

    static boolean isNeededFor(Conv2d op) {
        return op.window().taps() == 1
                && op.groups() == 1
                && op.window().padding().equals(Padding.NONE)
                && op.outChannels() > WIDE
                && !TorchRuntime.start().widePointwise();
    }

    @Override
    public Tensor run(Tensor[] inputs, Pass pass) {
        Tensor pixels = Subsampling.of(inputs[0], stride).permute(0, 2, 3, 1);
        return torch.linear(pixels, weight.flatten(1, 3), bias).permute(0, 3, 1, 2);
    }
}
