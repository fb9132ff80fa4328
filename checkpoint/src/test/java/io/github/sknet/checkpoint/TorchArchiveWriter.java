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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes checkpoints as {@code torch.save} does (pickle protocol 2), as archives or in the format before PyTorch 1.6, and whatever
 * else a test wants to put into one.
 */
final class TorchArchiveWriter {

    private static final String DATA = "data/";

    private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    private final Map<String, byte[]> data = new LinkedHashMap<>();
    private final Map<String, Integer> elements = new LinkedHashMap<>();
    private final boolean legacy;

    /**
     * What Python makes by a call.
     *
     * @param state what is put into it afterwards; {@code null} for nothing
     */
    record Call(String module, String function, List<?> arguments, Object state) {

        static Call of(String module, String function, Object... arguments) {
            return new Call(module, function, Arrays.asList(arguments), null);
        }

        Call with(Object state) {
            return new Call(module, function, arguments, state);
        }
    }

    /** A function or class itself. */
    record Global(String module, String name) {}

    TorchArchiveWriter() {
        this(false);
    }

    private TorchArchiveWriter(boolean legacy) {
        this.legacy = legacy;
        raw(0x80, 2);
    }

    /** An archive of any value; see {@link #value}. */
    static void writeValue(Path file, Object value) throws IOException {
        new TorchArchiveWriter().value(value).raw('.').save(file);
    }

    /** The same in the format before PyTorch 1.6. */
    static void writeLegacy(Path file, Object value) throws IOException {
        new TorchArchiveWriter(true).value(value).raw('.').saveLegacy(file);
    }

    /** An ordinary state dictionary of float tensors. */
    static void write(Path file, Map<String, Tensor> tensors) throws IOException {
        TorchArchiveWriter writer = new TorchArchiveWriter();
        writer.global("collections", "OrderedDict").raw(')', 'R', '(');
        tensors.forEach((name, tensor) -> writer.text(name).tensor(tensor));
        writer.raw('u', '.').save(file);
    }

    /** A tensor, map, list, array (a tuple), text, number, {@link Call} or {@link Global}. */
    TorchArchiveWriter value(Object value) {
        if (value instanceof Tensor tensor) {
            tensor(tensor);
        } else if (value instanceof Map<?, ?> map) {
            raw('}', '(');
            map.forEach((key, entry) -> value(key).value(entry));
            raw('u');
        } else if (value instanceof List<?> list) {
            raw(']', '(');
            list.forEach(this::value);
            raw('e');
        } else if (value instanceof Object[] tuple) {
            raw('(');
            Arrays.asList(tuple).forEach(this::value);
            raw('t');
        } else if (value instanceof Call call) {
            global(call.module(), call.function())
                    .value(call.arguments().toArray())
                    .raw('R');
            if (call.state() != null) {
                value(call.state()).raw('b');
            }
        } else if (value instanceof Global global) {
            global(global.module(), global.name());
        } else {
            constant(value);
        }
        return this;
    }

    private void constant(Object value) {
        if (value instanceof String text) {
            text(text);
        } else if (value instanceof Integer number) {
            number(number);
        } else if (value instanceof Double number) {
            raw('G').raw(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
        } else if (value instanceof byte[] bytes) {
            raw('B').int32(bytes.length).raw(bytes);
        } else if (value instanceof Boolean flag) {
            raw(flag ? 0x88 : 0x89);
        } else if (value == null) {
            raw('N');
        } else {
            throw new IllegalArgumentException("No pickle of " + value.getClass());
        }
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
        entry(DATA + key, bytes.array());
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
        global("torch", type).text(key).text("cpu").number(elements);
        this.elements.put(key, elements);
        if (legacy) {
            raw('N');
        }
        raw('t', 'Q').number(offset);
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

    private void saveLegacy(Path file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // The magic number, then the version.
        out.writeBytes(new byte[] {
            (byte) 0x80,
            2,
            (byte) 0x8a,
            10,
            0x6c,
            (byte) 0xfc,
            (byte) 0x9c,
            0x46,
            (byte) 0xf9,
            0x20,
            0x6a,
            (byte) 0xa8,
            0x50,
            0x19,
            '.'
        });
        out.writeBytes(new TorchArchiveWriter().number(1001).raw('.').pickle.toByteArray());
        out.writeBytes(new TorchArchiveWriter()
                .value(Map.of("little_endian", true))
                .raw('.')
                .pickle
                .toByteArray());
        out.writeBytes(pickle.toByteArray());
        List<String> keys = data.keySet().stream()
                .map(name -> name.substring(DATA.length()))
                .toList();
        out.writeBytes(new TorchArchiveWriter().value(keys).raw('.').pickle.toByteArray());
        for (String key : keys) {
            out.writeBytes(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(elements.get(key))
                    .array());
            out.writeBytes(data.get(DATA + key));
        }
        Files.write(file, out.toByteArray());
    }
}
