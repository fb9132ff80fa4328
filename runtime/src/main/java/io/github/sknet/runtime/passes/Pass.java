package io.github.sknet.runtime.passes;

import io.github.sknet.runtime.program.Program;

/** A rewriting of a program that computes the same with less. */
@FunctionalInterface
public interface Pass {

    Program apply(Program program);

    /** This pass, then another. */
    default Pass then(Pass next) {
        return program -> next.apply(apply(program));
    }

    /** Drops what nobody reads and folds what belongs to a convolution alone: slices, BatchNorm and ReLU. */
    static Pass fold() {
        return new ReadSlices()
                .then(new DeadOperations())
                .then(new FoldAffine())
                .then(new FuseRelu());
    }

    /** Fuses what reads other values besides: residual additions and pooling. */
    static Pass fuse() {
        return new FuseResidual().then(new FusePooling());
    }
}
