package io.github.sknet.graph.blocks;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Fuse;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Split attention (Zhang et al., ResNeSt: Split-Attention Networks, 2020, §3.1): one grouped 3×3 convolution makes R maps, and
 * each channel of the output takes its own mixture of them. A map (N, C, H, W) becomes a map of the same shape. It is a selection
 * among R kernels of one size; with R = 1 there is nothing to choose from, and each channel has a sigmoid.
 *
 * <p>Parameters are named and stored as in timm's {@code SplitAttn} (timm/models/layers/split_attn.py), and so is the order in
 * which the convolution has its outputs: by split, then by cardinal group.
 *
 * @param channels C, in and out
 * @param radix R, the splits
 * @param cardinality K, the groups of each split's kernel and of the fully connected layers; divides C
 * @param dilation of the convolution
 */
public record SplitAttention(int channels, int radix, int cardinality, int dilation) implements Block {

    /** timm's {@code rd_ratio}, {@code rd_divisor} and {@code min_value}. */
    private static final double REDUCTION = 0.25;

    private static final int DIVISOR = 8;
    private static final int LEAST_WIDTH = 32;

    public SplitAttention {
        if (radix < 1 || cardinality < 1) {
            throw new IllegalArgumentException(
                    "Split attention needs a radix and a cardinality of at least 1, not radix=" + radix
                            + ", cardinality=" + cardinality);
        }
    }

    @Override
    public int inChannels() {
        return channels;
    }

    @Override
    public int outChannels() {
        return channels;
    }

    @Override
    public Node build(GraphBuilder scope, Node input) {
        List<Node> splits = buildSplits(scope, input);
        int width = Math.max(LEAST_WIDTH, Attention.divisibleWidth(channels * radix, REDUCTION, DIVISOR));
        Node z = scope.add("fc1", layer(channels, width), scope.add("fuse", new Fuse(), splits));
        z = scope.add("act1", Activation.relu(), scope.add("bn1", BatchNorm.of(width), z));
        Node logits = buildOrder(scope, scope.add("fc2", layer(width, radix * channels), z));
        List<Node> inputs = new ArrayList<>(splits);
        inputs.add(logits);
        Select.Gate gate = radix == 1 ? Select.Gate.SIGMOID : Select.Gate.SOFTMAX;
        return scope.add("rsoftmax", new Select(radix, gate, Select.Extent.CHANNEL), inputs);
    }

    private List<Node> buildSplits(GraphBuilder scope, Node input) {
        Conv2d convolution = Conv2d.of(
                        channels,
                        radix * channels,
                        Window.of(3).dilation(dilation).samePadding())
                .withGroups(radix * cardinality);
        Node x = scope.add("conv", convolution, input);
        Node maps = scope.add("act0", Activation.relu(), scope.add("bn0", BatchNorm.of(radix * channels), x));
        if (radix == 1) {
            return List.of(maps);
        }
        return IntStream.range(0, radix)
                .mapToObj(r -> scope.add("split." + r, new Slice(r * channels, (r + 1) * channels), maps))
                .toList();
    }

    private Linear layer(int in, int out) {
        return Linear.pointwise(in, out)
                .withGroups(cardinality)
                .withBias(true)
                .withInit(Init.kaimingFanOut(), Init.torchDefault());
    }

    /** The last layer gives (K, R, C / K), and a selection takes (R, C). */
    private Node buildOrder(GraphBuilder scope, Node logits) {
        if (radix == 1 || cardinality == 1) {
            return logits;
        }
        int perGroup = channels / cardinality;
        List<Integer> order = IntStream.range(0, radix * channels)
                .map(o -> {
                    int split = o / channels;
                    int group = o % channels / perGroup;
                    return (group * radix + split) * perGroup + o % perGroup;
                })
                .boxed()
                .toList();
        return scope.add("logits", new ChannelPermute(order), logits);
    }
}
