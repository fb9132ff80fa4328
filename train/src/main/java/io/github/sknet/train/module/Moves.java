package io.github.sknet.train.module;

import io.github.sknet.graph.DepthToSpace;
import io.github.sknet.graph.Pad;
import io.github.sknet.graph.SpaceToDepth;
import io.github.sknet.train.torch.Sides;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What puts values elsewhere and computes nothing. */
final class Moves {

    private Moves() {}

    static Step pad(Pad op) {
        long[] sides = Sides.longs(op.padding());
        return switch (op.mode()) {
            case CONSTANT -> (inputs, pass) -> torch.constant_pad_nd(inputs[0], sides, new Scalar((double) op.value()));
            case REFLECT -> (inputs, pass) -> torch.reflection_pad2d(inputs[0], sides);
            case REPLICATE -> (inputs, pass) -> torch.replication_pad2d(inputs[0], sides);
        };
    }

    /** The block's rows and columns as axes of their own, put beside the map's. */
    static Step depthToSpace(DepthToSpace op) {
        int b = op.block();
        boolean channelsFirst = op.order() == DepthToSpace.Order.CRD;
        return (inputs, pass) -> {
            Tensor x = inputs[0];
            long channels = x.size(1) / b / b;
            Tensor apart = channelsFirst
                    ? x.reshape(x.size(0), channels, b, b, x.size(2), x.size(3)).permute(0, 1, 4, 2, 5, 3)
                    : x.reshape(x.size(0), b, b, channels, x.size(2), x.size(3)).permute(0, 3, 4, 1, 5, 2);
            return apart.reshape(x.size(0), channels, x.size(2) * b, x.size(3) * b);
        };
    }

    /** The block's rows and columns as axes of their own, put beside the channels. */
    static Step spaceToDepth(SpaceToDepth op) {
        int b = op.block();
        boolean channelsFirst = op.order() == DepthToSpace.Order.CRD;
        return (inputs, pass) -> {
            Tensor x = inputs[0];
            long height = x.size(2) / b;
            long width = x.size(3) / b;
            Tensor apart = x.reshape(x.size(0), x.size(1), height, b, width, b);
            Tensor deep = channelsFirst ? apart.permute(0, 1, 3, 5, 2, 4) : apart.permute(0, 3, 5, 1, 2, 4);
            return deep.reshape(x.size(0), x.size(1) * b * b, height, width);
        };
    }
}
