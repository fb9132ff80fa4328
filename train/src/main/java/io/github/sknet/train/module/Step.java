package io.github.sknet.train.module;

import org.bytedeco.pytorch.Tensor;

/** One node's computation, with its parameters at hand. */
@FunctionalInterface
interface Step {

    /**
     * Computes the node's output, a handle of its own even where the values are an input's.
     *
     * @param inputs the values that the node reads, in its order
     */
    Tensor run(Tensor[] inputs, Pass pass);
}
