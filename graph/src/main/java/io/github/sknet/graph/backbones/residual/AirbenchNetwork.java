package io.github.sknet.graph.backbones.residual;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.backbones.Tuning;
import io.github.sknet.graph.classify.ClassifierHead;

/**
 * A classifier for images of about 32×32 that learns in few epochs (K. Jordan, 94% on CIFAR-10 in 3.29 Seconds on a Single
 * GPU, arXiv 2404.00498, §3.1, "airbench94"): a convolution of 2×2 (to 24 channels for colour images), meant to be whitened
 * and frozen; then three stages, each a convolution that widens, 2×2 max-pooling, and a middle convolution on the smaller
 * map. Images (N, channels, H, W) become logits (N, classes).
 *
 * <p>Different from the original: ReLU for GELU; a BatchNorm has its scale, also after the first convolution; the middle
 * convolutions have a shortcut, which does what starting them as the identity does there; the mean over the last map
 * takes the place of its maximum.
 *
 * @param width the channels of the first stage; the further two have four times as many
 * @param middle how the middle convolutions are done
 */
public record AirbenchNetwork(int width, MiddleConvolution middle) {

    /** The numbers of a patch that the first convolution sees have as many directions, each wanted with both signs. */
    private static final int STEM_FILTERS_PER_CHANNEL = 2 * 4;

    /**
     * Builds the network.
     *
     * @param channels of the input
     * @param classes the number of logits
     * @param tuning what may differ from the published network
     */
    public Graph graph(int channels, int classes, Tuning tuning) {
        GraphBuilder b = new GraphBuilder(channels);
        int in = STEM_FILTERS_PER_CHANNEL * channels;
        Node x = Naming.TORCHVISION.convNormAct(b, 1, Conv2d.of(channels, in, Window.of(2)), b.input());
        int[] widths = {width, 4 * width, 4 * width};
        for (int s = 1; s <= widths.length; s++) {
            int out = widths[s - 1];
            x = stage(b.scope("layer" + s), in, out, x);
            b.feature("C" + s, x);
            in = out;
        }
        ClassifierHead.add(b, x, in, classes, tuning.dropout());
        return b.build();
    }

    /** The pooling comes before BatchNorm and ReLU, which then have a quarter of the pixels. */
    private Node stage(GraphBuilder stage, int in, int out, Node input) {
        Node x = stage.add("conv1", Conv2d.of(in, out, Window.of(3).samePadding()), input);
        x = stage.add("pool", new MaxPool(Window.of(2).stride(2), false), x);
        x = stage.add("relu1", Activation.relu(), stage.add("bn1", BatchNorm.of(out), x));
        BlockShape shape = new BlockShape(out, out, out, 1, 1, 1, 1);
        Node convolved = middle.recalibrate(stage, out, middle.convolve(stage, 2, shape, out, x));
        return stage.add("add", new Add(), convolved, x);
    }
}
