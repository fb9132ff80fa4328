package io.github.sknet.graph.backbones.residual;

import io.github.sknet.graph.AveragePool;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.blocks.Attention;
import io.github.sknet.graph.blocks.Branch;
import io.github.sknet.graph.blocks.SelectiveKernel;
import io.github.sknet.graph.blocks.SplitAttention;
import io.github.sknet.graph.blocks.SqueezeExcitation;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * What sets ResNeXt, SENet, SKNet and ResNeSt apart: how a block's spatial convolution is done, and whether the block's result is
 * weighed channel by channel.
 */
public sealed interface MiddleConvolution {

    /**
     * Adds convolution, BatchNorm and ReLU as the block's {@code index}-th child.
     *
     * @param input of {@code in} channels
     * @param in the channels in
     * @return a map of the block's width
     */
    Node convolve(GraphBuilder block, int index, BlockShape shape, int in, Node input);

    /** Weighs the channels of the block's residual path, or returns it as it is. */
    default Node recalibrate(GraphBuilder block, int channels, Node residual) {
        return residual;
    }

    /** How checkpoints of such networks name their parts. */
    default Naming naming() {
        return Naming.TORCHVISION;
    }

    /** One 3×3 convolution: ResNet (He et al. 2016) and, with groups, ResNeXt (Xie et al. 2017). */
    record Plain() implements MiddleConvolution {

        @Override
        public Node convolve(GraphBuilder block, int index, BlockShape shape, int in, Node input) {
            Window window =
                    Window.of(3).dilation(shape.firstDilation()).samePadding().stride(shape.stride());
            Conv2d convolution = Conv2d.of(in, shape.width(), window).withGroups(shape.groups());
            return naming().convNormAct(block, index, convolution, input);
        }
    }

    /**
     * A 3×3 convolution, and Squeeze-and-Excitation on the block's result before the shortcut is added (Hu et al. 2018,
     * figure 3).
     *
     * @param reduction the channels of the result to those between the two layers
     */
    record SqueezeExcited(int reduction) implements MiddleConvolution {

        public SqueezeExcited {
            if (reduction < 1) {
                throw new IllegalArgumentException("The reduction ratio must be at least 1, not " + reduction);
            }
        }

        @Override
        public Node convolve(GraphBuilder block, int index, BlockShape shape, int in, Node input) {
            return new Plain().convolve(block, index, shape, in, input);
        }

        @Override
        public Node recalibrate(GraphBuilder block, int channels, Node residual) {
            int width = Math.max(channels / reduction, 1);
            return new SqueezeExcitation(channels, width).build(block.scope("se"), residual);
        }
    }

    /**
     * A selective kernel convolution of 3×3 branches with dilations 1, 2, 3 … (Li et al. 2019).
     *
     * @param branches M, the number of branches
     * @param splitInput whether each branch sees its own slice of the input, as timm's smaller networks have it
     * @param attentionWidth d for a given number of channels
     */
    record Selective(int branches, boolean splitInput, IntUnaryOperator attentionWidth) implements MiddleConvolution {

        @Override
        public Node convolve(GraphBuilder block, int index, BlockShape shape, int in, Node input) {
            int d = attentionWidth.applyAsInt(shape.width());
            return SelectiveKernel.timm(
                            in, shape.width(), shape.stride(), shape.firstDilation(), shape.groups(), splitInput, d)
                    .withBranches(IntStream.rangeClosed(1, branches)
                            .mapToObj(m -> Branch.square(3, m * shape.firstDilation(), shape.groups()))
                            .toList())
                    .build(block.scope("conv" + index), input);
        }

        @Override
        public Naming naming() {
            return Naming.TIMM;
        }
    }

    /**
     * A selective kernel convolution of 3×3 branches whose attention has a second layer, with bias, for each branch.
     *
     * @param branches M, the number of branches, with dilations 1 … M
     * @param attentionWidth d for a given number of channels
     */
    record SeparatelySelective(int branches, IntUnaryOperator attentionWidth) implements MiddleConvolution {

        @Override
        public Node convolve(GraphBuilder block, int index, BlockShape shape, int in, Node input) {
            int d = attentionWidth.applyAsInt(shape.width());
            return SelectiveKernel.timm(
                            in, shape.width(), shape.stride(), shape.firstDilation(), shape.groups(), false, d)
                    .withBranches(IntStream.rangeClosed(1, branches)
                            .mapToObj(m -> Branch.square(3, m * shape.firstDilation(), shape.groups()))
                            .toList())
                    .withAttention(new Attention(d, false, true, true, false))
                    .build(block.scope("conv" + index), input);
        }

        @Override
        public Naming naming() {
            return Naming.TIMM;
        }
    }

    /**
     * A selective kernel convolution of two 3×3 branches, one dense and one in groups.
     *
     * @param attentionWidth d for a given number of channels
     */
    record DenseAndGrouped(IntUnaryOperator attentionWidth) implements MiddleConvolution {

        @Override
        public Node convolve(GraphBuilder block, int index, BlockShape shape, int in, Node input) {
            int dilation = shape.firstDilation();
            int d = attentionWidth.applyAsInt(shape.width());
            return SelectiveKernel.timm(in, shape.width(), shape.stride(), dilation, 1, false, d)
                    .withBranches(List.of(Branch.square(3, dilation, 1), Branch.square(3, dilation, shape.groups())))
                    .build(block.scope("conv" + index), input);
        }

        @Override
        public Naming naming() {
            return Naming.TIMM;
        }
    }

    /**
     * Split attention over maps of one convolution (Zhang et al. 2020), whose cardinality is the block's groups. A stride is a 3×3
     * average pooling beside it ({@code avd} of timm's resnest.py).
     *
     * <p>Where the stride became a dilation there is no pooling, as in timm; zhanghang1989/ResNeSt pools with stride 1 there.
     *
     * @param radix R, the number of maps
     * @param poolFirst whether the pooling comes before the convolution, in place of after
     */
    record SplitAttentive(int radix, boolean poolFirst) implements MiddleConvolution {

        @Override
        public Node convolve(GraphBuilder block, int index, BlockShape shape, int in, Node input) {
            if (in != shape.width()) {
                throw new IllegalArgumentException("Split attention keeps the number of channels, but " + in
                        + " are given and " + shape.width() + " are wanted");
            }
            SplitAttention attention = new SplitAttention(in, radix, shape.groups(), shape.firstDilation());
            GraphBuilder scope = block.scope("conv" + index);
            if (shape.stride() == 1) {
                return attention.build(scope, input);
            }
            AveragePool pool = new AveragePool(Window.of(3).samePadding().stride(shape.stride()), false, true);
            return poolFirst
                    ? attention.build(scope, block.add("avd_first", pool, input))
                    : block.add("avd_last", pool, attention.build(scope, input));
        }
    }
}
