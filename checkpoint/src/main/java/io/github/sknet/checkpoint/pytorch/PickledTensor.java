package io.github.sknet.checkpoint.pytorch;

import java.util.List;

/** A tensor that a pickle describes: its numbers lie beside the pickle or in it. */
sealed interface PickledTensor permits TensorView, NumpyArray {

    /** The axes. */
    List<Integer> shape();
}
