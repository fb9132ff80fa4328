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
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Input;
import io.github.sknet.graph.LayerNorm;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.LocalResponseNorm;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Multiply;
import io.github.sknet.graph.Op;
import io.github.sknet.graph.PRelu;
import io.github.sknet.graph.Pad;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.Softmax;
import io.github.sknet.graph.SpaceToDepth;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The operations of {@linkplain GraphCodec#FORMAT format 1} and their attributes. A last argument of a writer or a reader is
 * the attribute's usual value, which is not written. A window is written as {@code kernel}, {@code stride} (1), {@code padding}
 * (0) and {@code dilation} (1), each a number or, where they differ, [height, width]; a padding that is another above than below, or
 * left than right, is [top, left, bottom, right].
 */
final class OperationFormats {

    static final OperationFormat<Input> INPUT = new OperationFormat<>(
            "input",
            (op, out) -> out.integer("channels", op.channels()).size("size", op.size()),
            in -> new Input(in.integer("channels"), in.size("size")));

    static final OperationFormat<Conv2d> CONV2D = new OperationFormat<>(
            "conv2d",
            (op, out) -> out.integer("in", op.inChannels())
                    .integer("out", op.outChannels())
                    .window(op.window())
                    .integer("groups", op.groups(), 1)
                    .flag("bias", op.bias(), false)
                    .init("weightInit", op.weightInit(), Init.kaimingFanOut())
                    .init("biasInit", op.biasInit(), Init.constant(0)),
            in -> new Conv2d(
                    in.integer("in"),
                    in.integer("out"),
                    in.window(),
                    in.integer("groups", 1),
                    in.flag("bias", false),
                    in.init("weightInit", Init.kaimingFanOut()),
                    in.init("biasInit", Init.constant(0))));

    static final OperationFormat<ConvTranspose2d> CONV_TRANSPOSE2D = new OperationFormat<>(
            "convTranspose2d",
            (op, out) -> out.integer("in", op.inChannels())
                    .integer("out", op.outChannels())
                    .window(op.window())
                    .size("outputPadding", op.outputPadding(), Size.square(0))
                    .integer("groups", op.groups(), 1)
                    .flag("bias", op.bias(), true)
                    .init("weightInit", op.weightInit(), Init.torchDefault())
                    .init("biasInit", op.biasInit(), Init.torchDefault()),
            in -> new ConvTranspose2d(
                    in.integer("in"),
                    in.integer("out"),
                    in.window(),
                    in.size("outputPadding", Size.square(0)),
                    in.integer("groups", 1),
                    in.flag("bias", true),
                    in.init("weightInit", Init.torchDefault()),
                    in.init("biasInit", Init.torchDefault())));

    static final OperationFormat<BatchNorm> BATCH_NORM = new OperationFormat<>(
            "batchNorm",
            (op, out) -> out.integer("channels", op.channels())
                    .decimal("epsilon", op.epsilon(), 1e-5f)
                    .decimal("momentum", op.momentum(), 0.1f)
                    .decimal("weightInit", op.weightInit(), 1),
            in -> new BatchNorm(
                    in.integer("channels"),
                    in.decimal("epsilon", 1e-5f),
                    in.decimal("momentum", 0.1f),
                    in.decimal("weightInit", 1)));

    static final OperationFormat<Activation> ACTIVATION = new OperationFormat<>(
            "activation",
            (op, out) -> out.choice("function", op.function())
                    .decimal("alpha", op.alpha(), op.function().usualAlpha())
                    .decimal("beta", op.beta(), op.function().usualBeta()),
            in -> {
                Activation.Function function = in.choice("function", Activation.Function.class);
                return new Activation(
                        function, in.decimal("alpha", function.usualAlpha()), in.decimal("beta", function.usualBeta()));
            });

    static final OperationFormat<PRelu> P_RELU = new OperationFormat<>(
            "pRelu", (op, out) -> out.integer("channels", op.channels()), in -> new PRelu(in.integer("channels")));

    static final OperationFormat<ChannelAffine> CHANNEL_AFFINE = new OperationFormat<>(
            "channelAffine",
            (op, out) -> out.integer("channels", op.channels())
                    .flag("bias", op.bias(), true)
                    .decimal("weightInit", op.weightInit(), 1),
            in -> new ChannelAffine(in.integer("channels"), in.flag("bias", true), in.decimal("weightInit", 1)));

    static final OperationFormat<LayerNorm> LAYER_NORM = new OperationFormat<>(
            "layerNorm",
            (op, out) -> out.integer("channels", op.channels()).decimal("epsilon", op.epsilon(), 1e-5f),
            in -> new LayerNorm(in.integer("channels"), in.decimal("epsilon", 1e-5f)));

    static final OperationFormat<GroupNorm> GROUP_NORM = new OperationFormat<>(
            "groupNorm",
            (op, out) -> out.integer("groups", op.groups())
                    .integer("channels", op.channels())
                    .decimal("epsilon", op.epsilon(), 1e-5f),
            in -> new GroupNorm(in.integer("groups"), in.integer("channels"), in.decimal("epsilon", 1e-5f)));

    static final OperationFormat<LocalResponseNorm> LOCAL_RESPONSE_NORM = new OperationFormat<>(
            "localResponseNorm",
            (op, out) -> out.integer("size", op.size())
                    .decimal("alpha", op.alpha(), 1e-4f)
                    .decimal("beta", op.beta(), 0.75f)
                    .decimal("bias", op.bias(), 1),
            in -> new LocalResponseNorm(
                    in.integer("size"), in.decimal("alpha", 1e-4f), in.decimal("beta", 0.75f), in.decimal("bias", 1)));

    static final OperationFormat<Softmax> SOFTMAX = plain("softmax", Softmax::new);

    static final OperationFormat<Add> ADD = plain("add", Add::new);

    static final OperationFormat<Concat> CONCAT = plain("concat", Concat::new);

    static final OperationFormat<Slice> SLICE = new OperationFormat<>(
            "slice",
            (op, out) -> out.integer("from", op.from()).integer("to", op.to()),
            in -> new Slice(in.integer("from"), in.integer("to")));

    static final OperationFormat<ChannelPermute> CHANNEL_PERMUTE = new OperationFormat<>(
            "channelPermute",
            (op, out) -> out.integers("order", op.order()),
            in -> new ChannelPermute(in.integers("order")));

    static final OperationFormat<Multiply> MULTIPLY = plain("multiply", Multiply::new);

    static final OperationFormat<MaxPool> MAX_POOL = new OperationFormat<>(
            "maxPool",
            (op, out) -> out.window(op.window()).flag("ceil", op.ceil(), false),
            in -> new MaxPool(in.window(), in.flag("ceil", false)));

    static final OperationFormat<AveragePool> AVERAGE_POOL = new OperationFormat<>(
            "averagePool",
            (op, out) -> out.window(op.window())
                    .flag("ceil", op.ceil(), false)
                    .flag("countPadding", op.countPadding(), true),
            in -> new AveragePool(in.window(), in.flag("ceil", false), in.flag("countPadding", true)));

    static final OperationFormat<GlobalAveragePool> GLOBAL_AVERAGE_POOL =
            plain("globalAveragePool", GlobalAveragePool::new);

    static final OperationFormat<GlobalMaxPool> GLOBAL_MAX_POOL = plain("globalMaxPool", GlobalMaxPool::new);

    static final OperationFormat<ChannelPool> CHANNEL_POOL = new OperationFormat<>(
            "channelPool",
            (op, out) -> out.choice("kind", op.kind()),
            in -> new ChannelPool(in.choice("kind", ChannelPool.Kind.class)));

    static final OperationFormat<Pad> PAD = new OperationFormat<>(
            "pad",
            (op, out) -> out.padding(op.padding())
                    .choice("mode", op.mode(), Pad.Mode.CONSTANT)
                    .decimal("value", op.value(), 0),
            in -> new Pad(in.padding(), in.choice("mode", Pad.Mode.CONSTANT), in.decimal("value", 0)));

    static final OperationFormat<DepthToSpace> DEPTH_TO_SPACE = new OperationFormat<>(
            "depthToSpace",
            (op, out) -> out.integer("block", op.block()).choice("order", op.order()),
            in -> new DepthToSpace(in.integer("block"), in.choice("order", DepthToSpace.Order.class)));

    static final OperationFormat<SpaceToDepth> SPACE_TO_DEPTH = new OperationFormat<>(
            "spaceToDepth",
            (op, out) -> out.integer("block", op.block()).choice("order", op.order()),
            in -> new SpaceToDepth(in.integer("block"), in.choice("order", DepthToSpace.Order.class)));

    static final OperationFormat<Flatten> FLATTEN = plain("flatten", Flatten::new);

    static final OperationFormat<Linear> LINEAR = new OperationFormat<>(
            "linear",
            (op, out) -> out.integer("in", op.inFeatures())
                    .integer("out", op.outFeatures())
                    .integer("groups", op.groups(), 1)
                    .flag("bias", op.bias(), true)
                    .choice("storage", op.storage(), Linear.Storage.MATRIX)
                    .init("weightInit", op.weightInit(), Init.torchDefault())
                    .init("biasInit", op.biasInit(), Init.torchDefault()),
            in -> new Linear(
                    in.integer("in"),
                    in.integer("out"),
                    in.integer("groups", 1),
                    in.flag("bias", true),
                    in.choice("storage", Linear.Storage.MATRIX),
                    in.init("weightInit", Init.torchDefault()),
                    in.init("biasInit", Init.torchDefault())));

    static final OperationFormat<Resize> RESIZE = new OperationFormat<>(
            "resize",
            (op, out) -> out.choice("mode", op.mode())
                    .choice("coordinates", op.coordinates(), Resize.usualCoordinates(op.mode()))
                    .extent(op.extent()),
            in -> {
                Resize.Mode mode = in.choice("mode", Resize.Mode.class);
                return new Resize(mode, in.choice("coordinates", Resize.usualCoordinates(mode)), in.extent());
            });

    static final OperationFormat<Dropout> DROPOUT = new OperationFormat<>(
            "dropout",
            (op, out) -> out.decimal("probability", op.probability()),
            in -> new Dropout(in.decimal("probability")));

    static final OperationFormat<DropPath> DROP_PATH = new OperationFormat<>(
            "dropPath",
            (op, out) -> out.decimal("probability", op.probability()),
            in -> new DropPath(in.decimal("probability")));

    static final OperationFormat<Fuse> FUSE = plain("fuse", Fuse::new);

    static final OperationFormat<Select> SELECT = new OperationFormat<>(
            "select",
            (op, out) -> out.integer("branches", op.branches())
                    .choice("gate", op.gate(), Select.Gate.SOFTMAX)
                    .choice("extent", op.extent(), Select.Extent.CHANNEL),
            in -> new Select(
                    in.integer("branches"),
                    in.choice("gate", Select.Gate.SOFTMAX),
                    in.choice("extent", Select.Extent.CHANNEL)));

    private static final Map<String, OperationFormat<?>> BY_ID = List.of(
                    INPUT,
                    CONV2D,
                    CONV_TRANSPOSE2D,
                    BATCH_NORM,
                    ACTIVATION,
                    P_RELU,
                    CHANNEL_AFFINE,
                    LAYER_NORM,
                    GROUP_NORM,
                    LOCAL_RESPONSE_NORM,
                    SOFTMAX,
                    ADD,
                    CONCAT,
                    SLICE,
                    CHANNEL_PERMUTE,
                    MULTIPLY,
                    MAX_POOL,
                    AVERAGE_POOL,
                    GLOBAL_AVERAGE_POOL,
                    GLOBAL_MAX_POOL,
                    CHANNEL_POOL,
                    PAD,
                    DEPTH_TO_SPACE,
                    SPACE_TO_DEPTH,
                    FLATTEN,
                    LINEAR,
                    RESIZE,
                    DROPOUT,
                    DROP_PATH,
                    FUSE,
                    SELECT)
            .stream()
            .collect(Collectors.toMap(OperationFormat::id, Function.identity()));

    /** What {@link Multiply} was called while its second input was always a vector; read, not written. */
    private static final String CHANNEL_SCALE = "channelScale";

    private OperationFormats() {}

    /** An operation without attributes. */
    private static <O extends Op> OperationFormat<O> plain(String id, Supplier<O> made) {
        return new OperationFormat<>(id, (op, out) -> {}, in -> made.get());
    }

    /** The format of the operation that attributes belong to. */
    static OperationFormat<?> of(AttributeReader attributes) {
        String id = attributes.text(OperationFormat.KEY);
        OperationFormat<?> format = BY_ID.get(id.equals(CHANNEL_SCALE) ? MULTIPLY.id() : id);
        return format != null
                ? format
                : attributes.refuse(
                        OperationFormat.KEY,
                        "one of "
                                + String.join(
                                        ", ", BY_ID.keySet().stream().sorted().toList()));
    }
}
