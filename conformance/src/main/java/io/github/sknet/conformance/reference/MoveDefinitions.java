package io.github.sknet.conformance.reference;

import io.github.sknet.graph.DepthToSpace;
import io.github.sknet.graph.Pad;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.SpaceToDepth;

/** What puts values elsewhere and computes nothing. */
final class MoveDefinitions {

    private MoveDefinitions() {}

    /** What lies outside the map is the value, the map's mirror image, or its nearest pixel. */
    static Value pad(Pad op, Value in, Shape out) {
        int height = in.shape().height();
        int width = in.shape().width();
        return Value.of(out, in.batch(), (n, c, y, x) -> {
            int row = y - op.padding().top();
            int column = x - op.padding().left();
            return switch (op.mode()) {
                case CONSTANT -> in.contains(row, column) ? in.at(n, c, row, column) : op.value();
                case REFLECT -> in.at(n, c, mirrored(row, height), mirrored(column, width));
                case REPLICATE -> in.at(n, c, nearest(row, height), nearest(column, width));
            };
        });
    }

    private static int mirrored(int at, int extent) {
        int inner = Math.abs(at);
        return inner < extent ? inner : 2 * (extent - 1) - inner;
    }

    private static int nearest(int at, int extent) {
        return Math.min(Math.max(0, at), extent - 1);
    }

    /** The pixel (i, j) of a block is another channel. */
    static Value depthToSpace(DepthToSpace op, Value in, Shape out) {
        int b = op.block();
        return Value.of(
                out,
                in.batch(),
                (n, c, y, x) -> in.at(n, op.order().channel(c, y % b, x % b, b, out.channels()), y / b, x / b));
    }

    /** The inverse: where a channel comes from is found by trying all pixels of a block. */
    static Value spaceToDepth(SpaceToDepth op, Value in, Shape out) {
        int b = op.block();
        int channels = in.shape().channels();
        return Value.of(out, in.batch(), (n, c, y, x) -> {
            for (int from = 0; from < channels; from++) {
                for (int at = 0; at < b * b; at++) {
                    if (op.order().channel(from, at / b, at % b, b, channels) == c) {
                        return in.at(n, from, y * b + at / b, x * b + at % b);
                    }
                }
            }
            throw new IllegalStateException(op + " has no channel " + c);
        });
    }

    /** Channel by channel and row by row. */
    static Value flatten(Value in, Shape out) {
        int pixels = Math.toIntExact(in.shape().pixels());
        int width = in.shape().width();
        return Value.of(out, in.batch(), (n, c, y, x) -> in.at(n, c / pixels, c % pixels / width, c % pixels % width));
    }
}
