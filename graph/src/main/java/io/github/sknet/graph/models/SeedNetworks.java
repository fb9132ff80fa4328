package io.github.sknet.graph.models;

import io.github.sknet.graph.Activation;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.blocks.SKUnit;
import java.util.List;
import java.util.Map;

/**
 * Networks of the seed article's units: the CIFAR network of its repository (pppLang/SKNet, sknet.py), and a tiny one
 * made of the same parts that trains in a minute.
 */
final class SeedNetworks {

    /** M, G and r of the seed repository's network. */
    private static final int BRANCHES = 2;

    private static final int GROUPS = 8;
    private static final int REDUCTION = 2;

    private SeedNetworks() {}

    static List<RegisteredModel> models() {
        return List.of(
                new RegisteredModel(
                        "sknet_seed",
                        "the seed article's CIFAR network (pppLang/SKNet), with global average pooling",
                        Architecture.of("sknet_seed", 10, 3),
                        32,
                        Map.of(),
                        SeedNetworks::seed),
                new RegisteredModel(
                        "sknet_tiny",
                        "three SKUnits on a 16-channel stem, for images from 28×28 up; trains in about a minute",
                        Architecture.of("sknet_tiny", 10, 1),
                        28,
                        Map.of(),
                        SeedNetworks::tiny));
    }

    /**
     * Nine SKUnits in three stages. Deviation: the original's AvgPool2d(8) only takes 64×64 images; the mean over the
     * whole map is the same there and takes any size.
     */
    private static Graph seed(Architecture architecture) {
        GraphBuilder b = new GraphBuilder(architecture.channels());
        Node x = buildStem(b, 64);
        int in = 64;
        int size = 32;
        for (int stage = 1; stage <= 3; stage++) {
            GraphBuilder scope = b.scope("stage_" + stage);
            int out = 128 << stage;
            for (int unit = 0; unit < 3; unit++) {
                int stride = unit == 0 ? 2 : 1;
                SKUnit block = new SKUnit(in, out, size, BRANCHES, GROUPS, REDUCTION, null, stride);
                // A Sequential of units and ReLUs in turn: even children are units, odd ones ReLUs.
                x = block.build(scope.scope(Integer.toString(2 * unit)), x);
                x = scope.add(Integer.toString(2 * unit + 1), Activation.relu(), x);
                in = out;
            }
            size /= 2;
        }
        return buildHead(b, x, in, architecture.classes());
    }

    /** Stem, then three SKUnits with stride 2 and a ReLU after each. */
    private static Graph tiny(Architecture architecture) {
        GraphBuilder b = new GraphBuilder(architecture.channels());
        Node x = b.scope("basic_conv").add("2", Activation.relu(), buildStem(b, 16));
        int in = 16;
        for (int stage = 1; stage <= 3; stage++) {
            GraphBuilder scope = b.scope("stage_" + stage);
            int out = 32 << stage;
            x = new SKUnit(in, out, 28, BRANCHES, GROUPS, REDUCTION, null, 2).build(scope.scope("0"), x);
            x = scope.add("1", Activation.relu(), x);
            in = out;
        }
        return buildHead(b, x, in, architecture.classes());
    }

    private static Node buildStem(GraphBuilder b, int out) {
        GraphBuilder scope = b.scope("basic_conv");
        Conv2d convolution = Conv2d.of(b.inputChannels(), out, Window.of(3).padding(1))
                .withWeightInit(Init.torchDefault())
                .withBias(Init.torchDefault());
        return scope.add("1", BatchNorm.of(out), scope.add("0", convolution, b.input()));
    }

    private static Graph buildHead(GraphBuilder b, Node x, int features, int classes) {
        Node pooled = b.add("pool", new GlobalAveragePool(), x);
        b.output("logits", b.scope("classifier").add("0", Linear.of(features, classes), pooled));
        return b.build();
    }
}
