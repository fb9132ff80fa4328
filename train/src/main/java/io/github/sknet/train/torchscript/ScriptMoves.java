package io.github.sknet.train.torchscript;

import io.github.sknet.graph.DepthToSpace;
import io.github.sknet.graph.Pad;
import io.github.sknet.graph.SpaceToDepth;
import io.github.sknet.train.torch.Sides;

/**
 * What puts values elsewhere and computes nothing.
 *
 * @param script what is written
 */
record ScriptMoves(Script script) {

    String pad(Pad op, String map) {
        return switch (op.mode()) {
            case CONSTANT -> script.call("constant_pad_nd", map, Sides.of(op.padding()), op.value());
            case REFLECT -> script.call("reflection_pad2d", map, Sides.of(op.padding()));
            case REPLICATE -> script.call("replication_pad2d", map, Sides.of(op.padding()));
        };
    }

    String depthToSpace(DepthToSpace op, String x) {
        int b = op.block();
        String n = Script.extent(x, 0);
        String c = Script.extent(x, 1) + " // " + b * b;
        String h = Script.extent(x, 2);
        String w = Script.extent(x, 3);
        String apart = switch (op.order()) {
            case CRD -> script.call("permute", reshape(x, n, c, b, b, h, w), Script.list(0, 1, 4, 2, 5, 3));
            case DCR -> script.call("permute", reshape(x, n, b, b, c, h, w), Script.list(0, 3, 4, 1, 5, 2));
        };
        return reshape(apart, n, c, h + " * " + b, w + " * " + b);
    }

    String spaceToDepth(SpaceToDepth op, String x) {
        int b = op.block();
        String n = Script.extent(x, 0);
        String c = Script.extent(x, 1);
        String h = Script.extent(x, 2) + " // " + b;
        String w = Script.extent(x, 3) + " // " + b;
        String apart = reshape(x, n, c, h, b, w, b);
        String deep = switch (op.order()) {
            case CRD -> script.call("permute", apart, Script.list(0, 1, 3, 5, 2, 4));
            case DCR -> script.call("permute", apart, Script.list(0, 3, 5, 1, 2, 4));
        };
        return reshape(deep, n, c + " * " + b * b, h, w);
    }

    private String reshape(String value, Object... axes) {
        return script.call("reshape", value, Script.list(axes));
    }
}
