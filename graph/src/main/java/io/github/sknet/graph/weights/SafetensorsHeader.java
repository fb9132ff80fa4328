package io.github.sknet.graph.weights;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    /** How much of a name or a value a message repeats. */
    private static final int SHOWN = 100;

    /** One tensor: its bytes lie at begin (inclusive) to end (exclusive), counted from the header's end. */
    record Entry(String name, ElementType type, List<Integer> shape, int elements, long begin, long end) {}

    static SafetensorsHeader read(Path file, FileChannel channel) throws IOException {
        long fileBytes = channel.size();
        if (fileBytes < Long.BYTES) {
            throw bad(file, "it has only " + fileBytes + " bytes");
        }
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Safetensors.readFully(file, channel, length);
        long headerBytes = length.flip().getLong();
        if (headerBytes < 2 || headerBytes > Math.min(MAX_HEADER_BYTES, fileBytes - Long.BYTES)) {
            throw bad(file, "its header would have " + headerBytes + " bytes, the file has " + fileBytes);
        }
        ByteBuffer header = ByteBuffer.allocate((int) headerBytes);
        Safetensors.readFully(file, channel, header);
        return parse(file, header.array(), fileBytes - Long.BYTES - headerBytes);
    }

    private static SafetensorsHeader parse(Path file, byte[] header, long dataBytes) throws IOException {
        Object root;
        try {
            root = UntrustedJson.read(header);
        } catch (IOException e) {
            throw new WeightsException(file + " is not a safetensors file: its header is not JSON", e);
        }
        if (!(root instanceof Map<?, ?> fields)) {
            throw bad(file, "its header is not a JSON object");
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            String name = (String) field.getKey();
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
                throw bad(file, "its metadata '" + shown(name) + "' is not a string");
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
            throw bad(file, "tensor '" + shown(name) + "' lacks a dtype, a shape or two data_offsets");
        }
        ElementType type = parseType(file, name, dtype);
        List<Integer> shape = new ArrayList<>();
        long elements = 1;
        for (Object extent : extents) {
            if (!(extent instanceof Integer size) || size < 0) {
                throw bad(file, "tensor '" + shown(name) + "' has the shape " + shown(extents));
            }
            shape.add(size);
            elements *= size;
            if (elements > Integer.MAX_VALUE - 8) {
                throw bad(file, "tensor '" + shown(name) + "' has more values than fit one array: " + shown(extents));
            }
        }
        long begin = offset(file, name, offsets.get(0));
        long end = offset(file, name, offsets.get(1));
        if (begin > end || end - begin != elements * type.bytes()) {
            throw bad(
                    file,
                    "tensor '" + shown(name) + "' of type " + type + " and shape " + shown(extents)
                            + " has the offsets " + shown(offsets));
        }
        return new Entry(name, type, List.copyOf(shape), (int) elements, begin, end);
    }

    private static ElementType parseType(Path file, String name, String type) throws WeightsException {
        try {
            return ElementType.valueOf(type);
        } catch (IllegalArgumentException e) {
            throw new WeightsException(
                    file + ": tensor '" + shown(name) + "' has the type " + shown(type) + "; known are "
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
        throw bad(file, "tensor '" + shown(name) + "' has the offset " + shown(value));
    }

    private static void checkCoverage(Path file, List<Entry> entries, long dataBytes) throws WeightsException {
        long end = 0;
        for (Entry entry : entries) {
            if (entry.begin() != end) {
                throw bad(file, "tensor '" + shown(entry.name()) + "' begins at " + entry.begin() + ", not at " + end);
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

    private static String shown(List<?> values) {
        return shown(values.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]")));
    }

    private static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    static byte[] encode(Map<String, String> metadata, Map<String, Tensor> tensors) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator json = UntrustedJson.FACTORY.createGenerator(text)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(METADATA);
                for (Map.Entry<String, String> entry : metadata.entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            long position = 0;
            for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
                long end = position + (long) tensor.getValue().values().length * Float.BYTES;
                json.writeObjectFieldStart(tensor.getKey());
                json.writeStringField("dtype", "F32");
                json.writeFieldName("shape");
                int[] shape = tensor.getValue().shape().stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
                json.writeArray(shape, 0, shape.length);
                json.writeFieldName("data_offsets");
                json.writeArray(new long[] {position, end}, 0, 2);
                json.writeEndObject();
                position = end;
            }
            json.writeEndObject();
        }
        // Padded with spaces so that the tensors start at a multiple of eight, as the format recommends.
        while (text.size() % 8 != 0) {
            text.write(' ');
        }
        return text.toByteArray();
    }
}
