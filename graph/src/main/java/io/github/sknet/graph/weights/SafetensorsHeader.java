package io.github.sknet.graph.weights;

import io.github.sknet.graph.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The JSON header of a safetensors file, checked against the file's length.
 *
 * @param metadata the {@code __metadata__} strings
 * @param entries the tensors, in the order of their bytes
 */
record SafetensorsHeader(Map<String, String> metadata, List<Entry> entries) {

    /** The limit that the format's own reader sets. */
    private static final long MAX_HEADER_BYTES = 100_000_000;

    private static final String METADATA = "__metadata__";

    /** One tensor: its bytes lie at begin (inclusive) to end (exclusive), counted from the header's end. */
    record Entry(String name, ElementType type, List<Integer> shape, int elements, long begin, long end) {}

    static SafetensorsHeader read(Path file, FileChannel channel) throws IOException {
        long fileBytes = channel.size();
        if (fileBytes < Long.BYTES) {
            throw bad(file, "it has only " + fileBytes + " bytes");
        }
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        readFully(file, channel, length);
        long headerBytes = length.flip().getLong();
        if (headerBytes < 2 || headerBytes > Math.min(MAX_HEADER_BYTES, fileBytes - Long.BYTES)) {
            throw bad(file, "its header would have " + headerBytes + " bytes, the file has " + fileBytes);
        }
        ByteBuffer header = ByteBuffer.allocate((int) headerBytes);
        readFully(file, channel, header);
        return parse(file, header.array(), fileBytes - Long.BYTES - headerBytes);
    }

    private static void readFully(Path file, ReadableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw SafetensorsReader.cutOff(file);
            }
        }
    }

    private static SafetensorsHeader parse(Path file, byte[] header, long dataBytes) throws IOException {
        Map<String, Object> fields;
        try {
            fields = Json.read(header);
        } catch (IllegalArgumentException e) {
            throw new WeightsException(file + " is not a safetensors file: its header is not a JSON object", e);
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            String name = field.getKey();
            if (name.equals(METADATA)) {
                metadata.putAll(parseMetadata(file, field.getValue()));
            } else {
                entries.add(parseEntry(file, name, field.getValue()));
            }
        }
        // Empty tensors share their begin with the next one, and have to come first.
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        checkCoverage(file, entries, dataBytes);
        return new SafetensorsHeader(metadata, entries);
    }

    private static Map<String, String> parseMetadata(Path file, Object value) throws WeightsException {
        if (!(value instanceof Map<?, ?> fields)) {
            throw bad(file, "its metadata is not a JSON object");
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            String name = (String) field.getKey();
            if (!(field.getValue() instanceof String text)) {
                throw bad(file, "its metadata '" + Json.cut(name) + "' is not a string");
            }
            metadata.put(name, text);
        }
        return metadata;
    }

    private static Entry parseEntry(Path file, String name, Object value) throws WeightsException {
        if (!(value instanceof Map<?, ?> fields)
                || !(fields.get("dtype") instanceof String dtype)
                || !(fields.get("shape") instanceof List<?> extents)
                || !(fields.get("data_offsets") instanceof List<?> offsets)
                || offsets.size() != 2) {
            throw bad(file, "tensor '" + Json.cut(name) + "' lacks a dtype, a shape or two data_offsets");
        }
        ElementType type = parseType(file, name, dtype);
        List<Integer> shape = new ArrayList<>();
        long elements = 1;
        for (Object extent : extents) {
            if (!(extent instanceof Integer size) || size < 0) {
                throw bad(file, "tensor '" + Json.cut(name) + "' has the shape " + Json.shown(extents));
            }
            shape.add(size);
            elements *= size;
            if (elements > Integer.MAX_VALUE - 8) {
                throw bad(
                        file,
                        "tensor '" + Json.cut(name) + "' has more values than fit one array: " + Json.shown(extents));
            }
        }
        long begin = offset(file, name, offsets.get(0));
        long end = offset(file, name, offsets.get(1));
        if (begin > end || end - begin != elements * type.bytes()) {
            throw bad(
                    file,
                    "tensor '" + Json.cut(name) + "' of type " + type + " and shape " + Json.shown(extents)
                            + " has the offsets " + Json.shown(offsets));
        }
        return new Entry(name, type, List.copyOf(shape), (int) elements, begin, end);
    }

    private static ElementType parseType(Path file, String name, String type) throws WeightsException {
        try {
            return ElementType.valueOf(type);
        } catch (IllegalArgumentException e) {
            throw new WeightsException(
                    file + ": tensor '" + Json.cut(name) + "' has the type " + Json.cut(type) + "; known are "
                            + Arrays.toString(ElementType.values()),
                    e);
        }
    }

    private static long offset(Path file, String name, Object value) throws WeightsException {
        if (value instanceof Integer || value instanceof Long) {
            long offset = ((Number) value).longValue();
            if (offset >= 0) {
                return offset;
            }
        }
        throw bad(file, "tensor '" + Json.cut(name) + "' has the offset " + Json.shown(value));
    }

    private static void checkCoverage(Path file, List<Entry> entries, long dataBytes) throws WeightsException {
        long end = 0;
        for (Entry entry : entries) {
            if (entry.begin() != end) {
                throw bad(
                        file, "tensor '" + Json.cut(entry.name()) + "' begins at " + entry.begin() + ", not at " + end);
            }
            end = entry.end();
        }
        if (end != dataBytes) {
            throw bad(file, "its tensors have " + end + " bytes, but " + dataBytes + " follow the header");
        }
    }

    private static WeightsException bad(Path file, String what) {
        return new WeightsException(file + " is not a valid safetensors file: " + what);
    }

    static byte[] encode(
            Map<String, String> metadata, Map<String, Tensor> tensors, Function<Tensor, ElementType> types) {
        Map<String, Object> header = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            header.put(METADATA, metadata);
        }
        long position = 0;
        for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
            ElementType type = types.apply(tensor.getValue());
            long end = position + (long) tensor.getValue().values().length * type.bytes();
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("dtype", type.name());
            entry.put("shape", tensor.getValue().shape());
            entry.put("data_offsets", List.of(position, end));
            header.put(tensor.getKey(), entry);
            position = end;
        }
        byte[] text = Json.write(header).getBytes(StandardCharsets.UTF_8);
        // Padded with spaces so that the tensors start at a multiple of eight, as the format recommends.
        byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return padded;
    }
}
