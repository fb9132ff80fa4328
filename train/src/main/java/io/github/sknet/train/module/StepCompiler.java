package io.github.sknet.train.module;

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
import io.github.sknet.train.torch.Sides;
import io.github.sknet.train.torch.Tensors;
import io.github.sknet.train.torch.WidePadding;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Turns each node into its computation.
 *
 * <p>On a processor a training step of a small network waits for memory more than for arithmetic, so what counts is how
 * often the feature maps are read and written: sums and ReLUs are made in place where {@link InPlace} says that nobody
 * misses the old values, and pooling is a sum whose gradient needs no map of its own.
 */
final class StepCompiler implements OpVisitor<Step> {

    private static final long CHANNELS = 1;
    private static final long[] PIXELS = {2, 3};

    private final Parameters parameters;
    private final InPlace inPlace;

    StepCompiler(Parameters parameters, InPlace inPlace) {
        this.parameters = parameters;
        this.inPlace = inPlace;
    }

    @Override
    public Step visitInput(Node node, Input op) {
        return (inputs, pass) -> Tensors.channelsLast(inputs[0]);
    }

    @Override
    public Step visitConv2d(Node node, Conv2d op) {
        Tensor weight = parameters.get(node.parameterName("weight"));
        TensorOptional bias = parameters.optional(node.parameterName("bias"), op.bias());
        long[] stride = extents(op.window().stride());
        long[] padding = before(op.window().padding());
        long[] dilation = extents(op.window().dilation());
        if (WidePadding.isNeededFor(op.window())) {
            long[] sides = Sides.longs(op.window().padding());
            long[] none = {0, 0};
            return (inputs, pass) -> {
                Tensor padded = torch.constant_pad_nd(inputs[0], sides);
                return torch.conv2d(padded, weight, bias, stride, none, dilation, op.groups());
            };
        }
        if (PointwiseProduct.isNeededFor(op)) {
            return new PointwiseProduct(weight, bias, stride);
        }
        if (Subsampling.isNeededFor(op)) {
            long[] one = {1, 1};
            return (inputs, pass) ->
                    torch.conv2d(Subsampling.of(inputs[0], stride), weight, bias, one, padding, dilation, op.groups());
        }
        return (inputs, pass) -> torch.conv2d(inputs[0], weight, bias, stride, padding, dilation, op.groups());
    }

    @Override
    public Step visitConvTranspose2d(Node node, ConvTranspose2d op) {
        Tensor weight = parameters.get(node.parameterName("weight"));
        return new Transposed(op, weight, parameters.optional(node.parameterName("bias"), op.bias()));
    }

    @Override
    public Step visitBatchNorm(Node node, BatchNorm op) {
        TensorOptional weight = parameters.optional(node.parameterName("weight"), true);
        TensorOptional bias = parameters.optional(node.parameterName("bias"), true);
        TensorOptional mean = parameters.optional(node.parameterName("running_mean"), true);
        TensorOptional variance = parameters.optional(node.parameterName("running_var"), true);
        return (inputs, pass) -> torch.batch_norm(
                inputs[0],
                weight,
                bias,
                mean,
                variance,
                pass.training() && !parameters.isFrozen(node.parametersOf()),
                op.momentum(),
                op.epsilon(),
                false);
    }

    @Override
    public Step visitActivation(Node node, Activation op) {
        if (inPlace.overwritesFirstInput(node)) {
            return (inputs, pass) -> new Tensor(inputs[0].relu_());
        }
        UnaryOperator<Tensor> function = Functions.of(op);
        return (inputs, pass) -> function.apply(inputs[0]);
    }

    @Override
    public Step visitPRelu(Node node, PRelu op) {
        Tensor slope = parameters.get(node.parameterName("weight"));
        return (inputs, pass) -> torch.prelu(inputs[0], slope);
    }

    @Override
    public Step visitChannelAffine(Node node, ChannelAffine op) {
        Tensor weight = parameters.get(node.parameterName(op.weightSuffix()));
        if (!op.bias()) {
            return (inputs, pass) -> inputs[0].mul(like(inputs[0], weight));
        }
        Tensor bias = parameters.get(node.parameterName("bias"));
        return (inputs, pass) -> inputs[0].mul(like(inputs[0], weight)).add(like(inputs[0], bias));
    }

    @Override
    public Step visitLayerNorm(Node node, LayerNorm op) {
        return Norms.layer(
                op,
                parameters.optional(node.parameterName("weight"), true),
                parameters.optional(node.parameterName("bias"), true));
    }

    @Override
    public Step visitGroupNorm(Node node, GroupNorm op) {
        return Norms.group(
                op,
                parameters.optional(node.parameterName("weight"), true),
                parameters.optional(node.parameterName("bias"), true));
    }

    @Override
    public Step visitLocalResponseNorm(Node node, LocalResponseNorm op) {
        return Norms.localResponse(op);
    }

    @Override
    public Step visitSoftmax(Node node, Softmax op) {
        return (inputs, pass) -> torch.softmax(inputs[0], CHANNELS);
    }

    @Override
    public Step visitAdd(Node node, Add op) {
        boolean overwrite = inPlace.overwritesFirstInput(node);
        return (inputs, pass) -> {
            Tensor first = operand(inputs, 1);
            Tensor sum = overwrite ? new Tensor(inputs[0].add_(first)) : inputs[0].add(first);
            for (int i = 2; i < inputs.length; i++) {
                sum.add_(operand(inputs, i));
            }
            return sum;
        };
    }

    @Override
    public Step visitConcat(Node node, Concat op) {
        return (inputs, pass) -> torch.cat(new TensorVector(inputs), CHANNELS);
    }

    @Override
    public Step visitSlice(Node node, Slice op) {
        return (inputs, pass) -> inputs[0].narrow(CHANNELS, op.from(), op.channels());
    }

    @Override
    public Step visitChannelPermute(Node node, ChannelPermute op) {
        long[] channels = op.order().stream().mapToLong(Integer::longValue).toArray();
        Tensor made = parameters.own(parameters.device().tensor(channels, channels.length));
        return (inputs, pass) -> {
            // A no-op unless the module was moved: this tensor is no parameter, and stays behind.
            Tensor order = made.to(inputs[0].device(), ScalarType.Long);
            return inputs[0].dim() == 2
                    ? inputs[0].index_select(CHANNELS, order)
                    // On the last axis of the memory, so that the result is channels-last as well.
                    : inputs[0].permute(0, 2, 3, 1).index_select(3, order).permute(0, 3, 1, 2);
        };
    }

    @Override
    public Step visitMultiply(Node node, Multiply op) {
        return (inputs, pass) -> inputs[0].mul(operand(inputs, 1));
    }

    /** An input; a vector that meets a map as a map of one pixel. */
    private static Tensor operand(Tensor[] inputs, int i) {
        return inputs[i].dim() < inputs[0].dim() ? perChannel(inputs[i]) : inputs[i];
    }

    /** A parameter of channels, to meet a map or a vector. */
    private static Tensor like(Tensor value, Tensor parameter) {
        return value.dim() == 2 ? parameter : perChannel(parameter);
    }

    @Override
    public Step visitMaxPool(Node node, MaxPool op) {
        return Pooling.largest(op);
    }

    @Override
    public Step visitAveragePool(Node node, AveragePool op) {
        return Pooling.mean(op);
    }

    @Override
    public Step visitGlobalAveragePool(Node node, GlobalAveragePool op) {
        return (inputs, pass) -> meanOfSum(inputs, pass.training());
    }

    @Override
    public Step visitGlobalMaxPool(Node node, GlobalMaxPool op) {
        return (inputs, pass) -> inputs[0].amax(PIXELS, false);
    }

    @Override
    public Step visitChannelPool(Node node, ChannelPool op) {
        long[] channels = {CHANNELS};
        return switch (op.kind()) {
            case MEAN ->
                (inputs, pass) -> inputs[0]
                        .sum(channels, true, new ScalarTypeOptional())
                        .mul(new Scalar(1.0 / inputs[0].size(CHANNELS)));
            case LARGEST -> (inputs, pass) -> inputs[0].amax(channels, true);
        };
    }

    @Override
    public Step visitPad(Node node, Pad op) {
        return Moves.pad(op);
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
        return (inputs, pass) -> inputs[0].flatten(1, 3);
    }

    @Override
    public Step visitLinear(Node node, Linear op) {
        Tensor weight = parameters.get(node.parameterName("weight"));
        TensorOptional bias = parameters.optional(node.parameterName("bias"), op.bias());
        if (op.groups() > 1) {
            return new GroupedProduct(
                    op,
                    weight,
                    Optional.of("bias")
                            .filter(suffix -> op.bias())
                            .map(node::parameterName)
                            .map(parameters::get));
        }
        return op.storage() == Linear.Storage.MATRIX
                ? (inputs, pass) -> torch.linear(inputs[0], weight, bias)
                : (inputs, pass) -> torch.linear(inputs[0], weight.flatten(1, 3), bias);
    }

    @Override
    public Step visitResize(Node node, Resize op) {
        return new Resizing(op);
    }

    @Override
    public Step visitDropout(Node node, Dropout op) {
        return (inputs, pass) -> pass.training() && op.probability() > 0
                ? torch.dropout(inputs[0], op.probability(), true)
                : new Tensor(inputs[0]);
    }

    @Override
    public Step visitDropPath(Node node, DropPath op) {
        return (inputs, pass) -> {
            if (!pass.training() || op.probability() == 0) {
                return new Tensor(inputs[0]);
            }
            long[] perSample = new long[Math.toIntExact(inputs[0].dim())];
            Arrays.fill(perSample, 1);
            perSample[0] = inputs[0].size(0);
            // A sample that is kept counts 1 / (1 − p), one that is dropped 0.
            Tensor kept = torch.dropout(inputs[0].new_ones(perSample), op.probability(), true);
            return inputs[0].mul(kept);
        };
    }

    @Override
    public Step visitFuse(Node node, Fuse op) {
        return (inputs, pass) -> meanOfSum(inputs, pass.training());
    }

    @Override
    public Step visitSelect(Node node, Select op) {
        return new Selection(node.name(), op);
    }

    /**
     * The mean over the pixels of the maps' sum, (N, C). In inference it is summed in double precision: libtorch sums the last channels
     * in another order than those before, and of equal maps means should be equal.
     */
    private static Tensor meanOfSum(Tensor[] maps, boolean training) {
        ScalarTypeOptional precision = training ? new ScalarTypeOptional() : new ScalarTypeOptional(ScalarType.Double);
        Tensor sum = maps[0].sum(PIXELS, false, precision);
        for (int i = 1; i < maps.length; i++) {
            sum = sum.add(maps[i].sum(PIXELS, false, precision));
        }
        // Not mean(), whose gradient is divided pixel by pixel into a map; that of a sum is a view of one value.
        return sum.mul(new Scalar(1.0 / (maps[0].size(2) * maps[0].size(3)))).to(maps[0].scalar_type());
    }

    /** A vector (N, C) as (N, C, 1, 1). */
    static Tensor perChannel(Tensor vector) {
        return vector.unsqueeze(-1).unsqueeze(-1);
    }

    /** The padding above and on the left. */
    static long[] before(Padding padding) {
        return new long[] {padding.top(), padding.left()};
    }

    static long[] extents(Size size) {
        return new long[] {size.height(), size.width()};
    }
}
