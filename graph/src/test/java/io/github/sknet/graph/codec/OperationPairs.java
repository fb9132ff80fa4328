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
import io.github.sknet.graph.Extent;
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
import io.github.sknet.graph.Padding;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.Softmax;
import io.github.sknet.graph.SpaceToDepth;
import io.github.sknet.graph.Window;
import java.util.List;
import java.util.Optional;

/** Each kind of operation twice, as it usually is and with every attribute another. */
final class OperationPairs {

    private static final Window PLAIN = Window.of(2);

    private static final Window ODD = new Window(new Size(6, 4), new Size(2, 3), new Size(3, 2), new Size(2, 4));

    private OperationPairs() {}

    /**
     * One kind.
     *
     * @param usual with usual attributes
     * @param unusual with others
     */
    record Pair(Op usual, Op unusual) {}

    static List<Pair> all() {
        return List.of(
                new Pair(new Input(1), new Input(3, Optional.of(new Size(5, 7)))),
                new Pair(
                        Conv2d.of(1, 1, PLAIN), new Conv2d(6, 9, ODD, 3, true, Init.normal(0.1f), Init.torchDefault())),
                new Pair(BatchNorm.of(1), new BatchNorm(7, 1e-3f, 0.3f, 0.7f)),
                new Pair(new Activation(Activation.Function.LINEAR), Activation.clip(-2, 6)),
                new Pair(new PRelu(1), new PRelu(3)),
                new Pair(new ChannelAffine(1, true, 1), new ChannelAffine(3, false, 1e-6f)),
                new Pair(new LayerNorm(1, 1e-5f), new LayerNorm(3, 1e-6f)),
                new Pair(new GroupNorm(1, 1, 1e-5f), new GroupNorm(2, 6, 1e-3f)),
                new Pair(new LocalResponseNorm(1, 1e-4f, 0.75f, 1), new LocalResponseNorm(5, 1, 2, 3)),
                new Pair(new Softmax(), new Softmax()),
                new Pair(
                        ConvTranspose2d.of(1, 1, PLAIN),
                        new ConvTranspose2d(6, 9, ODD, new Size(1, 3), 3, false, Init.normal(0.1f), Init.constant(0))),
                new Pair(new GlobalMaxPool(), new GlobalMaxPool()),
                new Pair(new ChannelPool(ChannelPool.Kind.MEAN), new ChannelPool(ChannelPool.Kind.LARGEST)),
                new Pair(
                        new Pad(Padding.square(1), Pad.Mode.CONSTANT, -2.5f),
                        new Pad(new Padding(1, 2, 3, 4), Pad.Mode.REFLECT, 0)),
                new Pair(new DepthToSpace(1, DepthToSpace.Order.DCR), new DepthToSpace(3, DepthToSpace.Order.CRD)),
                new Pair(new SpaceToDepth(1, DepthToSpace.Order.DCR), new SpaceToDepth(3, DepthToSpace.Order.CRD)),
                new Pair(new Flatten(), new Flatten()),
                new Pair(new Add(), new Add()),
                new Pair(new Concat(), new Concat()),
                new Pair(new Slice(0, 1), new Slice(3, 9)),
                new Pair(new ChannelPermute(List.of(0, 1)), new ChannelPermute(List.of(2, 0, 1))),
                new Pair(new Multiply(), new Multiply()),
                new Pair(new MaxPool(PLAIN, false), new MaxPool(ODD.padding(new Padding(1, 2, 3, 0)), true)),
                new Pair(
                        new AveragePool(PLAIN, false, true),
                        new AveragePool(ODD.withDilation(Size.square(1)), true, false)),
                new Pair(new GlobalAveragePool(), new GlobalAveragePool()),
                new Pair(
                        Linear.of(1, 1),
                        new Linear(6, 4, 2, false, Linear.Storage.POINTWISE, Init.kaimingFanOut(), Init.constant(-2))),
                new Pair(
                        new Resize(Resize.Mode.NEAREST_CEIL),
                        new Resize(
                                Resize.Mode.NEAREST, Resize.Coordinates.ALIGN_CORNERS, new Extent.Scale(0.5f, 2.25f))),
                new Pair(
                        new Resize(Resize.Mode.BILINEAR),
                        new Resize(
                                Resize.Mode.NEAREST_PREFER_FLOOR,
                                Resize.Coordinates.PYTORCH_HALF_PIXEL,
                                new Extent.Fixed(new Size(3, 4)))),
                new Pair(new Dropout(0), new Dropout(0.1f)),
                new Pair(new DropPath(0), new DropPath(0.1f)),
                new Pair(new Fuse(), new Fuse()),
                new Pair(Select.of(1), new Select(2, Select.Gate.SIGMOID, Select.Extent.PIXEL)));
    }
}
