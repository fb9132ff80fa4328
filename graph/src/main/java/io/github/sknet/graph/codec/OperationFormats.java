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
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Input;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Op;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Slice;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The operations of {@linkplain GraphCodec#FORMAT format 1} and their attributes. A last argument of a writer or a reader is
 * the attribute's usual value, which is not written. A window is written as {@code kernel}, {@code stride} (1), {@code padding}
 * (0) and {@code dilation} (1), each a number or, where they differ, [height, width].
 */
final class OperationFormats {

    static final OperationFormat<Input> INPUT = new OperationFormat<>(
            "input", (op, out) -> out.integer("channels", op.channels()), in -> new Input(in.integer("channels")));

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
            (op, out) -> out.choice("function", op.function()),
            in -> new Activation(in.choice("function", Activation.Function.class)));

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

    static final OperationFormat<ChannelScale> CHANNEL_SCALE = plain("channelScale", ChannelScale::new);

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

    static final OperationFormat<Linear> LINEAR = new OperationFormat<>(
            "linear",
            (op, out) -> out.integer("in", op.inFeatures())
                    .integer("out", op.outFeatures())
                    .flag("bias", op.bias(), true)
                    .choice("storage", op.storage(), Linear.Storage.MATRIX)
                    .init("weightInit", op.weightInit(), Init.torchDefault())
                    .init("biasInit", op.biasInit(), Init.torchDefault()),
            in -> new Linear(
                    in.integer("in"),
                    in.integer("out"),
                    in.flag("bias", true),
                    in.choice("storage", Linear.Storage.MATRIX),
                    in.init("weightInit", Init.torchDefault()),
                    in.init("biasInit", Init.torchDefault())));

    static final OperationFormat<Resize> RESIZE = new OperationFormat<>(
            "resize",
            (op, out) -> out.choice("mode", op.mode()),
            in -> new Resize(in.choice("mode", Resize.Mode.class)));

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
                    BATCH_NORM,
                    ACTIVATION,
                    ADD,
                    CONCAT,
                    SLICE,
                    CHANNEL_PERMUTE,
                    CHANNEL_SCALE,
                    MAX_POOL,
                    AVERAGE_POOL,
                    GLOBAL_AVERAGE_POOL,
                    LINEAR,
                    RESIZE,
                    DROPOUT,
                    DROP_PATH,
                    FUSE,
                    SELECT)
            .stream()
            .collect(Collectors.toMap(OperationFormat::id, Function.identity()));

    private OperationFormats() {}

    /** An operation without attributes. */
    private static <O extends Op> OperationFormat<O> plain(String id, Supplier<O> made) {
        return new OperationFormat<>(id, (op, out) -> {}, in -> made.get());
    }

    /** The format of the operation that attributes belong to. */
    static OperationFormat<?> of(AttributeReader attributes) {
        OperationFormat<?> format = BY_ID.get(attributes.text(OperationFormat.KEY));
        return format != null
                ? format
                : attributes.refuse(
                        OperationFormat.KEY,
                        "one of "
                                + String.join(
                                        ", ", BY_ID.keySet().stream().sorted().toList()));
    }
}
