package io.github.sknet.graph.backbones.lsk;

import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.LayerNorm;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.backbones.Tuning;
import io.github.sknet.graph.blocks.LargeSelectiveKernel;
import io.github.sknet.graph.classify.ClassifierHead;
import java.util.List;

/**
 * LSKNet (Li et al., ICCV 2023) as data: images (N, channels, H, W) become logits (N, classes). Parameters are named and start
 * as in zcablii/LSKNet (mmrotate/models/backbones/lsknet.py); the layer behind them is {@code head}, as in the networks that it was
 * trained with on ImageNet.
 *
 * <p>Features: C2 … C5, the four maps that the original hands to a detector, each normalised over its channels.
 *
 * <p>Deviation: dropout stands before the last layer; the original's, within the blocks, is 0 in every published configuration.
 *
 * @param stages the stages; the first makes maps of a quarter of the image, each further one halves them
 */
public record LskNetwork(List<LskStage> stages) {

    private static final float EPSILON = 1e-6f;

    public LskNetwork {
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("An LSKNet needs at least one stage");
        }
    }

    /** LSKNet-T. */
    public static LskNetwork tiny() {
        return new LskNetwork(List.of(
                new LskStage(3, 32, 8), new LskStage(3, 64, 8), new LskStage(5, 160, 4), new LskStage(2, 256, 4)));
    }

    /** LSKNet-S. */
    public static LskNetwork small() {
        return new LskNetwork(List.of(
                new LskStage(2, 64, 8), new LskStage(2, 128, 8), new LskStage(4, 320, 4), new LskStage(2, 512, 4)));
    }

    /**
     * Builds the network.
     *
     * @param channels of the input
     * @param classes the number of logits
     * @param tuning what may differ from the published network; its strides stay what they are
     */
    public Graph graph(int channels, int classes, Tuning tuning) {
        GraphBuilder b = new GraphBuilder(channels);
        int blocks = stages.stream().mapToInt(LskStage::blocks).sum();
        int built = 0;
        int in = channels;
        Node x = b.input();
        for (int s = 1; s <= stages.size(); s++) {
            LskStage stage = stages.get(s - 1);
            Window window = s == 1
                    ? Window.of(7).samePadding().stride(4)
                    : Window.of(3).samePadding().stride(2);
            x = buildEmbedding(b.scope("patch_embed" + s), in, stage.channels(), window, x);
            GraphBuilder scope = b.scope("block" + s);
            for (int i = 0; i < stage.blocks(); i++) {
                float dropPath = tuning.dropPathOf(built++, blocks);
                x = new LskBlock(stage.channels(), stage.expansion(), dropPath)
                        .build(scope.scope(Integer.toString(i)), x);
            }
            x = b.add("norm" + s, new LayerNorm(stage.channels(), EPSILON), x);
            b.feature("C" + (s + 1), x);
            in = stage.channels();
        }
        ClassifierHead.add(b, "head", x, in, classes, tuning.dropout());
        return b.build();
    }

    private static Node buildEmbedding(GraphBuilder scope, int in, int out, Window window, Node input) {
        Node x = scope.add("proj", LargeSelectiveKernel.convolution(in, out, window), input);
        return scope.add("norm", BatchNorm.of(out), x);
    }
}
