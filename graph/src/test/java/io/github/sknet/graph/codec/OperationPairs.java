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
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.Window;
import java.util.List;

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
                new Pair(new Input(1), new Input(3)),
                new Pair(
                        Conv2d.of(1, 1, PLAIN), new Conv2d(6, 9, ODD, 3, true, Init.normal(0.1f), Init.torchDefault())),
                new Pair(BatchNorm.of(1), new BatchNorm(7, 1e-3f, 0.3f, 0.7f)),
                new Pair(Activation.relu(), Activation.sigmoid()),
                new Pair(new Add(), new Add()),
                new Pair(new Concat(), new Concat()),
                new Pair(new Slice(0, 1), new Slice(3, 9)),
                new Pair(new ChannelPermute(List.of(0, 1)), new ChannelPermute(List.of(2, 0, 1))),
                new Pair(new ChannelScale(), new ChannelScale()),
                new Pair(new MaxPool(PLAIN, false), new MaxPool(ODD, true)),
                new Pair(
                        new AveragePool(PLAIN, false, true),
                        new AveragePool(ODD.withDilation(Size.square(1)), true, false)),
                new Pair(new GlobalAveragePool(), new GlobalAveragePool()),
                new Pair(
                        Linear.of(1, 1),
                        new Linear(3, 4, false, Linear.Storage.POINTWISE, Init.kaimingFanOut(), Init.constant(-2))),
                new Pair(new Resize(Resize.Mode.NEAREST), new Resize(Resize.Mode.BILINEAR)),
                new Pair(new Dropout(0), new Dropout(0.1f)),
                new Pair(new DropPath(0), new DropPath(0.1f)),
                new Pair(new Fuse(), new Fuse()),
                new Pair(Select.of(1), new Select(2, Select.Gate.SIGMOID, Select.Extent.PIXEL)));
    }
}
