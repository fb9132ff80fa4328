package io.github.sknet.graph.models;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Weights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand damaged model files: each is read, or refused with an IOException. Anything else, running out of memory and
 * hanging included, fails the test.
 */
@Timeout(600)
class CorruptedFilesTest {

    private static final int FILES = 10_000;

    /** What replaces a number or a string in the header. */
    private static final List<String> HOSTILE = List.of(
            "-1",
            "0",
            "1e9",
            "1e999999",
            "2147483647",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "9".repeat(2000),
            "null",
            "true",
            "[]",
            "{}",
            "\"\"",
            "\"F64\"",
            "\"\\u0000\"",
            "[".repeat(2000),
            "{\"a\":".repeat(500),
            "[65536,65536,65536,65536]",
            "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}");

    @TempDir
    Path folder;

    private byte[] sound;
    private int headerBytes;

    @BeforeEach
    void writeSoundFile() throws IOException {
        Architecture architecture =
                Architecture.of("resnet20_cifar", 2, 1).withOption("width", "2").withOption("blocks", "1");
        Path file = folder.resolve("sound.safetensors");
        ModelFile.of(architecture, Weights.initial(architecture.build(), 1))
                .withLabels(List.of("cat", "dog"))
                .withPreprocessing(Preprocessing.exactSize(1, 8, 8))
                .write(file);
        sound = Files.readAllBytes(file);
        headerBytes =
                (int) ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    @Test
    void everyDamageIsReadOrRefused() throws IOException {
        Random random = new Random(20260101);
        Path file = folder.resolve("damaged.safetensors");
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            Files.write(file, damaged(random));
            try {
                ModelFile.read(file);
            } catch (IOException e) {
                assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
                refused++;
            }
        }
        // Damage to the weights' own bytes can't be seen; the rest can.
        assertTrue(refused > FILES / 2, "only " + refused + " of " + FILES + " were refused");
        assertTrue(refused < FILES, "not one was read, so nothing beyond the header was reached");
    }

    private byte[] damaged(Random random) {
        byte[] bytes = sound.clone();
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            bytes = switch (random.nextInt(8)) {
                case 0 -> flipped(bytes, random, bytes.length);
                case 1 -> flipped(bytes, random, Math.min(bytes.length, 8 + headerBytes));
                case 2 -> spliced(bytes, position(bytes, random), 0, randomBytes(random));
                case 3 -> spliced(bytes, position(bytes, random), 1 + random.nextInt(64), new byte[0]);
                case 4 -> spliced(bytes, position(bytes, random), bytes.length, new byte[0]);
                case 5 -> withHeaderLength(bytes, random);
                case 6 -> withRepeatedHeaderPart(bytes, random);
                default -> withHostileValue(bytes, random);
            };
        }
        return bytes;
    }

    private static int position(byte[] bytes, Random random) {
        return random.nextInt(bytes.length + 1);
    }

    private static byte[] randomBytes(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(64)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, Random random, int limit) {
        byte[] flipped = bytes.clone();
        if (limit > 0) {
            flipped[random.nextInt(limit)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    /** With some bytes removed and others in their place. */
    private static byte[] spliced(byte[] bytes, int at, int removed, byte[] inserted) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.writeBytes(inserted);
        int rest = Math.min(bytes.length, at + removed);
        out.write(bytes, rest, bytes.length - rest);
        return out.toByteArray();
    }

    private static byte[] withHeaderLength(byte[] bytes, Random random) {
        if (bytes.length < Long.BYTES) {
            return bytes;
        }
        byte[] changed = bytes.clone();
        long length = random.nextBoolean() ? random.nextLong() : random.nextInt(2 * bytes.length);
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        return changed;
    }

    /** The header with a part of it twice, and its length set right: duplicate names, nested and broken JSON. */
    private byte[] withRepeatedHeaderPart(byte[] bytes, Random random) {
        if (bytes.length < Long.BYTES + headerBytes) {
            return bytes;
        }
        String header = new String(bytes, Long.BYTES, headerBytes, StandardCharsets.ISO_8859_1);
        int from = Math.max(header.indexOf(',', random.nextInt(header.length())), 0);
        int to = Math.max(header.indexOf(',', random.nextInt(header.length())), from);
        return withHeader(bytes, header.substring(0, to) + header.substring(from));
    }

    /** The header with one of its values replaced, and its length set right. */
    private byte[] withHostileValue(byte[] bytes, Random random) {
        if (bytes.length < Long.BYTES + headerBytes) {
            return bytes;
        }
        String header = new String(bytes, Long.BYTES, headerBytes, StandardCharsets.ISO_8859_1);
        int from = random.nextInt(header.length());
        while (from < header.length() - 1 && ":[,".indexOf(header.charAt(from)) < 0) {
            from++;
        }
        int to = from + 1;
        while (to < header.length() && ",]}".indexOf(header.charAt(to)) < 0) {
            to++;
        }
        String value = HOSTILE.get(random.nextInt(HOSTILE.size()));
        return withHeader(bytes, header.substring(0, from + 1) + value + header.substring(to));
    }

    private byte[] withHeader(byte[] bytes, String header) {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        byte[] length = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .array();
        return spliced(spliced(bytes, Long.BYTES, headerBytes, text), 0, Long.BYTES, length);
    }
}
