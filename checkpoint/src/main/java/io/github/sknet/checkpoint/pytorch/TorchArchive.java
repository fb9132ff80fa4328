package io.github.sknet.checkpoint.pytorch;

import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The archive that {@code torch.save} has written since PyTorch 1.6 (torch/serialization.py): an uncompressed zip file with
 * {@code NAME/data.pkl}, the objects; {@code NAME/data/0}, {@code NAME/data/1} …, the tensors' numbers; and
 * {@code NAME/byteorder}.
 */
public final class TorchArchive implements AutoCloseable {

    private static final int MAX_PICKLE_BYTES = 1 << 26;

    /** Views of one storage may overlap, as shared weights do; many times over they only fill memory. */
    private static final long MAX_REPEATS = 16;

    private final Path file;
    private final ZipFile zip;
    private final String prefix;
    private final ByteOrder order;
    private final Map<String, ZipEntry> entries = new HashMap<>();

    private TorchArchive(Path file, ZipFile zip) throws IOException {
        this.file = file;
        this.zip = zip;
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            entries.put(entry.getName(), entry);
        }
        String pickle = entries.keySet().stream()
                .filter(name -> name.endsWith("/data.pkl"))
                .findFirst()
                .orElseThrow(() ->
                        new WeightsException(file + " is a zip file, but no PyTorch checkpoint: it has no data.pkl"));
        this.prefix = pickle.substring(0, pickle.length() - "data.pkl".length());
        if (entries.containsKey(prefix + "constants.pkl")) {
            throw new WeightsException(
                    file + " is a TorchScript program, not a state dictionary; save model.state_dict() instead");
        }
        this.order = readByteOrder();
    }

    /**
     * Opens an archive.
     *
     * @throws WeightsException when it is damaged or no checkpoint
     */
    public static TorchArchive open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (IOException | IllegalArgumentException e) {
            throw new WeightsException(file + " is a damaged zip file, perhaps cut off: " + e.getMessage(), e);
        }
        try {
            return new TorchArchive(file, zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private ByteOrder readByteOrder() throws IOException {
        String name = prefix + "byteorder";
        if (!entries.containsKey(name)) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        String value = new String(readEntry(name, 16), StandardCharsets.UTF_8);
        return switch (value) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw bad("its byte order is '" + value + "', neither little nor big");
        };
    }

    /**
     * The pickled object (see {@link StateDictUnpickler}).
     *
     * @throws WeightsException saying why, when it is damaged or refused
     */
    public Object readObject() throws IOException {
        byte[] pickle = readEntry(prefix + "data.pkl", MAX_PICKLE_BYTES);
        try {
            return new StateDictUnpickler(pickle).read();
        } catch (RuntimeException | IOException e) {
            // The pickle library answers damaged input with whatever its parts throw.
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new WeightsException(file + ": its pickle can't be read: " + reason, e);
        }
    }

    /**
     * The numbers of the given tensors.
     *
     * @throws WeightsException when an entry is missing, damaged, or not as long as the tensors say
     */
    public Map<String, Tensor> readTensors(Map<String, TensorView> views) throws IOException {
        Map<String, List<TensorView>> byStorage = new LinkedHashMap<>();
        views.values()
                .forEach(view -> byStorage
                        .computeIfAbsent(view.storage().key(), key -> new ArrayList<>())
                        .add(view));
        checkSizes(byStorage);
        Map<TensorView, Tensor> tensors = new HashMap<>();
        for (List<TensorView> sharers : byStorage.values()) {
            float[] stored = readStorage(sharers.get(0).storage());
            for (TensorView view : sharers) {
                tensors.computeIfAbsent(view, distinct -> distinct.toTensor(stored));
            }
        }
        Map<String, Tensor> named = new LinkedHashMap<>();
        views.forEach((name, view) -> named.put(name, tensors.get(view)));
        return named;
    }

    /** Everything that decides how much memory is taken is checked before any is. */
    private void checkSizes(Map<String, List<TensorView>> byStorage) throws IOException {
        long fileBytes = file.toFile().length();
        long storedBytes = 0;
        for (List<TensorView> sharers : byStorage.values()) {
            Storage storage = sharers.get(0).storage();
            ZipEntry entry = requireEntry(prefix + "data/" + storage.key());
            if (entry.getSize() % storage.type().bytes() != 0
                    || entry.getSize() / storage.type().bytes() != storage.elements()) {
                throw bad("its entry " + entry.getName() + " has " + entry.getSize() + " bytes, not "
                        + storage.elements() + " elements of type " + storage.type());
            }
            if (storage.elements() > Integer.MAX_VALUE - 8) {
                throw bad("its entry " + entry.getName() + " has more elements than fit one array");
            }
            storedBytes += entry.getSize();
            Set<TensorView> distinct = new HashSet<>(sharers);
            long elements = distinct.stream().mapToLong(TensorView::elements).sum();
            if (elements > MAX_REPEATS * storage.elements()) {
                throw bad("its tensors repeat the numbers of the entry " + entry.getName() + " more than " + MAX_REPEATS
                        + " times");
            }
            for (TensorView view : distinct) {
                if (!view.storage().equals(storage)) {
                    throw bad("its entry " + entry.getName() + " is read as two different types");
                }
            }
        }
        if (storedBytes > fileBytes) {
            throw bad("its entries have more bytes than the file");
        }
    }

    private float[] readStorage(Storage storage) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(readEntry(prefix + "data/" + storage.key(), Integer.MAX_VALUE - 8))
                .order(order);
        float[] values = new float[(int) storage.elements()];
        storage.type().decode(bytes, values, 0, values.length);
        return values;
    }

    private ZipEntry requireEntry(String name) throws IOException {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw bad("its entry " + name + " is missing");
        }
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
            throw bad("its entry " + name + " is compressed, which torch.save never does");
        }
        if (entry.getSize() < 0 || entry.getSize() > file.toFile().length()) {
            throw bad("its entry " + name + " would have " + entry.getSize() + " bytes, more than the file");
        }
        return entry;
    }

    private byte[] readEntry(String name, int maximum) throws IOException {
        ZipEntry entry = requireEntry(name);
        if (entry.getSize() > maximum) {
            throw bad("its entry " + name + " has " + entry.getSize() + " bytes; at most " + maximum + " are read");
        }
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readNBytes((int) entry.getSize());
        } catch (IOException | RuntimeException e) {
            throw new WeightsException(file + ": its entry " + name + " can't be read: " + e.getMessage(), e);
        }
        CRC32 crc = new CRC32();
        crc.update(bytes);
        if (bytes.length != entry.getSize() || crc.getValue() != entry.getCrc()) {
            throw bad("its entry " + name + " is damaged: its checksum does not fit");
        }
        return bytes;
    }

    private WeightsException bad(String what) {
        return new WeightsException(file + " is not a valid PyTorch checkpoint: " + what);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
