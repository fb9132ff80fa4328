package io.github.sknet.checkpoint.pytorch;

import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the numbers of a checkpoint's storages lie. */
interface StorageSource {

    /**
     * How many bytes the file has for a storage.
     *
     * @throws WeightsException when it has none of that name
     */
    long bytes(Storage storage) throws WeightsException;

    /** The bytes of a storage, in the order in which they stand. */
    ByteBuffer read(Storage storage) throws IOException;

    /** The length of the file in bytes. */
    long fileBytes();

    /** What a file is told to be that is not as it should be. */
    WeightsException bad(String what);
}
