package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.onnx.importer.evaluation.Dim;
import io.github.sknet.onnx.importer.lowering.Factor.Axis;
import java.util.List;

/**
 * A value that depends on the image: what a node of the network makes, and how the ONNX tensor looks at it.
 *
 * @param base the node's value
 * @param view how its axes lie in the tensor's
 */
record Feature(Base base, View view) implements Value {

    /**
     * What a node makes: a map (N, C, H, W), or a vector (N, C), whose height and width are 1.
     *
     * @param node its name
     * @param vector whether it is a vector
     * @param batch N
     * @param channels C
     * @param height H
     * @param width W
     */
    record Base(String node, boolean vector, Dim batch, int channels, Dim height, Dim width) {

        /** The same extents, made by another node. */
        Base by(String node) {
            return new Base(node, vector, batch, channels, height, width);
        }

        Base withChannels(String node, int channels) {
            return new Base(node, vector, batch, channels, height, width);
        }

        Factor whole(Axis axis) {
            return Factor.whole(
                    axis,
                    switch (axis) {
                        case BATCH -> batch;
                        case CHANNEL -> Dim.of(channels);
                        case HEIGHT -> height;
                        case WIDTH -> width;
                    });
        }

        /** Whether it has one pixel, as a vector has. */
        boolean isPixel() {
            return vector || height.is(1) && width.is(1);
        }
    }

    /** The value as a tensor (N, C, H, W), or (N, C, 1, 1) for a vector. */
    static Feature map(Base base) {
        return new Feature(
                base,
                new View(List.of(
                        List.of(base.whole(Axis.BATCH)),
                        List.of(base.whole(Axis.CHANNEL)),
                        List.of(base.whole(Axis.HEIGHT)),
                        List.of(base.whole(Axis.WIDTH)))));
    }

    /** A vector as a tensor (N, C). */
    static Feature vector(Base base) {
        return new Feature(base, new View(List.of(List.of(base.whole(Axis.BATCH)), List.of(base.whole(Axis.CHANNEL)))));
    }

    /** What another node makes of it value by value, looked at in the same way. */
    Feature by(String node) {
        return new Feature(base.by(node), view);
    }

    Feature with(View view) {
        return new Feature(base, view);
    }

    int rank() {
        return view.rank();
    }

    /** Whether an axis is the whole of the channels, in their order. */
    boolean isChannels(int axis) {
        return view.isWhole(axis, Axis.CHANNEL, Dim.of(base.channels()));
    }

    boolean isBatch(int axis) {
        return view.isWhole(axis, Axis.BATCH, base.batch());
    }

    /** Whether it is (N, C, H, W) as it stands, or (N, C) or (N, C, 1, 1) for a vector. */
    boolean isStandard() {
        if (rank() != 4 && !(rank() == 2 && base.isPixel()) || !isBatch(0) || !isChannels(1)) {
            return false;
        }
        return rank() == 2 || view.isWhole(2, Axis.HEIGHT, base.height()) && view.isWhole(3, Axis.WIDTH, base.width());
    }
}
