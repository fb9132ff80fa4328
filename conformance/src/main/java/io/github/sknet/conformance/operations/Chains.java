package io.github.sknet.conformance.operations;

import io.github.sknet.conformance.cases.InputShape;
import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Add;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.ChannelPermute;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Slice;
import io.github.sknet.graph.Window;
import java.util.List;
import java.util.stream.Stream;

/**
 * Operations that follow one another, as engines like to compute them in one go: folded, fused, in place, in another order of
 * channels.
 */
final class Chains {

    private static final Window SAME = Window.of(3).padding(1);

    /** Enough to compute dense 3×3 convolutions another way than by their definition. */
    private static final List<InputShape> LARGE =
            List.of(new InputShape(1, 18, 20), new InputShape(2, 19, 21), new InputShape(1, 33, 32));

    /** Each asks for another order of the channels. */
    private static final int[] GROUPS = {32, 16, 64, 2, 32};

    private Chains() {}

    static Stream<ReferenceCase> cases() {
        return Stream.of(convolutionsAndWhatFollows(), sharedValues(), ordersOfChannels())
                .flatMap(family -> family.cases().stream());
    }

    private static Family convolutionsAndWhatFollows() {
        Family family = new Family("convolution and what follows");
        for (int channels : new int[] {1, 5, 16, 64}) {
            for (int groups : channels == 64 ? new int[] {1, 16, 64} : new int[] {1}) {
                Conv2d convolution = Conv2d.of(channels, channels, SAME).withGroups(groups);
                String of = " of " + channels + (groups > 1 ? " in " + groups + " groups" : "");
                family.add("normalisation and ReLU" + of, channels, (b, x) -> normalised(b, convolution, x));
                family.add("residual, ReLU and mean" + of, channels, (b, x) -> residual(b, convolution, x));
            }
        }
        for (int dilation = 1; dilation <= 3; dilation++) {
            Window window = Window.of(3).dilation(dilation).padding(dilation);
            Graph graph = Family.graph(64, (b, x) -> residual(b, Conv2d.of(64, 64, window), x));
            family.add("residual, ReLU and mean of large maps, dilation " + dilation, graph, LARGE);
        }
        family.add("bias and normalisation", 6, (b, x) -> {
            Conv2d biased = Conv2d.of(6, 10, Window.of(1)).withBias(Init.constant(0));
            return b.add("norm", BatchNorm.of(10), b.add("conv", biased, x));
        });
        family.add("sigmoid", 6, (b, x) -> b.add("sigmoid", Activation.sigmoid(), convolve(b, "conv", 6, x)));
        family.add("pooling", 6, (b, x) -> {
            Node relu = b.add("relu", Activation.relu(), convolve(b, "conv", 6, x));
            return b.add("pool", new MaxPool(SAME.stride(2), false), relu);
        });
        return family;
    }

    private static Node normalised(GraphBuilder b, Conv2d convolution, Node x) {
        Node norm = b.add("norm", BatchNorm.of(convolution.outChannels()), b.add("conv", convolution, x));
        return b.add("relu", Activation.relu(), norm);
    }

    private static Node residual(GraphBuilder b, Conv2d convolution, Node x) {
        Node norm = b.add("norm", BatchNorm.of(convolution.outChannels()), b.add("conv", convolution, x));
        Node relu = b.add("relu", Activation.relu(), b.add("sum", new Add(), norm, x));
        b.output("mean", b.add("mean", new GlobalAveragePool(), relu));
        return relu;
    }

    private static Node convolve(GraphBuilder b, String name, int channels, Node x) {
        return b.add(name, Conv2d.of(channels, channels, SAME), x);
    }

    /** Values that are read again, or handed out, after something that would overwrite them. */
    private static Family sharedValues() {
        Family family = new Family("values read again");
        family.add("sums and clamps", 3, (b, x) -> {
            Node positive = b.add("relu1", Activation.relu(), x);
            Node sum = b.add("sum1", new Add(), positive, x);
            Node clamped = b.add("relu2", Activation.relu(), sum);
            Node later = b.add("sum2", new Add(), clamped, sum, positive);
            return b.add("sum3", new Add(), later, positive, later);
        });
        family.add("an output that others read", 8, (b, x) -> {
            Node convolution = convolve(b, "conv", 8, x);
            b.output("before", convolution);
            Node norm = b.add("norm", BatchNorm.of(8), convolution);
            b.output("normalised", norm);
            return b.add("relu", Activation.relu(), norm);
        });
        family.add("one node under two names", 8, (b, x) -> {
            Node convolution = convolve(b, "conv", 8, x);
            b.output("same", convolution);
            return convolution;
        });
        family.add("weights shared by two nodes", 8, (b, x) -> {
            Node first = convolve(b, "conv", 8, x);
            Node norm = b.add("norm", BatchNorm.of(8), first);
            Node again = b.addSharing("again", first, b.add("relu", Activation.relu(), norm));
            return b.add("other-norm", BatchNorm.of(8), again);
        });
        family.add("halves that go different ways", 16, (b, x) -> {
            Node left = b.add("left", new Slice(0, 8), x);
            Node right = b.add("right", new Slice(8, 16), x);
            Node joined = b.add("joined", new Concat(), left, convolve(b, "conv", 8, right));
            return b.add("shuffle", ChannelPermute.transpose(16, 2), joined);
        });
        family.add("parts that no vector begins at", 21, (b, x) -> {
            Node part = b.add("part", new Slice(3, 10), x);
            Node joined =
                    b.add("joined", new Concat(), b.add("rest", new Slice(10, 21), x), convolve(b, "conv", 7, part));
            return convolve(b, "last", 18, joined);
        });
        return family;
    }

    /** Grouped convolutions in a row whose groups ask for different orders of the channels of the same value. */
    private static Family ordersOfChannels() {
        Family family = new Family("orders of channels");
        family.add("grouped convolutions with residuals", 64, (b, x) -> {
            Node last = x;
            for (int i = 0; i < GROUPS.length; i++) {
                Node convolution = b.add("conv" + i, Conv2d.of(64, 64, SAME).withGroups(GROUPS[i]), last);
                last = b.add("sum" + i, new Add(), convolution, last);
            }
            return last;
        });
        family.add("one value, many groups", 64, (b, x) -> {
            Node value = b.add("conv", Conv2d.of(64, 64, Window.of(1)), x);
            Node sum = value;
            for (int i = 0; i < GROUPS.length; i++) {
                Node convolution = b.add("conv" + i, Conv2d.of(64, 64, SAME).withGroups(GROUPS[i]), value);
                sum = b.add("sum" + i, new Add(), sum, convolution);
            }
            return sum;
        });
        return family;
    }
}
