package io.github.sknet.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
        JsonNode root;
        try {
            root = UntrustedJson.MAPPER.readTree(header);
        } catch (IOException e) {
            throw new WeightsException(file + " is not a safetensors file: its header is not JSON", e);
        }
        if (!root.isObject()) {
            throw bad(file, "its header is not a JSON object");
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            if (field.getKey().equals(METADATA)) {
                metadata.putAll(parseMetadata(file, field.getValue()));
            } else {
                entries.add(parseEntry(file, field.getKey(), field.getValue()));
            }
        }
        // Empty tensors share their begin with the next one, and have to come first.
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        checkCoverage(file, entries, dataBytes);
        return new SafetensorsHeader(metadata, entries);
    }

    private static Map<String, String> parseMetadata(Path file, JsonNode node) throws WeightsException {
        if (!node.isObject()) {
            throw bad(file, "its metadata is not a JSON object");
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!field.getValue().isTextual()) {
                throw bad(file, "its metadata '" + shown(field.getKey()) + "' is not a string");
            }
            metadata.put(field.getKey(), field.getValue().textValue());
        }
        return metadata;
    }

    private static Entry parseEntry(Path file, String name, JsonNode node) throws WeightsException {
        JsonNode offsets = node.path("data_offsets");
        JsonNode shapeNode = node.path("shape");
        if (!node.path("dtype").isTextual() || !shapeNode.isArray() || !offsets.isArray() || offsets.size() != 2) {
            throw bad(file, "tensor '" + shown(name) + "' lacks a dtype, a shape or two data_offsets");
        }
        ElementType type = parseType(file, name, node.path("dtype").textValue());
        List<Integer> shape = new ArrayList<>();
        long elements = 1;
        for (JsonNode extent : shapeNode) {
            if (!extent.isIntegralNumber() || !extent.canConvertToInt() || extent.intValue() < 0) {
                throw bad(file, "tensor '" + shown(name) + "' has the shape " + shown(shapeNode));
            }
            shape.add(extent.intValue());
            elements *= extent.intValue();
            if (elements > Integer.MAX_VALUE - 8) {
                throw bad(file, "tensor '" + shown(name) + "' has more values than fit one array: " + shown(shapeNode));
            }
        }
        long begin = offset(file, name, offsets.get(0));
        long end = offset(file, name, offsets.get(1));
        if (begin > end || end - begin != elements * type.bytes()) {
            throw bad(
                    file,
                    "tensor '" + shown(name) + "' of type " + type + " and shape " + shown(shapeNode)
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

    private static long offset(Path file, String name, JsonNode node) throws WeightsException {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
            throw bad(file, "tensor '" + shown(name) + "' has the offset " + shown(node));
        }
        return node.longValue();
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

    private static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    static byte[] encode(Map<String, String> metadata, Map<String, Tensor> tensors) throws IOException {
        ObjectNode root = UntrustedJson.MAPPER.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode strings = root.putObject(METADATA);
            metadata.forEach(strings::put);
        }
        long position = 0;
        for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
            ObjectNode entry = root.putObject(tensor.getKey()).put("dtype", "F32");
            ArrayNode shape = entry.putArray("shape");
            tensor.getValue().shape().forEach(shape::add);
            long end = position + (long) tensor.getValue().values().length * Float.BYTES;
            entry.putArray("data_offsets").add(position).add(end);
            position = end;
        }
        byte[] text = UntrustedJson.MAPPER.writeValueAsBytes(root);
        // Padded with spaces so that the tensors start at a multiple of eight, as the format recommends.
        byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return padded;
    }
}
