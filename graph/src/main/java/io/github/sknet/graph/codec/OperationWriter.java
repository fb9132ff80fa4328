package io.github.sknet.graph.codec;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.AveragePool;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.ChannelAffine;
import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.ChannelPool;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.ConvTranspose2d;
import io.github.sknet.graph.DepthToSpace;
import io.github.sknet.graph.DropPath;
import io.github.sknet.graph.Dropout;
import io.github.sknet.graph.Flatten;
import io.github.sknet.graph.Fuse;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.GlobalMaxPool;
import io.github.sknet.graph.GroupNorm;
import io.github.sknet.graph.Input;
import io.github.sknet.graph.LayerNorm;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.LocalResponseNorm;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Multiply;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.OpVisitor;
import io.github.sknet.graph.PRelu;
import io.github.sknet.graph.Pad;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.Softmax;
import io.github.sknet.graph.SpaceToDepth;
import java.util.Map;

/** Writes each operation in its format. */
final class OperationWriter implements OpVisitor<Map<String, Object>> {

    @Override
    public Map<String, Object> visitInput(Node node, Input op) {
        return OperationFormats.INPUT.write(op);
    }

    @Override
    public Map<String, Object> visitConv2d(Node node, Conv2d op) {
        return OperationFormats.CONV2D.write(op);
    }

    @Override
    public Map<String, Object> visitConvTranspose2d(Node node, ConvTranspose2d op) {
        return OperationFormats.CONV_TRANSPOSE2D.write(op);
    }

    @Override
    public Map<String, Object> visitBatchNorm(Node node, BatchNorm op) {
        return OperationFormats.BATCH_NORM.write(op);
    }

    @Override
    public Map<String, Object> visitActivation(Node node, Activation op) {
        return OperationFormats.ACTIVATION.write(op);
    }

    @Override
    public Map<String, Object> visitPRelu(Node node, PRelu op) {
        return OperationFormats.P_RELU.write(op);
    }

    @Override
    public Map<String, Object> visitChannelAffine(Node node, ChannelAffine op) {
        return OperationFormats.CHANNEL_AFFINE.write(op);
    }

    @Override
    public Map<String, Object> visitLayerNorm(Node node, LayerNorm op) {
        return OperationFormats.LAYER_NORM.write(op);
    }

    @Override
    public Map<String, Object> visitGroupNorm(Node node, GroupNorm op) {
        return OperationFormats.GROUP_NORM.write(op);
    }

    @Override
    public Map<String, Object> visitLocalResponseNorm(Node node, LocalResponseNorm op) {
        return OperationFormats.LOCAL_RESPONSE_NORM.write(op);
    }

    @Override
    public Map<String, Object> visitSoftmax(Node node, Softmax op) {
        return OperationFormats.SOFTMAX.write(op);
    }

    @Override
    public Map<String, Object> visitAdd(Node node, Add op) {
        return OperationFormats.ADD.write(op);
    }

    @Override
    public Map<String, Object> visitConcat(Node node, Concat op) {
        return OperationFormats.CONCAT.write(op);
    }

    @Override
    public Map<String, Object> visitSlice(Node node, Slice op) {
        return OperationFormats.SLICE.write(op);
    }

    @Override
    public Map<String, Object> visitChannelPermute(Node node, ChannelPermute op) {
        return OperationFormats.CHANNEL_PERMUTE.write(op);
    }

    @Override
    public Map<String, Object> visitMultiply(Node node, Multiply op) {
        return OperationFormats.MULTIPLY.write(op);
    }

    @Override
    public Map<String, Object> visitMaxPool(Node node, MaxPool op) {
        return OperationFormats.MAX_POOL.write(op);
    }

    @Override
    public Map<String, Object> visitAveragePool(Node node, AveragePool op) {
        return OperationFormats.AVERAGE_POOL.write(op);
    }

    @Override
    public Map<String, Object> visitGlobalAveragePool(Node node, GlobalAveragePool op) {
        return OperationFormats.GLOBAL_AVERAGE_POOL.write(op);
    }

    @Override
    public Map<String, Object> visitGlobalMaxPool(Node node, GlobalMaxPool op) {
        return OperationFormats.GLOBAL_MAX_POOL.write(op);
    }

    @Override
    public Map<String, Object> visitChannelPool(Node node, ChannelPool op) {
        return OperationFormats.CHANNEL_POOL.write(op);
    }

    @Override
    public Map<String, Object> visitPad(Node node, Pad op) {
        return OperationFormats.PAD.write(op);
    }

    @Override
    public Map<String, Object> visitDepthToSpace(Node node, DepthToSpace op) {
        return OperationFormats.DEPTH_TO_SPACE.write(op);
    }

    @Override
    public Map<String, Object> visitSpaceToDepth(Node node, SpaceToDepth op) {
        return OperationFormats.SPACE_TO_DEPTH.write(op);
    }

    @Override
    public Map<String, Object> visitFlatten(Node node, Flatten op) {
        return OperationFormats.FLATTEN.write(op);
    }

    @Override
    public Map<String, Object> visitLinear(Node node, Linear op) {
        return OperationFormats.LINEAR.write(op);
    }

    @Override
    public Map<String, Object> visitResize(Node node, Resize op) {
        return OperationFormats.RESIZE.write(op);
    }

    @Override
    public Map<String, Object> visitDropout(Node node, Dropout op) {
        return OperationFormats.DROPOUT.write(op);
    }

    @Override
    public Map<String, Object> visitDropPath(Node node, DropPath op) {
        return OperationFormats.DROP_PATH.write(op);
    }

    @Override
    public Map<String, Object> visitFuse(Node node, Fuse op) {
        return OperationFormats.FUSE.write(op);
    }

    @Override
    public Map<String, Object> visitSelect(Node node, Select op) {
        return OperationFormats.SELECT.write(op);
    }
}
