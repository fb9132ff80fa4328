package io.github.sknet.checkpoint.pytorch;

import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.PickleException;

/**
 * What {@code torch.save} wrote before PyTorch 1.6 (torch/serialization.py, {@code _legacy_save}): pickles of a magic number, a
 * version, the machine's types, the object and the storages' keys, then for each storage the number of its elements and the elements.
 * A pickle without the magic number is one that Python wrote; it has no storages.
 */
final class LegacyCheckpoint implements TorchFile, StorageSource {

    private static final int MAX_PICKLE_BYTES = 1 << 28;

    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);

    private static final int VERSION = 1001;

    private final Path file;
    private final FileChannel channel;
    private final long fileBytes;
    private final Map<String, Storage> storages = new LinkedHashMap<>();
    private final Map<String, Long> positions = new HashMap<>();
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    private LegacyCheckpoint(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.fileBytes = channel.size();
    }

    static LegacyCheckpoint open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file);
        try {
            return new LegacyCheckpoint(file, channel);
        } catch (IOException | RuntimeException e) {
            try (channel) {
                throw e;
            }
        }
    }

    @Override
    public Pickled readObject() throws IOException {
        // Not closed: that would close the channel, from which the storages are read.
        InputStream in = Channels.newInputStream(channel);
        PickleBytes bytes = new PickleBytes(in.readNBytes((int) Math.min(fileBytes, MAX_PICKLE_BYTES)));
        Pickled first = next(bytes);
        if (!MAGIC.equals(first.object())) {
            return first;
        }
        Object version = next(bytes).object();
        if (!Integer.valueOf(VERSION).equals(version)) {
            throw bad("its version is " + (version instanceof Number ? version : "no number") + ", not " + VERSION);
        }
        if (next(bytes).object() instanceof Map<?, ?> machine && Boolean.FALSE.equals(machine.get("little_endian"))) {
            order = ByteOrder.BIG_ENDIAN;
        }
        Pickled pickled = next(bytes);
        locate(next(bytes).object(), bytes.position());
        return pickled;
    }

    private Pickled next(PickleBytes bytes) throws WeightsException {
        return Pickled.read(file, () -> new PickleReader(bytes, this::find));
    }

    private Object find(Object[] id) {
        Object found = StorageId.read(id);
        if (found instanceof Storage whole) {
            remember(whole);
        } else if (found instanceof StorageView view) {
            remember(view.storage());
        }
        return found;
    }

    private void remember(Storage storage) {
        Storage before = storages.putIfAbsent(storage.key(), storage);
        if (before != null && !before.equals(storage)) {
            throw new PickleException("its storage " + storage.key() + " is read as two different types");
        }
    }

    /** Where each storage lies: they follow each other, each after the number of its elements. */
    private void locate(Object keys, long start) throws IOException {
        if (!(keys instanceof List<?> listed)) {
            throw bad("the list of its storages is missing");
        }
        long position = start;
        for (Object key : listed) {
            Storage storage = key instanceof String name ? storages.get(name) : null;
            if (storage == null) {
                // Of a type that is not read: how long it is can't be known, nor where the next begins.
                break;
            }
            long elements = readLength(position);
            position += Long.BYTES;
            if (elements != storage.elements()
                    || elements > (fileBytes - position) / storage.type().bytes()) {
                throw bad("its storage " + storage.key() + " has " + elements + " elements, not " + storage.elements()
                        + ", or was cut off");
            }
            positions.put(storage.key(), position);
            position += elements * storage.type().bytes();
        }
    }

    private long readLength(long position) throws IOException {
        return readFully(position, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private ByteBuffer readFully(long position, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw bad("it ends early: it was cut off");
            }
        }
        return buffer.flip();
    }

    @Override
    public StorageSource storages() {
        return this;
    }

    @Override
    public long bytes(Storage storage) throws WeightsException {
        if (!positions.containsKey(storage.key())) {
            throw bad("its storage " + storage.key() + " is missing, or follows one whose type is not read");
        }
        return storages.get(storage.key()).elements() * storage.type().bytes();
    }

    @Override
    public ByteBuffer read(Storage storage) throws IOException {
        long bytes = bytes(storage);
        if (bytes > Integer.MAX_VALUE - 8) {
            throw bad("its storage " + storage.key() + " has " + bytes + " bytes, more than fit one array");
        }
        return readFully(positions.get(storage.key()), (int) bytes).order(order);
    }

    @Override
    public long fileBytes() {
        return fileBytes;
    }

    @Override
    public WeightsException bad(String what) {
        return new WeightsException(file + " is not a valid PyTorch checkpoint: " + what);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
