package io.github.sknet.checkpoint;

import io.github.sknet.graph.weights.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes archives as {@code torch.save} does (pickle protocol 2), and whatever else a test wants to put into one. */
final class TorchArchiveWriter {

    private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    private final Map<String, byte[]> data = new LinkedHashMap<>();

    TorchArchiveWriter() {
        raw(0x80, 2);
    }

    /** An ordinary state dictionary of float tensors. */
    static void write(Path file, Map<String, Tensor> tensors) throws IOException {
        TorchArchiveWriter writer = new TorchArchiveWriter();
        writer.global("collections", "OrderedDict").raw(')', 'R', '(');
        tensors.forEach((name, tensor) -> writer.text(name).tensor(tensor));
        writer.raw('u', '.').save(file);
    }

    TorchArchiveWriter raw(int... bytes) {
        for (int b : bytes) {
            pickle.write(b);
        }
        return this;
    }

    TorchArchiveWriter text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return raw('X').int32(bytes.length).raw(bytes);
    }

    private TorchArchiveWriter raw(byte[] bytes) {
        pickle.writeBytes(bytes);
        return this;
    }

    TorchArchiveWriter number(int number) {
        return raw('J').int32(number);
    }

    private TorchArchiveWriter int32(int number) {
        return raw(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array());
    }

    TorchArchiveWriter global(String module, String name) {
        return raw('c').raw((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void tensor(Tensor tensor) {
        String key = Integer.toString(data.size());
        ByteBuffer bytes =
                ByteBuffer.allocate(tensor.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(tensor.values());
        entry("data/" + key, bytes.array());
        List<Integer> strides = new ArrayList<>();
        int stride = 1;
        for (int axis = tensor.shape().size() - 1; axis >= 0; axis--) {
            strides.add(0, stride);
            stride *= tensor.size(axis);
        }
        view("FloatStorage", key, tensor.values().length, 0, tensor.shape(), strides);
    }

    /** A tensor over a storage that {@link #entry} gives. */
    TorchArchiveWriter view(
            String type, String key, int elements, int offset, List<Integer> shape, List<Integer> strides) {
        global("torch._utils", "_rebuild_tensor_v2").raw('(', '(').text("storage");
        global("torch", type)
                .text(key)
                .text("cpu")
                .number(elements)
                .raw('t', 'Q')
                .number(offset);
        tuple(shape).tuple(strides).raw(0x89);
        return global("collections", "OrderedDict").raw(')', 'R', 't', 'R');
    }

    private TorchArchiveWriter tuple(List<Integer> numbers) {
        raw('(');
        numbers.forEach(this::number);
        return raw('t');
    }

    /** A further entry of the archive. */
    TorchArchiveWriter entry(String name, byte[] content) {
        data.put(name, content);
        return this;
    }

    void save(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("data.pkl", pickle.toByteArray());
        entries.put("byteorder", "little".getBytes(StandardCharsets.UTF_8));
        entries.putAll(data);
        entries.put("version", "3\n".getBytes(StandardCharsets.UTF_8));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry header = new ZipEntry("archive/" + entry.getKey());
                CRC32 crc = new CRC32();
                crc.update(entry.getValue());
                header.setMethod(ZipEntry.STORED);
                header.setSize(entry.getValue().length);
                header.setCrc(crc.getValue());
                zip.putNextEntry(header);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }
}
