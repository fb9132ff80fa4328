package io.github.sknet.graph;

/**
 * One method an operation: a new operation makes the compiler list every engine that must still learn it.
 *
 * @param <R> what a visit returns
 */
public interface OpVisitor<R> {

    R visitInput(Node node, Input op);

    R visitConv2d(Node node, Conv2d op);

    R visitConvTranspose2d(Node node, ConvTranspose2d op);

    R visitBatchNorm(Node node, BatchNorm op);

    R visitActivation(Node node, Activation op);

    R visitPRelu(Node node, PRelu op);

    R visitChannelAffine(Node node, ChannelAffine op);

    R visitLayerNorm(Node node, LayerNorm op);

    R visitGroupNorm(Node node, GroupNorm op);

    R visitLocalResponseNorm(Node node, LocalResponseNorm op);

    R visitSoftmax(Node node, Softmax op);

    R visitAdd(Node node, Add op);

    R visitConcat(Node node, Concat op);

    R visitSlice(Node node, Slice op);

    R visitChannelPermute(Node node, ChannelPermute op);

    R visitMultiply(Node node, Multiply op);

    R visitMaxPool(Node node, MaxPool op);

    R visitAveragePool(Node node, AveragePool op);

    R visitGlobalAveragePool(Node node, GlobalAveragePool op);

    R visitGlobalMaxPool(Node node, GlobalMaxPool op);

    R visitChannelPool(Node node, ChannelPool op);

    R visitPad(Node node, Pad op);

    R visitDepthToSpace(Node node, DepthToSpace op);

    R visitSpaceToDepth(Node node, SpaceToDepth op);

    R visitFlatten(Node node, Flatten op);

    R visitLinear(Node node, Linear op);

    R visitResize(Node node, Resize op);

    R visitDropout(Node node, Dropout op);

    R visitDropPath(Node node, DropPath op);

    R visitFuse(Node node, Fuse op);

    R visitSelect(Node node, Select op);
}
