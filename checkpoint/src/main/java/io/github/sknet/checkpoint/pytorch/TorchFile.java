package io.github.sknet.checkpoint.pytorch;

import io.github.sknet.graph.weights.WeightsException;
import java.io.Closeable;
import java.io.IOException;

/** An open file that {@code torch.save} wrote: a pickled object, and the numbers of its tensors. */
interface TorchFile extends Closeable {

    /**
     * The pickled object.
     *
     * @throws WeightsException saying why, when it is damaged
     */
    Pickled readObject() throws IOException;

    /** The numbers; known once the object has been read. */
    StorageSource storages();
}
