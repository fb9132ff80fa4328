package io.github.sknet.report.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A reader of event files that shares nothing with the writer: a bitwise CRC-32C (polynomial 0x82F63B78), and protobuf's
 * wire format by hand.
 *
 * @param fields the values by field number: long (varint), double or float (fixed), byte[] (length-delimited)
 */
record RecordedEvent(Map<Integer, Object> fields) {

    /** All events of a file; every checksum must hold. */
    static List<RecordedEvent> read(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<RecordedEvent> events = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] length = bytes(in, 8);
            assertEquals(masked(length), in.getInt(), "checksum of a length");
            byte[] data = bytes(in, (int)
                    ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
            assertEquals(masked(data), in.getInt(), "checksum of a record");
            events.add(new RecordedEvent(message(data)));
        }
        return events;
    }

    private static int masked(byte[] data) {
        int crc = ~0;
        for (byte value : data) {
            crc ^= value & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 1 ? crc >>> 1 ^ 0x82F63B78 : crc >>> 1;
            }
        }
        crc = ~crc;
        return (crc >>> 15 | crc << 17) + 0xA282EAD8;
    }

    private static Map<Integer, Object> message(byte[] data) {
        ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        Map<Integer, Object> fields = new TreeMap<>();
        while (in.hasRemaining()) {
            int key = (int) varint(in);
            Object value = switch (key & 7) {
                case 0 -> varint(in);
                case 1 -> in.getDouble();
                case 2 -> bytes(in, (int) varint(in));
                case 5 -> in.getFloat();
                default -> throw new AssertionError("unknown wire type in key " + key);
            };
            fields.put(key >>> 3, value);
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static byte[] bytes(ByteBuffer in, int count) {
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    double wallTime() {
        return (double) fields.get(1);
    }

    long step() {
        return (long) fields.get(2);
    }

    String version() {
        return text(fields.get(3));
    }

    boolean isSessionStart() {
        return fields.containsKey(7) && message((byte[]) fields.get(7)).equals(Map.of(1, 1L));
    }

    String tag() {
        return text(value().get(1));
    }

    float scalar() {
        return (float) value().get(2);
    }

    private Map<Integer, Object> value() {
        return message((byte[]) message((byte[]) fields.get(5)).get(1));
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }
}
