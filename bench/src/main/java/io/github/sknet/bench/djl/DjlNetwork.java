package io.github.sknet.bench.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import java.util.List;

/**
 * The network {@code sknet_tiny} made of DJL's blocks, as a user of DJL would write it: the same layers and parameters as
 * ours.
 */
final class DjlNetwork {

    private static final int GROUPS = 8;
    private static final int REDUCTION = 2;
    private static final int LEAST_WIDTH = 32;
    private static final float MOMENTUM = 0.9f;
    private static final float EPSILON = 1e-5f;

    private DjlNetwork() {}

    static Block of(int classes) {
        SequentialBlock network =
                new SequentialBlock().add(conv(16, 3, 1, 1, 1)).add(norm()).add(Activation::relu);
        for (int out : new int[] {64, 128, 256}) {
            network.add(unit(out)).add(Activation::relu);
        }
        return network.add(Pool.globalAvgPool2dBlock())
                .add(Linear.builder().setUnits(classes).build());
    }

    private static Block unit(int out) {
        int middle = out / 2;
        SequentialBlock features = new SequentialBlock()
                .add(conv(middle, 1, 1, 0, 1))
                .add(norm())
                .add(selectiveKernel(middle))
                .add(norm())
                .add(conv(out, 1, 1, 0, 1))
                .add(norm());
        SequentialBlock shortcut =
                new SequentialBlock().add(conv(out, 1, 2, 0, 1)).add(norm());
        return new ParallelBlock(
                sums -> new NDList(sums.get(0).head().add(sums.get(1).head())), List.of(features, shortcut));
    }

    private static Block selectiveKernel(int features) {
        Block branches = new ParallelBlock(DjlNetwork::both, List.of(branch(features, 3), branch(features, 5)));
        int width = Math.max(features / REDUCTION, LEAST_WIDTH);
        Block attention = new SequentialBlock()
                .add(new LambdaBlock(
                        maps -> new NDList(Pool.globalAvgPool2d(maps.get(0).add(maps.get(1))))))
                .add(Linear.builder().setUnits(width).build())
                .add(new ParallelBlock(
                        logits -> new NDList(logits.get(0)
                                .head()
                                .stack(logits.get(1).head(), 1)
                                .softmax(1)),
                        List.of(
                                Linear.builder().setUnits(features).build(),
                                Linear.builder().setUnits(features).build())));
        Block kept = new LambdaBlock(maps -> maps);
        Block selection = new ParallelBlock(
                parts -> new NDList(selected(parts.get(0), parts.get(1).head())), List.of(kept, attention));
        return new SequentialBlock().add(branches).add(selection);
    }

    private static Block branch(int features, int kernel) {
        return new SequentialBlock()
                .add(conv(features, kernel, 2, kernel / 2, GROUPS))
                .add(norm())
                .add(Activation::relu);
    }

    private static NDList both(List<NDList> branches) {
        return new NDList(branches.get(0).head(), branches.get(1).head());
    }

    /** The branches (N, C, H, W) weighed by the attention (N, 2, C). */
    private static NDArray selected(NDList branches, NDArray attention) {
        long batch = attention.getShape().get(0);
        long channels = attention.getShape().get(2);
        Shape perChannel = new Shape(batch, channels, 1, 1);
        NDArray first = attention.get(":, 0").reshape(perChannel);
        NDArray second = attention.get(":, 1").reshape(perChannel);
        return branches.get(0).mul(first).add(branches.get(1).mul(second));
    }

    private static Block conv(int out, int kernel, int stride, int padding, int groups) {
        return Conv2d.builder()
                .setFilters(out)
                .setKernelShape(new Shape(kernel, kernel))
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(padding, padding))
                .optGroups(groups)
                .optBias(true)
                .build();
    }

    private static Block norm() {
        return BatchNorm.builder().optMomentum(MOMENTUM).optEpsilon(EPSILON).build();
    }
}
