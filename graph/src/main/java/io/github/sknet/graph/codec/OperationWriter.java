package io.github.sknet.graph.codec;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.AveragePool;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.ChannelScale;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.DropPath;
import io.github.sknet.graph.Dropout;
import io.github.sknet.graph.Fuse;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Input;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.OpVisitor;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Slice;
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
    public Map<String, Object> visitBatchNorm(Node node, BatchNorm op) {
        return OperationFormats.BATCH_NORM.write(op);
    }

    @Override
    public Map<String, Object> visitActivation(Node node, Activation op) {
        return OperationFormats.ACTIVATION.write(op);
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
    public Map<String, Object> visitChannelScale(Node node, ChannelScale op) {
        return OperationFormats.CHANNEL_SCALE.write(op);
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
