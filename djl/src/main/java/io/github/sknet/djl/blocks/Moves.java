package io.github.sknet.djl.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.DepthToSpace;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.SpaceToDepth;
import java.util.ArrayList;
import java.util.List;

/** What puts values elsewhere and computes nothing. */
final class Moves {

    private Moves() {}

    /** The channels from (inclusive) to (exclusive). */
    static NDArray channels(NDArray value, int from, int to) {
        return value.get(":, {}:{}", from, to);
    }

    /** Runs of neighbours, put side by side: every engine of DJL's has gradients of that. */
    static Step permute(ChannelPermute op) {
        List<Slice> runs = new ArrayList<>();
        for (int channel : op.order()) {
            Slice last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last != null && last.to() == channel) {
                runs.set(runs.size() - 1, new Slice(last.from(), channel + 1));
            } else {
                runs.add(new Slice(channel, channel + 1));
            }
        }
        return (inputs, pass) -> {
            NDList parts = new NDList();
            runs.forEach(run -> parts.add(channels(inputs[0], run.from(), run.to())));
            return NDArrays.concat(parts, 1);
        };
    }

    /** The block's rows and columns as axes of their own, put beside the map's. */
    static Step depthToSpace(DepthToSpace op) {
        int b = op.block();
        boolean channelsFirst = op.order() == DepthToSpace.Order.CRD;
        return (inputs, pass) -> {
            NDArray x = inputs[0];
            Shape s = x.getShape();
            long channels = s.get(1) / b / b;
            NDArray apart = channelsFirst
                    ? x.reshape(s.get(0), channels, b, b, s.get(2), s.get(3)).transpose(0, 1, 4, 2, 5, 3)
                    : x.reshape(s.get(0), b, b, channels, s.get(2), s.get(3)).transpose(0, 3, 4, 1, 5, 2);
            return apart.reshape(s.get(0), channels, s.get(2) * b, s.get(3) * b);
        };
    }

    /** The block's rows and columns as axes of their own, put beside the channels. */
    static Step spaceToDepth(SpaceToDepth op) {
        int b = op.block();
        boolean channelsFirst = op.order() == DepthToSpace.Order.CRD;
        return (inputs, pass) -> {
            Shape s = inputs[0].getShape();
            long height = s.get(2) / b;
            long width = s.get(3) / b;
            NDArray apart = inputs[0].reshape(s.get(0), s.get(1), height, b, width, b);
            NDArray deep = channelsFirst ? apart.transpose(0, 1, 3, 5, 2, 4) : apart.transpose(0, 3, 5, 1, 2, 4);
            return deep.reshape(s.get(0), s.get(1) * b * b, height, width);
        };
    }
}
