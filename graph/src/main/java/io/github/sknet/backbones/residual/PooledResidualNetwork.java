package io.github.sknet.backbones.residual;

import io.github.sknet.backbones.ClassifierHead;
import io.github.sknet.backbones.Tuning;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import java.util.List;
import java.util.Optional;

/**
 * A residual classifier for small images and short trainings: between its stages a convolution widens the map and a pooling
 * halves it, where {@link ResidualNetwork} strides (ResNet-9; D. Page, How to Train Your ResNet, 2018, part 4). Images (N,
 * channels, H, W) become logits (N, classes).
 *
 * <p>Different from Page's: blocks end with the ReLU after the sum, as ResNet's; the mean over the last map takes the
 * place of its maximum; logits are not scaled by 1/8.
 *
 * @param width the channels of the first convolution, doubled by each stage
 * @param middle how a block's first convolution is done: plain, with Squeeze-and-Excitation, or with selective kernels
 * @param blocks for each stage the residual blocks that follow its pooling
 */
public record PooledResidualNetwork(int width, MiddleConvolution middle, List<Integer> blocks) {

    public PooledResidualNetwork {
        blocks = List.copyOf(blocks);
    }

    /**
     * Builds the network.
     *
     * @param channels of the input
     * @param classes the number of logits
     * @param tuning what may differ from the published network
     */
    public Graph graph(int channels, int classes, Tuning tuning) {
        GraphBuilder b = new GraphBuilder(channels);
        Node x = new Stem(Stem.Kind.THREE, width, Optional.empty()).build(b, b.input());
        int all = blocks.stream().mapToInt(Integer::intValue).sum();
        int built = 0;
        int in = width;
        for (int s = 0; s < blocks.size(); s++) {
            GraphBuilder stage = b.scope("layer" + (s + 1));
            x = halve(stage, in, x);
            in *= 2;
            for (int i = 0; i < blocks.get(s); i++) {
                BlockShape shape = new BlockShape(in, in, in, 1, 1, 1, 1);
                ResidualBlock block = new ResidualBlock(
                        ResidualPath.BASIC, middle, Shortcut.CONVOLUTION, shape, tuning.dropPathOf(built++, all));
                x = block.build(stage.scope(Integer.toString(i)), x);
            }
            b.feature("C" + (s + 1), x);
        }
        ClassifierHead.add(b, x, in, classes, tuning.dropout());
        return b.build();
    }

    /** A convolution to twice the channels, and 2×2 max-pooling. */
    private static Node halve(GraphBuilder stage, int in, Node x) {
        x = Naming.TORCHVISION.convNormAct(
                stage, 1, Conv2d.of(in, 2 * in, Window.of(3).padding(1)), x);
        return stage.add("pool", new MaxPool(Window.of(2).stride(2), false), x);
    }
}
