package io.github.sknet.conformance.operations;

import io.github.sknet.conformance.cases.InputShape;
import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.graph.Activation;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Flatten;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Size;
import java.util.List;
import java.util.stream.Stream;

/** Matrix products of vectors. */
final class LinearLayers {

    private static final int[] WIDTHS = {1, 3, 4, 8, 16, 33, 64, 100, 1000};

    private LinearLayers() {}

    static Stream<ReferenceCase> cases() {
        Family family = new Family("linear layer");
        for (int in : new int[] {1, 5, 16, 64, 130}) {
            for (int out : WIDTHS) {
                Linear linear = in % 2 == out % 2 ? Linear.of(in, out) : Linear.pointwise(in, out);
                family.addVector(
                        in + "→" + out + (linear.bias() ? ", bias" : ""), in, (b, x) -> b.add("linear", linear, x));
            }
        }
        for (int[] sizes : new int[][] {{2, 6, 2}, {12, 8, 4}, {48, 36, 3}, {21, 21, 21}, {64, 192, 2}, {160, 80, 2}}) {
            Linear matrix = Linear.of(sizes[0], sizes[1]).withGroups(sizes[2]);
            Linear pointwise = Linear.pointwise(sizes[0], sizes[1]).withGroups(sizes[2]);
            for (Linear linear : List.of(matrix, pointwise)) {
                family.addVector(linear.toString(), sizes[0], (b, x) -> b.add("linear", linear, x));
            }
            family.addVector(
                    pointwise + ", BatchNorm",
                    sizes[0],
                    (b, x) -> b.add("bn", BatchNorm.of(sizes[1]), b.add("linear", pointwise, x)));
        }
        return Stream.concat(family.cases().stream(), flattened().cases().stream());
    }

    /** Maps of one size as vectors, alone and before a linear layer, as AlexNet and VGG end. */
    private static Family flattened() {
        Family family = new Family("map as a vector");
        for (int channels : new int[] {1, 3, 16, 21}) {
            for (Size size : new Size[] {Size.square(1), new Size(1, 7), new Size(5, 3)}) {
                family.add(
                        channels + " channels of " + size,
                        fixed(channels, size, (b, x) -> b.add("flat", new Flatten(), x)),
                        inputs(size));
                int values = channels * size.height() * size.width();
                family.add(
                        channels + " channels of " + size + ", linear",
                        fixed(channels, size, (b, x) -> {
                            Node flat = b.add("flat", new Flatten(), b.add("relu", Activation.relu(), x));
                            return b.add("linear", Linear.of(values, 10), flat);
                        }),
                        inputs(size));
            }
        }
        return family;
    }

    private static Graph fixed(int channels, Size size, Family.Network network) {
        GraphBuilder builder = new GraphBuilder(channels, size);
        builder.output("y", network.build(builder, builder.input()));
        return builder.build();
    }

    private static List<InputShape> inputs(Size size) {
        return List.of(new InputShape(1, size.height(), size.width()), new InputShape(3, size.height(), size.width()));
    }
}
