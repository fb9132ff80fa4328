package io.github.sknet.djl.blocks;

import ai.djl.ndarray.NDArray;

/** One node's computation. */
@FunctionalInterface
interface Step {

    /**
     * Computes the node's output.
     *
     * @param inputs the values that the node reads, in its order
     */
    NDArray run(NDArray[] inputs, Pass pass);
}
