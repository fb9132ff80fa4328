package io.github.sknet.conformance.operations;

import io.github.sknet.conformance.cases.ReferenceCase;
import io.github.sknet.graph.Linear;
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
        return family.cases().stream();
    }
}
