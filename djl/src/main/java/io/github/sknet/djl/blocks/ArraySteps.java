package io.github.sknet.djl.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
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
import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.Softmax;
import io.github.sknet.graph.SpaceToDepth;
import io.github.sknet.graph.Window;
import java.util.function.UnaryOperator;

/**
 * Turns each node into operations of DJL's arrays. What DJL has no operation for is refused by name when a block is made: transposed
 * convolution, resizing, local response normalisation, padding but by nothing, and pooling whose padding differs between two sides or
 * that is dilated.
 */
final class ArraySteps implements OpVisitor<Step> {

    private static final int CHANNELS = 1;
    private static final int[] PIXELS = {2};

    @Override
    public Step visitInput(Node node, Input op) {
        return (inputs, pass) -> inputs[0];
    }

    @Override
    public Step visitConv2d(Node node, Conv2d op) {
        Window window = op.window();
        requireSymmetric(node, window.padding());
        Shape stride = extents(window.stride());
        Shape padding = before(window.padding());
        Shape dilation = extents(window.dilation());
        String weight = node.parameterName("weight");
        String bias = node.parameterName("bias");
        return (inputs, pass) -> ai.djl.nn.convolutional.Conv2d.conv2d(
                        inputs[0],
                        pass.parameter(weight),
                        pass.optional(bias, op.bias()),
                        stride,
                        padding,
                        dilation,
                        op.groups())
                .singletonOrThrow();
    }

    @Override
    public Step visitConvTranspose2d(Node node, ConvTranspose2d op) {
        throw refused(node, "a transposed convolution");
    }

    /** DJL's momentum is the share of the old statistics, ours that of the new ones. */
    @Override
    public Step visitBatchNorm(Node node, BatchNorm op) {
        return (inputs, pass) -> ai.djl.nn.norm.BatchNorm.batchNorm(
                        inputs[0],
                        pass.parameter(node.parameterName("running_mean")),
                        pass.parameter(node.parameterName("running_var")),
                        pass.parameter(node.parameterName("weight")),
                        pass.parameter(node.parameterName("bias")),
                        CHANNELS,
                        1 - op.momentum(),
                        op.epsilon(),
                        pass.training())
                .singletonOrThrow();
    }

    @Override
    public Step visitActivation(Node node, Activation op) {
        UnaryOperator<NDArray> function = Functions.of(op);
        return (inputs, pass) -> function.apply(inputs[0]);
    }

    /** Of two ReLUs: DJL's PyTorch has none with slopes. */
    @Override
    public Step visitPRelu(Node node, PRelu op) {
        String slope = node.parameterName("weight");
        return (inputs, pass) -> {
            NDArray x = inputs[0];
            NDArray below = ai.djl.nn.Activation.relu(x.neg());
            return ai.djl.nn.Activation.relu(x).sub(below.mul(like(x, pass.parameter(slope))));
        };
    }

    @Override
    public Step visitChannelAffine(Node node, ChannelAffine op) {
        String weight = node.parameterName(op.weightSuffix());
        String bias = node.parameterName("bias");
        return (inputs, pass) -> {
            NDArray scaled = inputs[0].mul(like(inputs[0], pass.parameter(weight)));
            return op.bias() ? scaled.add(like(inputs[0], pass.parameter(bias))) : scaled;
        };
    }

    @Override
    public Step visitLayerNorm(Node node, LayerNorm op) {
        int[] channels = {CHANNELS};
        return (inputs, pass) -> affine(node, pass, standardised(inputs[0], channels, op.epsilon()));
    }

    @Override
    public Step visitGroupNorm(Node node, GroupNorm op) {
        int[] group = {2};
        return (inputs, pass) -> {
            Shape shape = inputs[0].getShape();
            NDArray groups = inputs[0].reshape(shape.get(0), op.groups(), -1);
            return affine(node, pass, standardised(groups, group, op.epsilon()).reshape(shape));
        };
    }

    /** (x − mean)/√(var + ε) over the given axes. */
    private static NDArray standardised(NDArray x, int[] axes, float epsilon) {
        NDArray centred = x.sub(x.mean(axes, true));
        NDArray variance = centred.mul(centred).mean(axes, true);
        return centred.div(variance.add(epsilon).sqrt());
    }

    private static NDArray affine(Node node, Pass pass, NDArray x) {
        return x.mul(like(x, pass.parameter(node.parameterName("weight"))))
                .add(like(x, pass.parameter(node.parameterName("bias"))));
    }

    @Override
    public Step visitLocalResponseNorm(Node node, LocalResponseNorm op) {
        throw refused(node, "local response normalisation");
    }

    @Override
    public Step visitSoftmax(Node node, Softmax op) {
        return (inputs, pass) -> inputs[0].softmax(CHANNELS);
    }

    @Override
    public Step visitAdd(Node node, Add op) {
        return (inputs, pass) -> {
            NDArray sum = inputs[0];
            for (int i = 1; i < inputs.length; i++) {
                sum = sum.add(operand(inputs, i));
            }
            return sum;
        };
    }

    @Override
    public Step visitConcat(Node node, Concat op) {
        return (inputs, pass) -> NDArrays.concat(new NDList(inputs), CHANNELS);
    }

    @Override
    public Step visitSlice(Node node, Slice op) {
        return (inputs, pass) -> Moves.channels(inputs[0], op.from(), op.to());
    }

    @Override
    public Step visitChannelPermute(Node node, ChannelPermute op) {
        return Moves.permute(op);
    }

    @Override
    public Step visitMultiply(Node node, Multiply op) {
        return (inputs, pass) -> inputs[0].mul(operand(inputs, 1));
    }

    /** An input; a vector that meets a map as a map of one pixel. */
    private static NDArray operand(NDArray[] inputs, int i) {
        return inputs[i].getShape().dimension() < inputs[0].getShape().dimension() ? perChannel(inputs[i]) : inputs[i];
    }

    /** A parameter of channels, (C), to meet a map or a vector. */
    private static NDArray like(NDArray value, NDArray parameter) {
        return value.getShape().dimension() == 2 ? parameter : parameter.reshape(-1, 1, 1);
    }

    /** A vector (N, C) as (N, C, 1, 1). */
    static NDArray perChannel(NDArray vector) {
        return vector.reshape(vector.getShape().get(0), vector.getShape().get(1), 1, 1);
    }

    @Override
    public Step visitMaxPool(Node node, MaxPool op) {
        Window window = op.window();
        requireSymmetric(node, window.padding());
        if (!window.dilation().equals(Size.square(1))) {
            throw refused(node, "pooling that is dilated");
        }
        return (inputs, pass) -> ai.djl.nn.pooling.Pool.maxPool2d(
                inputs[0], extents(window.kernel()), extents(window.stride()), before(window.padding()), op.ceil());
    }

    /** DJL's PyTorch counts padding, whatever it is told: without it, a mean is divided by that of ones. */
    @Override
    public Step visitAveragePool(Node node, AveragePool op) {
        requireSymmetric(node, op.window().padding());
        if (op.countPadding() || op.window().padding().equals(Padding.NONE)) {
            return (inputs, pass) -> mean(op, inputs[0]);
        }
        return (inputs, pass) -> {
            Shape shape = inputs[0].getShape();
            Shape pixels = new Shape(1, 1, shape.get(2), shape.get(3));
            NDArray ones = inputs[0].getManager().ones(pixels, inputs[0].getDataType());
            return mean(op, inputs[0]).div(mean(op, ones));
        };
    }

    private static NDArray mean(AveragePool op, NDArray map) {
        Window window = op.window();
        return ai.djl.nn.pooling.Pool.avgPool2d(
                map, extents(window.kernel()), extents(window.stride()), before(window.padding()), op.ceil(), true);
    }

    /** A map with its pixels along one axis, (N, C, H·W): DJL reduces along one at a time. */
    private static NDArray flat(NDArray map) {
        Shape shape = map.getShape();
        return map.reshape(shape.get(0), shape.get(1), -1);
    }

    @Override
    public Step visitGlobalAveragePool(Node node, GlobalAveragePool op) {
        return (inputs, pass) -> flat(inputs[0]).mean(PIXELS);
    }

    @Override
    public Step visitGlobalMaxPool(Node node, GlobalMaxPool op) {
        return (inputs, pass) -> flat(inputs[0]).max(PIXELS);
    }

    @Override
    public Step visitChannelPool(Node node, ChannelPool op) {
        int[] channels = {CHANNELS};
        return switch (op.kind()) {
            case MEAN -> (inputs, pass) -> inputs[0].mean(channels, true);
            case LARGEST -> (inputs, pass) -> inputs[0].max(channels, true);
        };
    }

    @Override
    public Step visitPad(Node node, Pad op) {
        if (!op.padding().equals(Padding.NONE)) {
            throw refused(node, "padding that gradients go through");
        }
        return (inputs, pass) -> inputs[0];
    }

    @Override
    public Step visitDepthToSpace(Node node, DepthToSpace op) {
        return Moves.depthToSpace(op);
    }

    @Override
    public Step visitSpaceToDepth(Node node, SpaceToDepth op) {
        return Moves.spaceToDepth(op);
    }

    @Override
    public Step visitFlatten(Node node, Flatten op) {
        return (inputs, pass) -> inputs[0].reshape(inputs[0].getShape().get(0), -1);
    }

    @Override
    public Step visitLinear(Node node, Linear op) {
        String weight = node.parameterName("weight");
        String bias = node.parameterName("bias");
        return (inputs, pass) -> {
            NDArray matrices = pass.parameter(weight);
            NDArray added = pass.optional(bias, op.bias());
            if (op.groups() == 1) {
                return ai.djl.nn.core.Linear.linear(
                                inputs[0], matrices.reshape(op.outFeatures(), op.inFeatures()), added)
                        .singletonOrThrow();
            }
            NDArray vectors =
                    inputs[0].reshape(-1, op.groups(), op.inPerGroup()).transpose(1, 0, 2);
            NDArray blocks = matrices.reshape(op.groups(), op.outFeatures() / op.groups(), op.inPerGroup())
                    .transpose(0, 2, 1);
            NDArray product = vectors.matMul(blocks).transpose(1, 0, 2).reshape(-1, op.outFeatures());
            return added == null ? product : product.add(added);
        };
    }

    @Override
    public Step visitResize(Node node, Resize op) {
        throw refused(node, "resizing");
    }

    @Override
    public Step visitDropout(Node node, Dropout op) {
        return (inputs, pass) -> dropout(inputs[0], op.probability(), pass);
    }

    private static NDArray dropout(NDArray x, float probability, Pass pass) {
        return pass.training() && probability > 0
                ? ai.djl.nn.norm.Dropout.dropout(x, probability, true).singletonOrThrow()
                : x;
    }

    /** A sample that is kept counts 1 / (1 − p), one that is dropped 0. */
    @Override
    public Step visitDropPath(Node node, DropPath op) {
        return (inputs, pass) -> {
            if (!pass.training() || op.probability() == 0) {
                return inputs[0];
            }
            Shape shape = inputs[0].getShape();
            Shape perSample = shape.dimension() == 2 ? new Shape(shape.get(0), 1) : new Shape(shape.get(0), 1, 1, 1);
            NDArray ones = inputs[0].getManager().ones(perSample, inputs[0].getDataType());
            return inputs[0].mul(dropout(ones, op.probability(), pass));
        };
    }

    @Override
    public Step visitFuse(Node node, Fuse op) {
        return (inputs, pass) -> {
            NDArray sum = flat(inputs[0]).mean(PIXELS);
            for (int i = 1; i < inputs.length; i++) {
                sum = sum.add(flat(inputs[i]).mean(PIXELS));
            }
            return sum;
        };
    }

    @Override
    public Step visitSelect(Node node, Select op) {
        return new Selection(node.name(), op);
    }

    private static void requireSymmetric(Node node, Padding padding) {
        if (!padding.isSymmetric()) {
            throw refused(node, "padding that differs between two sides");
        }
    }

    private static UnsupportedOperationException refused(Node node, String what) {
        return new UnsupportedOperationException(
                "DJL's arrays have no operation for the node '" + node.name() + "': " + what);
    }

    private static Shape extents(Size size) {
        return new Shape(size.height(), size.width());
    }

    private static Shape before(Padding padding) {
        return new Shape(padding.top(), padding.left());
    }
}
