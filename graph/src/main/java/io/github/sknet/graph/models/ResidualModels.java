package io.github.sknet.graph.models;

import io.github.sknet.graph.backbones.residual.MiddleConvolution;
import io.github.sknet.graph.backbones.residual.MiddleConvolution.Plain;
import io.github.sknet.graph.backbones.residual.MiddleConvolution.Selective;
import io.github.sknet.graph.backbones.residual.MiddleConvolution.SqueezeExcited;
import io.github.sknet.graph.backbones.residual.ResidualNetwork;
import io.github.sknet.graph.backbones.residual.ResidualPath;
import io.github.sknet.graph.backbones.residual.Shortcut;
import io.github.sknet.graph.backbones.residual.Stage;
import io.github.sknet.graph.backbones.residual.Stem;
import io.github.sknet.graph.blocks.Attention;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * The residual networks for ImageNet: the paper's (its table 1, and the official Caffe files of implus/SKNet), its rivals,
 * torchvision's ResNets and timm's SK networks.
 */
final class ResidualModels {

    private static final int CLASSES = 1000;
    private static final int CHANNELS = 3;
    private static final int SIZE = 224;

    /** The groups of every network of the paper, and of ResNeXt 32×4d. */
    private static final int GROUPS = 32;

    /** PyTorch's default. */
    private static final float MOMENTUM = 0.1f;

    /** The paper's Caffe files say 0.95, the share of the old statistics. */
    private static final float PAPER_MOMENTUM = 0.05f;

    private static final String BRANCHES = "branches";

    /** d = max(C / 16, 32): r = 16 and L = 32. */
    private static final IntUnaryOperator PAPER_WIDTH = channels -> Attention.width(channels, 16, 32);

    /** As the paper's, but SKNet-101's Caffe file has 16 in its second stage, where the formula gives 32. */
    private static final IntUnaryOperator CAFFE_101_WIDTH =
            channels -> channels == 256 ? 16 : PAPER_WIDTH.applyAsInt(channels);

    private ResidualModels() {}

    static List<RegisteredModel> models() {
        return List.of(
                paper("sknet26", "SKNet-26", PAPER_WIDTH, Optional.empty(), 2, 2, 2, 2),
                paper("sknet50", "SKNet-50", PAPER_WIDTH, imageNet(20.79, 19.32, 27.5, 4.47), 3, 4, 6, 3),
                paper("sknet101", "SKNet-101", CAFFE_101_WIDTH, imageNet(20.19, 18.40, 48.9, 8.46), 3, 4, 23, 3),
                model(
                        "resnext50_32x4d",
                        "ResNeXt-50 32×4d (Xie et al. 2017), as torchvision has it",
                        imageNet(22.23, 21.05, 25.0, 4.24),
                        bottleneck(new Plain(), GROUPS, resNeXt(3, 4, 6, 3))),
                model(
                        "resnext101_32x4d",
                        "ResNeXt-101 32×4d (Xie et al. 2017), as timm has it",
                        imageNet(21.11, 19.86, 44.3, 7.99),
                        bottleneck(new Plain(), GROUPS, resNeXt(3, 4, 23, 3))),
                model(
                        "senet50",
                        "SENet-50: Squeeze-and-Excitation (Hu et al. 2018) on ResNeXt-50 32×4d; timm's seresnext50_32x4d",
                        imageNet(21.12, 19.71, 27.7, 4.25),
                        bottleneck(new SqueezeExcited(16), GROUPS, resNeXt(3, 4, 6, 3))),
                model(
                        "senet101",
                        "SENet-101: Squeeze-and-Excitation (Hu et al. 2018) on ResNeXt-101 32×4d; timm's seresnext101_32x4d",
                        imageNet(20.58, 18.61, 49.2, 8.00),
                        bottleneck(new SqueezeExcited(16), GROUPS, resNeXt(3, 4, 23, 3))),
                model(
                        "resnet18",
                        "ResNet-18 (He et al. 2016), as torchvision has it",
                        Optional.empty(),
                        basic(new Plain(), 2, 2, 2, 2)),
                model(
                        "resnet34",
                        "ResNet-34 (He et al. 2016), as torchvision has it",
                        Optional.empty(),
                        basic(new Plain(), 3, 4, 6, 3)),
                model(
                        "resnet50",
                        "ResNet-50 (He et al. 2016) with the stride in the 3×3 convolution, as torchvision has it",
                        Optional.empty(),
                        bottleneck(new Plain(), 1, resNet(3, 4, 6, 3))),
                model(
                        "skresnet18",
                        "timm's ResNet-18 with selective kernels on split inputs",
                        Optional.empty(),
                        basic(split(1.0 / 8, 16), 2, 2, 2, 2)),
                model(
                        "skresnet34",
                        "timm's ResNet-34 with selective kernels on split inputs",
                        Optional.empty(),
                        basic(split(1.0 / 8, 16), 3, 4, 6, 3)),
                model(
                        "skresnet50",
                        "timm's ResNet-50 with selective kernels on split inputs",
                        Optional.empty(),
                        bottleneck(split(1.0 / 16, 8), 1, resNet(3, 4, 6, 3))),
                model(
                        "skresnet50d",
                        "timm's ResNet-50-D with selective kernels on split inputs",
                        Optional.empty(),
                        new ResidualNetwork(
                                Stem.deep(),
                                ResidualPath.BOTTLENECK,
                                split(1.0 / 16, 8),
                                Shortcut.AVERAGE_POOL,
                                1,
                                resNet(3, 4, 6, 3),
                                MOMENTUM)),
                model(
                        "skresnext50_32x4d",
                        "timm's SKNet-50: the paper's but for a padded stem pooling and BatchNorm's momentum",
                        Optional.empty(),
                        bottleneck(
                                new Selective(2, false, c -> Attention.divisibleWidth(c, 1.0 / 16, 32)),
                                GROUPS,
                                resNeXt(3, 4, 6, 3))));
    }

    private static Optional<Published> imageNet(double at224, double at320, double parameters, double macs) {
        return Optional.of(Published.imageNet(at224, at320, parameters, macs));
    }

    private static RegisteredModel model(
            String name, String description, Optional<Published> published, ResidualNetwork network) {
        return new RegisteredModel(
                name,
                description,
                Architecture.of(name, CLASSES, CHANNELS),
                SIZE,
                TuningOptions.residual(),
                published,
                a -> network.graph(a.channels(), a.classes(), TuningOptions.read(a)));
    }

    /**
     * A network of the paper: SK[M = 2, G = 32, r = 16], the stem pooling of the Caffe files. Their attention layers start
     * from a normal distribution with deviation 0.01; here they start as all other convolutions.
     */
    private static RegisteredModel paper(
            String name, String title, IntUnaryOperator attentionWidth, Optional<Published> published, int... blocks) {
        Map<String, String> options = TuningOptions.residual();
        options.put(BRANCHES, "M, the number of 3×3 kernels with dilations 1 … M (2), 1 … 8");
        return new RegisteredModel(
                name,
                title + " of the paper (Li et al. 2019), as its Caffe file has it; parameters named as timm's",
                Architecture.of(name, CLASSES, CHANNELS),
                SIZE,
                options,
                published,
                a -> {
                    int branches = a.option(BRANCHES, 2, 1, 8);
                    return new ResidualNetwork(
                                    Stem.caffe(),
                                    ResidualPath.BOTTLENECK,
                                    new Selective(branches, false, attentionWidth),
                                    Shortcut.CONVOLUTION,
                                    GROUPS,
                                    resNeXt(blocks),
                                    PAPER_MOMENTUM)
                            .graph(a.channels(), a.classes(), TuningOptions.read(a));
                });
    }

    private static ResidualNetwork bottleneck(MiddleConvolution middle, int groups, List<Stage> stages) {
        return new ResidualNetwork(
                Stem.imageNet(), ResidualPath.BOTTLENECK, middle, Shortcut.CONVOLUTION, groups, stages, MOMENTUM);
    }

    private static ResidualNetwork basic(MiddleConvolution middle, int... blocks) {
        List<Stage> stages = List.of(
                new Stage(blocks[0], 64, 64),
                new Stage(blocks[1], 128, 128),
                new Stage(blocks[2], 256, 256),
                new Stage(blocks[3], 512, 512));
        return new ResidualNetwork(
                Stem.imageNet(), ResidualPath.BASIC, middle, Shortcut.CONVOLUTION, 1, stages, MOMENTUM);
    }

    /** timm's smaller networks: two branches, each of half the input. */
    private static Selective split(double ratio, int divisor) {
        return new Selective(2, true, channels -> Attention.divisibleWidth(channels, ratio, divisor));
    }

    private static List<Stage> resNet(int... blocks) {
        return List.of(
                new Stage(blocks[0], 64, 256),
                new Stage(blocks[1], 128, 512),
                new Stage(blocks[2], 256, 1024),
                new Stage(blocks[3], 512, 2048));
    }

    private static List<Stage> resNeXt(int... blocks) {
        return List.of(
                new Stage(blocks[0], 128, 256),
                new Stage(blocks[1], 256, 512),
                new Stage(blocks[2], 512, 1024),
                new Stage(blocks[3], 1024, 2048));
    }
}
