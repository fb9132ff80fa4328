package io.github.sknet.graph.backbones.shuffle;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.backbones.Tuning;
import io.github.sknet.graph.classify.ClassifierHead;
import java.util.List;

/**
 * ShuffleNetV2 (Ma et al., ECCV 2018) as data: images (N, channels, H, W) become logits (N, classes). Without a plug-in
 * its parameters are torchvision's, by name, shape and order.
 *
 * <p>Features: C2 after the stem's pooling, C3, C4 and C5 after stages 2, 3 and 4.
 *
 * <p>The Selective Kernel paper plugs SE and SK into it (§4.1, table 4) without saying how, and published no code for it.
 * Here a selective kernel with M = 2, G = channels, r = 16, L = 32 stands where the unit's depthwise convolution is, and
 * Squeeze-and-Excitation with the same r and L weighs the unit's output. In millions of parameters and of
 * multiply-accumulates, at 224²:
 *
 * <pre>
 *            0.5×            1.0×
 *  plain   1.37   40.48    2.28  144.91
 *  SE      1.48   40.59    2.55  145.18
 *  SK      1.46   42.08    2.50  148.79
 * </pre>
 *
 * <p>The paper's table has 141.73 million multiply-accumulates for SE and 145.66 for SK at 1.0×, 2 % less. The difference
 * lies in the plain network that it starts from: torchvision's, which is the one here and the one of ShuffleNetV2's own paper
 * (146 million there), costs more without any plug-in than the table's with SE. What SK costs beyond SE is 3.9 million
 * there and 3.6 here, where only convolutions and linear layers are counted.
 *
 * @param stages the channels after stages 2, 3 and 4, of 4, 8 and 4 units; even
 * @param last the channels after the last 1×1 convolution
 * @param plugin what is plugged into its units
 */
public record ShuffleNetV2(List<Integer> stages, int last, Plugin plugin) {

    private static final int STEM = 24;

    private static final List<Integer> UNITS = List.of(4, 8, 4);

    public ShuffleNetV2 {
        stages = List.copyOf(stages);
        if (stages.size() != UNITS.size() || stages.stream().anyMatch(channels -> channels % 2 != 0)) {
            throw new IllegalArgumentException(
                    "ShuffleNetV2 has three stages with even numbers of channels, not " + stages);
        }
    }

    /** The network of half the width. */
    public static ShuffleNetV2 half(Plugin plugin) {
        return new ShuffleNetV2(List.of(48, 96, 192), 1024, plugin);
    }

    /** The network of full width. */
    public static ShuffleNetV2 full(Plugin plugin) {
        return new ShuffleNetV2(List.of(116, 232, 464), 1024, plugin);
    }

    /**
     * Builds the network.
     *
     * @param channels of the input
     * @param classes the number of logits
     * @param tuning what may differ from the published network; it has no path to drop
     */
    public Graph graph(int channels, int classes, Tuning tuning) {
        GraphBuilder b = new GraphBuilder(channels);
        Node x = buildConvolution(
                b.scope("conv1"), channels, STEM, Window.of(3).padding(1).stride(2), b.input());
        x = b.add("maxpool", new MaxPool(Window.of(3).padding(1).stride(2), false), x);
        b.feature("C2", x);
        x = buildStages(b, x, tuning.outputStride());
        x = buildConvolution(b.scope("conv5"), stages.get(2), last, Window.of(1), x);
        ClassifierHead.add(b, x, last, classes, tuning.dropout());
        return b.build();
    }

    private static Node buildConvolution(GraphBuilder scope, int in, int out, Window window, Node input) {
        Node x = scope.add("1", BatchNorm.of(out), scope.add("0", Conv2d.of(in, out, window), input));
        return scope.add("2", Activation.relu(), x);
    }

    private Node buildStages(GraphBuilder b, Node x, int outputStride) {
        int in = STEM;
        int stride = 4;
        int dilation = 1;
        for (int s = 0; s < stages.size(); s++) {
            int firstDilation = dilation;
            int step = 2;
            if (stride * step > outputStride) {
                dilation *= step;
                step = 1;
            }
            stride *= step;
            GraphBuilder scope = b.scope("stage" + (s + 2));
            int out = stages.get(s);
            for (int i = 0; i < UNITS.get(s); i++) {
                boolean first = i == 0;
                ShuffleUnit unit = new ShuffleUnit(in, out, first ? step : 1, first ? firstDilation : dilation, plugin);
                x = unit.build(scope.scope(Integer.toString(i)), x);
                in = out;
            }
            b.feature("C" + (s + 3), x);
        }
        return x;
    }
}
