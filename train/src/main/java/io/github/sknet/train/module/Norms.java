package io.github.sknet.train.module;

import io.github.sknet.graph.GroupNorm;
import io.github.sknet.graph.LayerNorm;
import io.github.sknet.graph.LocalResponseNorm;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Normalisations by values of the same sample. */
final class Norms {

    private Norms() {}

    /** libtorch's is over the last axis. */
    static Step layer(LayerNorm op, TensorOptional weight, TensorOptional bias) {
        long[] channels = {op.channels()};
        return (inputs, pass) -> inputs[0].dim() == 2
                ? torch.layer_norm(inputs[0], channels, weight, bias, op.epsilon(), false)
                : torch.layer_norm(inputs[0].permute(0, 2, 3, 1), channels, weight, bias, op.epsilon(), false)
                        .permute(0, 3, 1, 2);
    }

    static Step group(GroupNorm op, TensorOptional weight, TensorOptional bias) {
        return (inputs, pass) -> torch.group_norm(inputs[0], op.groups(), weight, bias, op.epsilon(), false);
    }

    /** The squares of the channels around, one shift after the other. */
    static Step localResponse(LocalResponseNorm op) {
        int reach = op.reach();
        long[] aroundVector = {reach, reach};
        long[] aroundMap = {0, 0, 0, 0, reach, reach};
        return (inputs, pass) -> {
            Tensor x = inputs[0];
            Tensor squares = torch.constant_pad_nd(x.square(), x.dim() == 2 ? aroundVector : aroundMap);
            Tensor sum = squares.narrow(1, 0, x.size(1));
            for (int i = 1; i < op.size(); i++) {
                sum = sum.add(squares.narrow(1, i, x.size(1)));
            }
            Tensor base = sum.mul(new Scalar((double) op.alpha() / op.size())).add(new Scalar((double) op.bias()));
            return x.div(base.pow(new Scalar((double) op.beta())));
        };
    }
}
