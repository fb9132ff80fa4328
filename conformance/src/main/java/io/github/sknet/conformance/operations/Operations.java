package io.github.sknet.conformance.operations;

import io.github.sknet.conformance.cases.ReferenceCase;
import java.util.stream.Stream;

/** All operations, by themselves and as networks combine them. */
public final class Operations {

    private Operations() {}

    /** The cases, family by family. */
    public static Stream<ReferenceCase> cases() {
        return Stream.of(
                        Convolutions.cases(),
                        Poolings.cases(),
                        ValueByValue.cases(),
                        ChannelMoves.cases(),
                        LinearLayers.cases(),
                        Resizings.cases(),
                        Paddings.cases(),
                        Normalisations.cases(),
                        Selections.cases(),
                        Chains.cases(),
                        Blocks.cases())
                .flatMap(cases -> cases);
    }
}
