package io.github.sknet.graph.models;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Op;
import io.github.sknet.graph.Renaming;
import io.github.sknet.graph.backbones.residual.MiddleConvolution;
import io.github.sknet.graph.backbones.residual.MiddleConvolution.DenseAndGrouped;
import io.github.sknet.graph.backbones.residual.MiddleConvolution.SeparatelySelective;
import io.github.sknet.graph.backbones.residual.ResidualNetwork;
import io.github.sknet.graph.backbones.residual.ResidualPath;
import io.github.sknet.graph.backbones.residual.Shortcut;
import io.github.sknet.graph.backbones.residual.Stage;
import io.github.sknet.graph.backbones.residual.Stem;
import io.github.sknet.graph.blocks.Attention;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * SK networks of further code bases, with their parameters' names and numbers, so that their checkpoints fit as they are: PytorchInsight's
 * SK-ResNets (implus/PytorchInsight, classification/models/imagenet/resnet_sk.py) and syt2's SKNets (syt2/SKNet, models/SKNet.py).
 *
 * <p>Deviation: weights start as in the other residual networks here.
 */
final class OtherSkNetworks {

    private static final int CLASSES = 1000;
    private static final int CHANNELS = 3;
    private static final int SIZE = 224;
    private static final int GROUPS = 32;
    private static final int REDUCTION = 16;
    private static final float MOMENTUM = 0.1f;

    private static final Renaming INSIGHT = Renaming.of(
            "\\.conv2\\.paths\\.0\\.conv$", ".conv2",
            "\\.conv2\\.paths\\.0\\.bn$", ".bn2",
            "\\.conv2\\.paths\\.1\\.conv$", ".conv2g",
            "\\.conv2\\.paths\\.1\\.bn$", ".bn2g",
            "\\.conv2\\.attn\\.fc_reduce$", ".conv_fc1",
            "\\.conv2\\.attn\\.bn$", ".bn_fc1",
            "\\.conv2\\.attn\\.fc_select$", ".conv_fc2",
            "\\.conv([13])\\.conv$", ".conv$1",
            "\\.conv([13])\\.bn$", ".bn$1");

    private static final Renaming SYT2 = Renaming.of(
            "^conv1$", "basic_conv.0",
            "^bn1$", "basic_conv.1",
            "^relu$", "basic_conv.2",
            "^maxpool$", "basic_conv.3",
            "^fc$", "classifier",
            "^layer(\\d)\\.(\\d+)\\.conv2\\.paths\\.(\\d+)\\.conv$", "stage_$1.$2.conv2.convs.$3.0",
            "^layer(\\d)\\.(\\d+)\\.conv2\\.paths\\.(\\d+)\\.bn$", "stage_$1.$2.conv2.convs.$3.1",
            "^layer(\\d)\\.(\\d+)\\.conv2\\.paths\\.(\\d+)\\.act$", "stage_$1.$2.conv2.convs.$3.2",
            "^layer(\\d)\\.(\\d+)\\.conv2\\.attn\\.fc_reduce$", "stage_$1.$2.conv2.fc.0",
            "^layer(\\d)\\.(\\d+)\\.conv2\\.attn\\.bn$", "stage_$1.$2.conv2.fc.1",
            "^layer(\\d)\\.(\\d+)\\.conv2\\.attn\\.act$", "stage_$1.$2.conv2.fc.2",
            "^layer(\\d)\\.(\\d+)\\.conv2\\.attn\\.fc_select\\.(\\d+)$", "stage_$1.$2.conv2.fcs.$3",
            "^layer(\\d)\\.(\\d+)\\.conv2\\.attn\\.select", "stage_$1.$2.conv2.softmax",
            "^layer(\\d)\\.(\\d+)\\.conv([13])\\.conv$", "stage_$1.$2.conv$3.0",
            "^layer(\\d)\\.(\\d+)\\.conv([13])\\.bn$", "stage_$1.$2.conv$3.1",
            "^layer(\\d)\\.(\\d+)\\.conv([13])\\.act$", "stage_$1.$2.conv$3.2",
            "^layer(\\d)\\.(\\d+)\\.downsample\\.", "stage_$1.$2.shortcut.",
            "^layer(\\d)\\.", "stage_$1.");

    private OtherSkNetworks() {}

    static List<RegisteredModel> models() {
        return List.of(
                insight("sk_resnet50", "SK-ResNet-50", 3, 4, 6, 3),
                insight("sk_resnet101", "SK-ResNet-101", 3, 4, 23, 3),
                syt2("sknet26_syt2", "SKNet-26", 2, 2, 2, 2),
                syt2("sknet50_syt2", "SKNet-50", 3, 4, 6, 3),
                syt2("sknet101_syt2", "SKNet-101", 3, 4, 23, 3));
    }

    /** d = C / 16, however small. */
    private static RegisteredModel insight(String name, String title, int... blocks) {
        ResidualNetwork network =
                network(new DenseAndGrouped(channels -> Attention.width(channels, REDUCTION, 1)), stages(64, blocks));
        return model(
                name,
                title + " of PytorchInsight: a dense and a grouped 3×3 kernel",
                network,
                graph -> graph.renamed(INSIGHT));
    }

    /** d = max(C / 16, 32); the layers that make the logits have a bias, the one before has none. */
    private static RegisteredModel syt2(String name, String title, int... blocks) {
        ResidualNetwork network = network(
                new SeparatelySelective(2, channels -> Attention.width(channels, REDUCTION, 32)), stages(128, blocks));
        return model(
                name,
                title + " of syt2/SKNet: dilated 3×3 kernels, a layer of logits for each",
                network,
                graph -> graph.renamed(SYT2).mapOps(OtherSkNetworks::withBiasOfLogits));
    }

    /** Only the layers that make logits widen a vector. */
    private static Op withBiasOfLogits(Op op) {
        return op instanceof Linear layer
                        && layer.storage() == Linear.Storage.POINTWISE
                        && layer.inFeatures() < layer.outFeatures()
                ? layer.withBias(true)
                : op;
    }

    private static ResidualNetwork network(MiddleConvolution middle, List<Stage> stages) {
        return new ResidualNetwork(
                Stem.imageNet(), ResidualPath.BOTTLENECK, middle, Shortcut.CONVOLUTION, GROUPS, stages, MOMENTUM);
    }

    private static List<Stage> stages(int width, int... blocks) {
        return List.of(
                new Stage(blocks[0], width, 256),
                new Stage(blocks[1], 2 * width, 512),
                new Stage(blocks[2], 4 * width, 1024),
                new Stage(blocks[3], 8 * width, 2048));
    }

    private static RegisteredModel model(
            String name, String description, ResidualNetwork network, UnaryOperator<Graph> asThere) {
        return new RegisteredModel(
                name,
                description,
                Architecture.of(name, CLASSES, CHANNELS),
                SIZE,
                TuningOptions.residual(),
                a -> asThere.apply(network.graph(a.channels(), a.classes(), TuningOptions.read(a))));
    }
}
