package io.github.sknet.checkpoint.pytorch;

import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.PickleException;

/** Makes tensors of what a pickle says about them. Everything that decides how much memory is taken is checked before any is. */
final class TensorReader {

    /** Views of one storage may overlap, as shared weights do; many times over they only fill memory. */
    private static final long MAX_REPEATS = 16;

    private final StorageSource source;

    TensorReader(StorageSource source) {
        this.source = source;
    }

    /**
     * The numbers of the given tensors.
     *
     * @throws WeightsException when they are missing, damaged, or not as many as the tensors say
     */
    Map<String, Tensor> read(Map<String, PickledTensor> pickled) throws IOException {
        Map<String, List<TensorView>> byStorage = new LinkedHashMap<>();
        Map<NumpyArray, Tensor> arrays = new IdentityHashMap<>();
        for (PickledTensor tensor : pickled.values()) {
            if (tensor instanceof TensorView view) {
                byStorage
                        .computeIfAbsent(view.storage().key(), key -> new ArrayList<>())
                        .add(view);
            } else if (tensor instanceof NumpyArray array) {
                arrays.put(array, null);
            }
        }
        checkStorages(byStorage);
        checkArrays(arrays.keySet());
        Map<TensorView, Tensor> views = readViews(byStorage);
        for (Map.Entry<NumpyArray, Tensor> array : arrays.entrySet()) {
            array.setValue(read(array.getKey()));
        }
        Map<String, Tensor> named = new LinkedHashMap<>();
        pickled.forEach((name, tensor) ->
                named.put(name, tensor instanceof NumpyArray array ? arrays.get(array) : views.get(tensor)));
        return named;
    }

    private Map<TensorView, Tensor> readViews(Map<String, List<TensorView>> byStorage) throws IOException {
        Map<TensorView, Tensor> tensors = new HashMap<>();
        for (List<TensorView> sharers : byStorage.values()) {
            Storage storage = sharers.get(0).storage();
            float[] stored = new float[(int) storage.elements()];
            storage.type().decode(source.read(storage), stored, 0, stored.length);
            for (TensorView view : sharers) {
                tensors.computeIfAbsent(view, distinct -> distinct.toTensor(stored));
            }
        }
        return tensors;
    }

    private Tensor read(NumpyArray array) throws WeightsException {
        try {
            return array.toTensor();
        } catch (PickleException e) {
            throw source.bad(e.getMessage());
        }
    }

    private void checkArrays(Set<NumpyArray> arrays) throws WeightsException {
        long elements = 0;
        for (NumpyArray array : arrays) {
            elements += Math.min(array.elements(), array.storedBytes());
        }
        if (elements > MAX_REPEATS * source.fileBytes()) {
            throw source.bad("its arrays repeat their numbers more than " + MAX_REPEATS + " times");
        }
    }

    private void checkStorages(Map<String, List<TensorView>> byStorage) throws IOException {
        long storedBytes = 0;
        for (List<TensorView> sharers : byStorage.values()) {
            Storage storage = sharers.get(0).storage();
            long bytes = source.bytes(storage);
            if (bytes % storage.type().bytes() != 0 || bytes / storage.type().bytes() != storage.elements()) {
                throw source.bad("its storage " + storage.key() + " has " + bytes + " bytes, not " + storage.elements()
                        + " elements of type " + storage.type());
            }
            if (storage.elements() > Integer.MAX_VALUE - 8) {
                throw source.bad("its storage " + storage.key() + " has more elements than fit one array");
            }
            storedBytes += bytes;
            Set<TensorView> distinct = new HashSet<>(sharers);
            long elements = distinct.stream().mapToLong(TensorView::elements).sum();
            if (elements > MAX_REPEATS * storage.elements()) {
                throw source.bad("its tensors repeat the numbers of the storage " + storage.key() + " more than "
                        + MAX_REPEATS + " times");
            }
            for (TensorView view : distinct) {
                if (!view.storage().equals(storage)) {
                    throw source.bad("its storage " + storage.key() + " is read as two different types");
                }
            }
        }
        if (storedBytes > source.fileBytes()) {
            throw source.bad("its storages have more bytes than the file");
        }
    }
}
