package io.github.sknet.onnx;

import static io.github.sknet.onnx.OnnxModelBuilder.attribute;

import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.DepthToSpace;
import io.github.sknet.graph.Pad;
import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.SpaceToDepth;
import java.util.List;

/**
 * Writes what puts values elsewhere and computes nothing.
 *
 * @param model what is written
 */
record OnnxMoves(OnnxModelBuilder model) {

    /**
     * A map with pixels around it.
     *
     * @param pooled whether a pooling reads it
     */
    String pad(String name, Pad op, String map, boolean pooled) {
        Padding padding = op.padding();
        String sides = model.longs(0, 0, padding.top(), padding.left(), 0, 0, padding.bottom(), padding.right());
        String value = model.floats("const/" + op.value(), List.of(), new float[] {op.value()});
        String mode = switch (op.mode()) {
            case CONSTANT -> "constant";
            case REFLECT -> "reflect";
            case REPLICATE -> "edge";
        };
        String padded =
                model.add("Pad", pooled ? name + "/padded" : name, List.of(map, sides, value), attribute("mode", mode));
        // ONNX Runtime would make zeros the padding of the pooling, where padding is no value: a largest of one keeps
        // them apart.
        return pooled ? model.add("Max", name, List.of(padded)) : padded;
    }

    /**
     * ONNX's operator knows one order; the channels of another are put in it after.
     *
     * @param channels of the map
     */
    String spaceToDepth(String name, SpaceToDepth op, String map, int channels) {
        boolean ordered = op.order() == DepthToSpace.Order.DCR;
        int block = op.block();
        String deep = model.add(
                "SpaceToDepth", ordered ? name : name + "/deep", List.of(map), attribute("blocksize", (long) block));
        if (ordered) {
            return deep;
        }
        long[] order = new long[channels * block * block];
        for (int c = 0; c < channels; c++) {
            for (int at = 0; at < block * block; at++) {
                int here = op.order().channel(c, at / block, at % block, block, channels);
                order[here] = DepthToSpace.Order.DCR.channel(c, at / block, at % block, block, channels);
            }
        }
        return model.add("Gather", name, List.of(deep, model.longs(name + "/order", order)), attribute("axis", 1L));
    }

    /** Some of the channels. */
    String slice(String name, Slice op, String map) {
        return model.add("Slice", name, List.of(map, model.longs(op.from()), model.longs(op.to()), model.longs(1)));
    }

    /** The channels in another order. */
    String permute(String name, ChannelPermute op, String map) {
        long[] order = op.order().stream().mapToLong(Integer::longValue).toArray();
        return model.add("Gather", name, List.of(map, model.longs(name + "/order", order)), attribute("axis", 1L));
    }
}
