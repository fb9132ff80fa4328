package io.github.sknet.graph.heads;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.Dropout;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Resize;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.blocks.Attention;
import io.github.sknet.graph.blocks.Block;
import io.github.sknet.graph.blocks.Branch;
import io.github.sknet.graph.blocks.SelectiveKernel;
import java.util.ArrayList;
import java.util.List;

/**
 * Atrous spatial pyramid pooling (DeepLabV3, Chen et al. 2017, §3.3): a 1×1 convolution, 3×3 convolutions at several
 * dilations and the image's mean, side by side, then a 1×1 convolution of them all; as torchvision builds it, dropout
 * included.
 *
 * <p>With selection, the dilated convolutions are the branches of one selective kernel, each of the whole input: each channel
 * chooses its own mixture of dilations, where DeepLab's last convolution mixes them alike for every image.
 *
 * @param inChannels in
 * @param outChannels of every part and of the output
 * @param rates the dilations of the 3×3 convolutions
 * @param selective whether the dilated convolutions are selected from
 * @param dropout the probability of zero for each output in training
 */
public record AtrousPyramid(int inChannels, int outChannels, List<Integer> rates, boolean selective, float dropout)
        implements Block {

    public AtrousPyramid {
        rates = List.copyOf(rates);
        if (rates.isEmpty()) {
            throw new IllegalArgumentException("An atrous pyramid needs at least one dilation");
        }
    }

    @Override
    public Node build(GraphBuilder scope, Node input) {
        List<Node> parts = new ArrayList<>();
        parts.add(ConvNormRelu.pointwise(inChannels, outChannels).build(scope.scope("point"), input));
        if (selective) {
            parts.add(selection().build(scope.scope("select"), input));
        } else {
            for (int rate : rates) {
                Window window = Window.of(3).dilation(rate).samePadding();
                parts.add(new ConvNormRelu(inChannels, outChannels, window).build(scope.scope("rate" + rate), input));
            }
        }
        parts.add(imageMean(scope.scope("image"), input));
        Node all = scope.add("concat", new Concat(), parts);
        Node x = ConvNormRelu.pointwise(parts.size() * outChannels, outChannels).build(scope.scope("project"), all);
        return dropout > 0 ? scope.add("dropout", new Dropout(dropout), x) : x;
    }

    private SelectiveKernel selection() {
        int width = Attention.width(outChannels, 8, 16);
        return SelectiveKernel.timm(inChannels, outChannels, 1, 1, 1, false, width)
                .withBranches(
                        rates.stream().map(rate -> Branch.square(3, rate, 1)).toList());
    }

    private Node imageMean(GraphBuilder scope, Node input) {
        Node x = scope.add("pool", new GlobalAveragePool(), input);
        x = scope.add("conv", Linear.pointwise(inChannels, outChannels), x);
        x = scope.add("relu", Activation.relu(), scope.add("bn", BatchNorm.of(outChannels), x));
        return scope.add("resize", new Resize(Resize.Mode.NEAREST), x, input);
    }
}
