package io.github.sknet.checkpoint.pytorch;

import io.github.sknet.graph.text.FileProblem;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The archive that {@code torch.save} has written since PyTorch 1.6 (torch/serialization.py): an uncompressed zip file with
 * {@code NAME/data.pkl}, the objects; {@code NAME/data/0}, {@code NAME/data/1} …, the tensors' numbers; and
 * {@code NAME/byteorder}.
 */
final class TorchArchive implements TorchFile, StorageSource {

    private static final int MAX_PICKLE_BYTES = 1 << 28;

    private final Path file;
    private final long fileBytes;
    private final ZipFile zip;
    private final String prefix;
    private final ByteOrder order;
    private final Map<String, ZipEntry> entries = new HashMap<>();

    private TorchArchive(Path file, ZipFile zip) throws IOException {
        this.file = file;
        this.fileBytes = Files.size(file);
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
    static TorchArchive open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (FileSystemException e) {
            throw new WeightsException(file + " can't be read: " + FileProblem.reason(e), e);
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

    @Override
    public Pickled readObject() throws IOException {
        byte[] pickle = readEntry(prefix + "data.pkl", MAX_PICKLE_BYTES);
        return Pickled.read(file, () -> new PickleReader(new PickleBytes(pickle), StorageId::read));
    }

    @Override
    public StorageSource storages() {
        return this;
    }

    @Override
    public long bytes(Storage storage) throws WeightsException {
        return requireEntry(prefix + "data/" + storage.key()).getSize();
    }

    @Override
    public ByteBuffer read(Storage storage) throws IOException {
        return ByteBuffer.wrap(readEntry(prefix + "data/" + storage.key(), Integer.MAX_VALUE - 8))
                .order(order);
    }

    @Override
    public long fileBytes() {
        return fileBytes;
    }

    private ZipEntry requireEntry(String name) throws WeightsException {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw bad("its entry " + name + " is missing");
        }
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
            throw bad("its entry " + name + " is compressed, which torch.save never does");
        }
        if (entry.getSize() < 0 || entry.getSize() > fileBytes) {
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

    @Override
    public WeightsException bad(String what) {
        return new WeightsException(file + " is not a valid PyTorch checkpoint: " + what);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
