package io.github.sknet.runtime.passes;

import io.github.sknet.runtime.program.Program;
import java.util.List;

/** All rewritings, in the order in which each finds what the ones before have left. */
public final class Passes {

    private Passes() {}

    /**
     * The same network in fewer operations.
     *
     * @param lanes the floats of a vector, which decide where groups of channels suit it
     */
    public static Program apply(Program program, int lanes) {
        Program rewritten = program;
        for (Pass pass : all(lanes)) {
            rewritten = pass.apply(rewritten);
        }
        return rewritten;
    }

    private static List<Pass> all(int lanes) {
        return List.of(
                new FoldPadding(),
                new ReadSlices(),
                new DeadOperations(),
                // What belongs to a convolution alone.
                new HoistFunctions(),
                new FoldAffine(),
                new FuseFunctions(),
                // What convolutions ask of the channels' order. It comes before other values are fused into them: a
                // convolution that is split or copied here is left alone there.
                new NarrowOutputs(lanes),
                new OrderCopies(lanes),
                // What reads other values besides.
                new FuseResidual(),
                new FuseSlopes(),
                new FuseProducts(),
                new FusePooling());
    }
}
