package io.github.sknet.graph.models;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.backbones.residual.AirbenchNetwork;
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

/**
 * Residual networks for images of 32×32: the paper's (§4.2), and small ones of equal cost, plain, with SE and with SK, for
 * comparisons that take minutes.
 */
final class CifarModels {

    private static final int CLASSES = 10;
    private static final int CHANNELS = 3;
    private static final int SIZE = 32;
    private static final float MOMENTUM = 0.1f;

    private static final String WIDTH = "width";
    private static final String BLOCKS = "blocks";
    private static final String BRANCHES = "branches";
    private static final String GROUPS = "groups";
    private static final String REDUCTION = "reduction";

    private static final int MAX_WIDTH = 1024;
    private static final int MAX_BLOCKS = 64;

    /** Two kernels, each on half of the channels, so that both together cost what one of the whole does. */
    private static final MiddleConvolution SPLIT = new Selective(2, true, channels -> Attention.width(channels, 8, 8));

    private CifarModels() {}

    static List<RegisteredModel> models() {
        return List.of(
                small("resnet20_cifar", "ResNet-20 (He et al. 2016, §4.2), with projection shortcuts", new Plain()),
                small(
                        "seresnet20_cifar",
                        "ResNet-20 with Squeeze-and-Excitation (r = 8) on every block",
                        new SqueezeExcited(8)),
                small(
                        "skresnet20_cifar",
                        "ResNet-20 with selective kernels on split inputs, so that its convolutions cost the same"
                                + " (M = 2, r = 8, L = 8)",
                        SPLIT),
                quick("airbench_cifar", "airbench94 (Jordan 2024) with shortcuts, which learns fast", new Plain()),
                quick(
                        "seairbench_cifar",
                        "airbench94 with Squeeze-and-Excitation (r = 8) after each middle convolution",
                        new SqueezeExcited(8)),
                quick(
                        "skairbench_cifar",
                        "airbench94 with selective kernels on split inputs (M = 2, r = 8, L = 8)",
                        SPLIT),
                new RegisteredModel(
                        "resnext29_cifar",
                        "ResNeXt-29 16×32d (Xie et al. 2017, §5.3): the baseline of the paper's CIFAR networks",
                        Architecture.of("resnext29_cifar", CLASSES, CHANNELS),
                        SIZE,
                        options(GROUPS, "of the 3×3 convolutions (16)"),
                        a -> resNeXt29(a, new Plain(), 16)),
                new RegisteredModel(
                        "sknet29_cifar",
                        "SKNet-29 on ResNeXt-29 16×32d (§4.2); 28.3M parameters with the paper's G = 32, r = 16, where"
                                + " the paper has 27.7M and does not say which G and r",
                        Architecture.of("sknet29_cifar", CLASSES, CHANNELS),
                        SIZE,
                        options(
                                GROUPS,
                                "G of both kernels (32, with which two cost what the baseline's one of 16 does)",
                                REDUCTION,
                                "r, with d = max(C / r, 32) (16)",
                                BRANCHES,
                                "M, the number of kernels (2), 1 … 8"),
                        Optional.of(Published.cifar100(17.33, 27.7)),
                        CifarModels::skNet29));
    }

    /** Three stages of basic blocks; 32×32, 16×16 and 8×8 pixels. */
    private static RegisteredModel small(String name, String description, MiddleConvolution middle) {
        return new RegisteredModel(
                name,
                description,
                Architecture.of(name, CLASSES, CHANNELS),
                SIZE,
                options(
                        WIDTH,
                        "channels of the first stage, doubled in each further one (16), a multiple of 2",
                        BLOCKS,
                        "blocks in each of the three stages (3: 20 layers)"),
                a -> {
                    int width = a.option(WIDTH, 16, 2, MAX_WIDTH);
                    int blocks = a.option(BLOCKS, 3, 1, MAX_BLOCKS);
                    List<Stage> stages = List.of(
                            new Stage(blocks, width, width),
                            new Stage(blocks, 2 * width, 2 * width),
                            new Stage(blocks, 4 * width, 4 * width));
                    return new ResidualNetwork(
                                    Stem.cifar(width),
                                    ResidualPath.BASIC,
                                    middle,
                                    Shortcut.CONVOLUTION,
                                    1,
                                    stages,
                                    MOMENTUM)
                            .graph(a.channels(), a.classes(), TuningOptions.read(a));
                });
    }

    /** Middle convolutions on maps of 15×15, 7×7 and 3×3. */
    private static RegisteredModel quick(String name, String description, MiddleConvolution middle) {
        return new RegisteredModel(
                name,
                description,
                Architecture.of(name, CLASSES, CHANNELS),
                SIZE,
                options(WIDTH, "channels of the first stage, four times as many in the others (64), a multiple of 2"),
                a -> new AirbenchNetwork(a.option(WIDTH, 64, 2, MAX_WIDTH), middle)
                        .graph(a.channels(), a.classes(), TuningOptions.read(a)));
    }

    private static Graph skNet29(Architecture a) {
        int branches = a.option(BRANCHES, 2, 1, 8);
        int reduction = a.option(REDUCTION, 16, 1, 4096);
        return resNeXt29(a, new Selective(branches, false, c -> Attention.width(c, reduction, 32)), 32);
    }

    private static Graph resNeXt29(Architecture a, MiddleConvolution middle, int groups) {
        List<Stage> stages = List.of(new Stage(3, 512, 256), new Stage(3, 1024, 512), new Stage(3, 2048, 1024));
        return new ResidualNetwork(
                        Stem.cifar(64),
                        ResidualPath.BOTTLENECK,
                        middle,
                        Shortcut.CONVOLUTION,
                        a.option(GROUPS, groups),
                        stages,
                        MOMENTUM)
                .graph(a.channels(), a.classes(), TuningOptions.read(a));
    }

    private static Map<String, String> options(String... namesAndMeanings) {
        Map<String, String> options = TuningOptions.fixedStride();
        for (int i = 0; i < namesAndMeanings.length; i += 2) {
            options.put(namesAndMeanings[i], namesAndMeanings[i + 1]);
        }
        return options;
    }
}
