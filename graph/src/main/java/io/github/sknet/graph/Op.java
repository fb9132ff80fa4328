package io.github.sknet.graph;

import java.util.List;

/**
 * An operation: a validated record that knows its parameters, its output shape and its cost, but not how it is computed.
 *
 * <p>Spatial sizes are free. Feature maps are (N, C, H, W), vectors (N, C).
 */
public sealed interface Op
        permits Input,
                Conv2d,
                ConvTranspose2d,
                BatchNorm,
                Activation,
                PRelu,
                ChannelAffine,
                LayerNorm,
                GroupNorm,
                LocalResponseNorm,
                Softmax,
                Add,
                Concat,
                Slice,
                ChannelPermute,
                Multiply,
                MaxPool,
                AveragePool,
                GlobalAveragePool,
                GlobalMaxPool,
                ChannelPool,
                Pad,
                DepthToSpace,
                SpaceToDepth,
                Flatten,
                Linear,
                Resize,
                Dropout,
                DropPath,
                Fuse,
                Select {

    /**
     * The output's shape for the given inputs' shapes.
     *
     * @throws IllegalArgumentException when the inputs do not fit this operation
     */
    Shape outputShape(List<Shape> inputs);

    /** The parameters and buffers that this operation owns, in PyTorch's order. */
    default List<ParameterSpec> parameters() {
        return List.of();
    }

    /**
     * The multiply-accumulates of one sample. As in the papers, convolutions and linear layers count; everything else
     * is taken as free.
     */
    default long macs(Shape output) {
        return 0;
    }

    /** Calls the visitor's method for this operation. */
    <R> R accept(OpVisitor<R> visitor, Node node);
}
