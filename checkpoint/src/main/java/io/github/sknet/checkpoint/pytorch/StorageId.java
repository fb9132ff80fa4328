package io.github.sknet.checkpoint.pytorch;

import io.github.sknet.graph.weights.ElementType;
import java.util.Optional;
import net.razorvine.pickle.PickleException;

/**
 * How a pickle names a storage: {@code ("storage", type, key, device, elements)}, before PyTorch 1.6 with a sixth part, the part of
 * the storage that is meant.
 */
final class StorageId {

    private StorageId() {}

    /** A {@link Storage}, a {@link StorageView}, or a {@link PythonObject} where its type is not read. */
    static Object read(Object[] id) {
        if (id.length >= 2 && "module".equals(id[0])) {
            // The source text of a class, as whole models were saved before 1.6.
            return id[1];
        }
        if (id.length < 5
                || !"storage".equals(id[0])
                || !(id[1] instanceof PythonGlobal type)
                || !(id[2] instanceof String key)) {
            throw new PickleException("it refers to something outside of it that is no tensor storage");
        }
        Optional<ElementType> element = Storage.type(type.path());
        if (element.isEmpty()) {
            return new PythonObject(type.path());
        }
        Storage storage = new Storage(element.get(), key, TensorFunctions.extent(id[4]));
        return id.length > 5 && id[5] instanceof Object[] view && view.length > 1
                ? new StorageView(storage, TensorFunctions.extent(view[1]))
                : storage;
    }
}
