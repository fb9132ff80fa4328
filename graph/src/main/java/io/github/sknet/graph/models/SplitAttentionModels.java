package io.github.sknet.graph.models;

import io.github.sknet.graph.backbones.residual.MiddleConvolution.SplitAttentive;
import io.github.sknet.graph.backbones.residual.ResidualNetwork;
import io.github.sknet.graph.backbones.residual.ResidualPath;
import io.github.sknet.graph.backbones.residual.Shortcut;
import io.github.sknet.graph.backbones.residual.Stage;
import io.github.sknet.graph.backbones.residual.Stem;
import java.util.List;

/**
 * ResNeSt (Zhang et al. 2020), with timm's names and numbers (timm/models/resnest.py): ResNet-D with split attention in place of the
 * 3×3 convolutions, and poolings in place of strides.
 *
 * <p>Deviation: weights start as in the other residual networks here.
 */
final class SplitAttentionModels {

    private static final int CLASSES = 1000;
    private static final int CHANNELS = 3;
    private static final float MOMENTUM = 0.1f;

    private SplitAttentionModels() {}

    static List<RegisteredModel> models() {
        return List.of(
                model("resnest14d", "ResNeSt-14", 224, 64, new Split(2, 1, 64, false), 1, 1, 1, 1),
                model("resnest26d", "ResNeSt-26", 224, 64, new Split(2, 1, 64, false), 2, 2, 2, 2),
                model("resnest50d", "ResNeSt-50", 224, 64, new Split(2, 1, 64, false), 3, 4, 6, 3),
                model("resnest50d_1s4x24d", "ResNeSt-50 1s4x24d", 224, 64, new Split(1, 4, 24, true), 3, 4, 6, 3),
                model("resnest50d_4s2x40d", "ResNeSt-50 4s2x40d", 224, 64, new Split(4, 2, 40, true), 3, 4, 6, 3),
                model("resnest101e", "ResNeSt-101", 256, 128, new Split(2, 1, 64, false), 3, 4, 23, 3));
    }

    /**
     * What the names 1s4x24d and 4s2x40d say, and where strides are done.
     *
     * @param radix R, the splits
     * @param cardinality K, the cardinal groups
     * @param width the channels of one group in the first stage
     * @param poolFirst whether poolings come before the convolutions
     */
    private record Split(int radix, int cardinality, int width, boolean poolFirst) {}

    private static RegisteredModel model(
            String name, String title, int size, int stemChannels, Split split, int... blocks) {
        ResidualNetwork network = new ResidualNetwork(
                Stem.deep(stemChannels),
                ResidualPath.BOTTLENECK,
                new SplitAttentive(split.radix, split.poolFirst),
                Shortcut.AVERAGE_POOL,
                split.cardinality,
                stages(split.cardinality * split.width, blocks),
                MOMENTUM);
        return new RegisteredModel(
                name,
                title + " (Zhang et al. 2020), as timm has it: split attention, radix " + split.radix + ", cardinality "
                        + split.cardinality,
                Architecture.of(name, CLASSES, CHANNELS),
                size,
                TuningOptions.residual(),
                a -> network.graph(a.channels(), a.classes(), TuningOptions.read(a)));
    }

    private static List<Stage> stages(int width, int... blocks) {
        return List.of(
                new Stage(blocks[0], width, 256),
                new Stage(blocks[1], 2 * width, 512),
                new Stage(blocks[2], 4 * width, 1024),
                new Stage(blocks[3], 8 * width, 2048));
    }
}
