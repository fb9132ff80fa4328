package io.github.sknet.graph.backbones.residual;

import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.backbones.Tuning;
import io.github.sknet.graph.classify.ClassifierHead;
import java.util.List;

/**
 * A residual classifier as data: images (N, channels, H, W) become logits (N, classes).
 *
 * <p>Its stages' outputs are the graph's features, named by their scale: C2 is a quarter of the image, C3 an eighth … (with
 * an output stride of 8 or 16 the last ones keep their names and are larger).
 *
 * @param stem the layers before the first stage
 * @param path the convolutions of a block
 * @param middle how a block's spatial convolution is done: plain, with Squeeze-and-Excitation, with selective kernels, or with split attention
 * @param shortcut how a block's input reaches its sum where the shapes differ
 * @param groups of the middle convolutions
 * @param stages the stages
 * @param batchNormMomentum of every BatchNorm, in PyTorch's terms
 */
public record ResidualNetwork(
        Stem stem,
        ResidualPath path,
        MiddleConvolution middle,
        Shortcut shortcut,
        int groups,
        List<Stage> stages,
        float batchNormMomentum) {

    public ResidualNetwork {
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("A residual network needs at least one stage");
        }
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
        Node x = buildStages(b, stem.build(b, b.input()), tuning);
        ClassifierHead.add(b, x, stages.get(stages.size() - 1).out(), classes, tuning.dropout());
        return b.build().mapOps(op -> op instanceof BatchNorm norm ? norm.withMomentum(batchNormMomentum) : op);
    }

    private Node buildStages(GraphBuilder b, Node x, Tuning tuning) {
        int blocks = stages.stream().mapToInt(Stage::blocks).sum();
        int built = 0;
        int in = stem.channels();
        int scale = stem.stride();
        int stride = scale;
        int dilation = 1;
        for (int s = 0; s < stages.size(); s++) {
            Stage stage = stages.get(s);
            int step = s == 0 ? 1 : 2;
            int firstDilation = dilation;
            // Beyond the wanted output stride, a dilation takes the place of the stride.
            if (stride * step > tuning.outputStride()) {
                dilation *= step;
                step = 1;
            }
            GraphBuilder scope = b.scope("layer" + (s + 1));
            for (int i = 0; i < stage.blocks(); i++) {
                boolean first = i == 0;
                BlockShape shape = new BlockShape(
                        in,
                        stage.width(),
                        stage.out(),
                        first ? step : 1,
                        first ? firstDilation : dilation,
                        dilation,
                        groups);
                float dropPath = tuning.dropPathOf(built++, blocks);
                x = new ResidualBlock(path, middle, shortcut, shape, dropPath)
                        .build(scope.scope(Integer.toString(i)), x);
                in = stage.out();
            }
            stride *= step;
            scale *= s == 0 ? 1 : 2;
            b.feature("C" + Integer.numberOfTrailingZeros(scale), x);
        }
        return x;
    }
}
