package io.github.sknet.train.module;

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
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Slice;
import io.github.sknet.train.torch.Tensors;
import io.github.sknet.train.torch.WidePadding;
import java.util.Arrays;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
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
        long[] padding = extents(op.window().padding());
        long[] dilation = extents(op.window().dilation());
        if (WidePadding.isNeededFor(op.window())) {
            long[] sides = WidePadding.sides(op.window()).stream()
                    .mapToLong(Integer::longValue)
                    .toArray();
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
        boolean overwrite = inPlace.overwritesFirstInput(node);
        return switch (op.function()) {
            case RELU -> (inputs, pass) -> overwrite ? new Tensor(inputs[0].relu_()) : inputs[0].relu();
            case SIGMOID -> (inputs, pass) -> inputs[0].sigmoid();
        };
    }

    @Override
    public Step visitAdd(Node node, Add op) {
        boolean overwrite = inPlace.overwritesFirstInput(node);
        return (inputs, pass) -> {
            Tensor sum = overwrite ? new Tensor(inputs[0].add_(inputs[1])) : inputs[0].add(inputs[1]);
            for (int i = 2; i < inputs.length; i++) {
                sum.add_(inputs[i]);
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
    public Step visitChannelScale(Node node, ChannelScale op) {
        return (inputs, pass) -> inputs[0].mul(perChannel(inputs[1]));
    }

    @Override
    public Step visitMaxPool(Node node, MaxPool op) {
        long[] kernel = extents(op.window().kernel());
        long[] stride = extents(op.window().stride());
        long[] padding = extents(op.window().padding());
        long[] dilation = extents(op.window().dilation());
        return (inputs, pass) -> torch.max_pool2d(inputs[0], kernel, stride, padding, dilation, op.ceil());
    }

    @Override
    public Step visitAveragePool(Node node, AveragePool op) {
        long[] kernel = extents(op.window().kernel());
        long[] stride = extents(op.window().stride());
        long[] padding = extents(op.window().padding());
        return (inputs, pass) ->
                torch.avg_pool2d(inputs[0], kernel, stride, padding, op.ceil(), op.countPadding(), new LongOptional());
    }

    @Override
    public Step visitGlobalAveragePool(Node node, GlobalAveragePool op) {
        return (inputs, pass) -> meanOfSum(inputs);
    }

    @Override
    public Step visitLinear(Node node, Linear op) {
        Tensor weight = parameters.get(node.parameterName("weight"));
        TensorOptional bias = parameters.optional(node.parameterName("bias"), op.bias());
        return op.storage() == Linear.Storage.MATRIX
                ? (inputs, pass) -> torch.linear(inputs[0], weight, bias)
                : (inputs, pass) -> torch.linear(inputs[0], weight.flatten(1, 3), bias);
    }

    @Override
    public Step visitResize(Node node, Resize op) {
        DoubleOptional bySize = parameters.own(new DoubleOptional());
        return (inputs, pass) -> {
            Tensor map = inputs[0].dim() == 2 ? perChannel(inputs[0]) : inputs[0];
            long[] size = {inputs[1].size(2), inputs[1].size(3)};
            return switch (op.mode()) {
                case NEAREST -> torch.upsample_nearest2d(map, size, bySize, bySize);
                case BILINEAR -> torch.upsample_bilinear2d(map, size, false, bySize, bySize);
            };
        };
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
        return (inputs, pass) -> meanOfSum(inputs);
    }

    @Override
    public Step visitSelect(Node node, Select op) {
        return new Selection(node.name(), op);
    }

    /** The mean over the pixels of the maps' sum, (N, C). */
    private static Tensor meanOfSum(Tensor[] maps) {
        Tensor sum = maps[0].sum(PIXELS);
        for (int i = 1; i < maps.length; i++) {
            sum = sum.add(maps[i].sum(PIXELS));
        }
        // Not mean(), whose gradient is divided pixel by pixel into a map; that of a sum is a view of one value.
        return sum.mul(new Scalar(1.0 / (maps[0].size(2) * maps[0].size(3))));
    }

    /** A vector (N, C) as (N, C, 1, 1). */
    static Tensor perChannel(Tensor vector) {
        return vector.unsqueeze(-1).unsqueeze(-1);
    }

    private static long[] extents(Size size) {
        return new long[] {size.height(), size.width()};
    }
}
