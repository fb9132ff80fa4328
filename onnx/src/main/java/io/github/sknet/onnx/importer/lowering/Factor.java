package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.onnx.importer.evaluation.Dim;

/**
 * A part of an axis of a node's value (N, C, H, W): position i of it is position i·stride of that axis. A whole axis has stride 1.
 *
 * @param axis which
 * @param extent how many positions
 * @param stride how far apart they are
 */
record Factor(Axis axis, Dim extent, int stride) {

    /** The axes of values of this project. */
    enum Axis {
        BATCH,
        CHANNEL,
        HEIGHT,
        WIDTH
    }

    static Factor whole(Axis axis, Dim extent) {
        return new Factor(axis, extent, 1);
    }

    boolean isOne() {
        return extent.is(1);
    }

    /** Whether both go through the same positions. */
    boolean same(Factor other) {
        return axis == other.axis && stride == other.stride && extent.same(other.extent);
    }
}
