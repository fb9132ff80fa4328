package io.github.sknet.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDArrayIndexer;
import ai.djl.ndarray.index.full.NDIndexFullPick;
import ai.djl.ndarray.index.full.NDIndexFullSlice;
import ai.djl.ndarray.index.full.NDIndexFullTake;

/** Reads parts of arrays that begin, end and step along each axis. Nothing is written, and no list of indices is followed. */
final class SliceIndexer extends NDArrayIndexer {

    @Override
    public NDArray get(NDArray array, NDIndexFullSlice slice) {
        long[] strides = Strides.of(array.getShape());
        long offset = 0;
        for (int axis = 0; axis < strides.length; axis++) {
            offset += slice.getMin()[axis] * strides[axis];
            strides[axis] *= slice.getStep()[axis];
        }
        return ((HeapArray) array).strided(slice.getShape(), offset, strides).reshape(slice.getSqueezedShape());
    }

    @Override
    public NDArray get(NDArray array, NDIndexFullPick pick) {
        throw unsupported("picked by indices");
    }

    @Override
    public NDArray get(NDArray array, NDIndexFullTake take) {
        throw unsupported("taken by indices");
    }

    @Override
    public void set(NDArray array, NDIndexFullSlice slice, NDArray values) {
        throw unsupported("written to in part");
    }

    @Override
    public void set(NDArray array, NDIndexFullSlice slice, Number value) {
        throw unsupported("written to in part");
    }

    private static UnsupportedOperationException unsupported(String what) {
        return new UnsupportedOperationException("Arrays of the engine " + SKNetEngine.NAME + " can't be " + what);
    }
}
