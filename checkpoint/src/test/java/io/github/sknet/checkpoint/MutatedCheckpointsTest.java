package io.github.sknet.checkpoint;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files give a WeightsException or, where the damage is harmless, tensors: never anything else. */
class MutatedCheckpointsTest {

    private static final int MUTATIONS = 10_000;

    @TempDir
    private Path folder;

    private static Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("conv.weight", Tensor.of(new float[24], 2, 3, 2, 2));
        tensors.put("conv.bias", Tensor.of(new float[2], 2));
        return tensors;
    }

    @Test
    void tenThousandMutatedArchives() throws IOException {
        Path original = folder.resolve("original.pth");
        TorchArchiveWriter.write(original, tensors());
        int refused = refusedMutations(Files.readAllBytes(original), (bytes, random) -> {});
        assertTrue(refused > MUTATIONS / 2, refused + " were refused");
    }

    /** The archive's checksum is put right after each mutation, so that the pickle reader sees all of them. */
    @Test
    void tenThousandMutatedPickles() throws IOException {
        Path original = folder.resolve("original.pth");
        TorchArchiveWriter.write(original, tensors());
        byte[] bytes = Files.readAllBytes(original);
        int start = 30 + "archive/data.pkl".length();
        int length = littleEndian(bytes, 22);
        int refused = refusedMutations(bytes, (mutated, random) -> repairPickle(bytes, start, length, mutated, random));
        assertTrue(refused > MUTATIONS / 2, refused + " were refused");
    }

    private static void repairPickle(byte[] bytes, int start, int length, byte[] mutated, Random random) {
        System.arraycopy(bytes, 0, mutated, 0, bytes.length);
        for (int i = 0; i <= random.nextInt(4); i++) {
            mutated[start + random.nextInt(length)] = (byte) random.nextInt(256);
        }
        CRC32 crc = new CRC32();
        crc.update(mutated, start, length);
        putLittleEndian(mutated, 14, (int) crc.getValue());
        putLittleEndian(mutated, centralDirectory(mutated) + 16, (int) crc.getValue());
    }

    @Test
    void tenThousandMutatedSafetensors() throws IOException {
        Path original = folder.resolve("original.safetensors");
        new Safetensors(Map.of("format", "pt"), tensors()).write(original);
        int refused = refusedMutations(Files.readAllBytes(original), (bytes, random) -> {});
        assertTrue(refused > MUTATIONS / 4, refused + " were refused");
    }

    /** As {@code torch.save} wrote before PyTorch 1.6, among other things; nothing in it has a checksum. */
    @Test
    void tenThousandMutatedCheckpointsOfTheOldFormat() throws IOException {
        int refused = refusedMutations(resource("legacy.pth"), (bytes, random) -> {});
        assertTrue(refused > MUTATIONS / 3, refused + " were refused");
    }

    /** The pickle of a large variety of objects, whose checksum is put right. */
    @Test
    void tenThousandMutatedPicklesOfManyThings() throws IOException {
        byte[] bytes = resource("others5.pth");
        int start = 30 + "archive/data.pkl".length();
        int length = littleEndian(bytes, 22);
        int refused = refusedMutations(bytes, (mutated, random) -> repairPickle(bytes, start, length, mutated, random));
        assertTrue(refused > MUTATIONS / 4, refused + " were refused");
    }

    @Test
    void tenThousandMutatedIndices() throws IOException {
        new Safetensors(Map.of(), tensors()).write(folder.resolve("one.safetensors"));
        byte[] index = "{\"weight_map\": {\"conv.weight\": \"one.safetensors\", \"conv.bias\": \"one.safetensors\"}}"
                .getBytes(StandardCharsets.UTF_8);
        int refused = refusedMutations(index, (bytes, random) -> {});
        assertTrue(refused > MUTATIONS / 2, refused + " were refused");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = MutatedCheckpointsTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    @FunctionalInterface
    private interface Repair {
        void apply(byte[] bytes, Random random);
    }

    private int refusedMutations(byte[] original, Repair repair) {
        Random random = new Random(5);
        return assertTimeoutPreemptively(Duration.ofMinutes(5), () -> {
            Path file = folder.resolve("mutated");
            int refused = 0;
            // One file written over again and again: creating ten thousand takes longer than reading them.
            try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
                for (int i = 0; i < MUTATIONS; i++) {
                    byte[] bytes = mutate(original, random);
                    if (bytes.length == original.length) {
                        repair.apply(bytes, random);
                    }
                    content.seek(0);
                    content.write(bytes);
                    content.setLength(bytes.length);
                    refused += isRefused(file) ? 1 : 0;
                }
            }
            return refused;
        });
    }

    private static boolean isRefused(Path file) throws IOException {
        try {
            Checkpoints.read(file);
            return false;
        } catch (WeightsException e) {
            assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
            return true;
        }
    }

    private static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = original.clone();
        switch (random.nextInt(8)) {
            case 0 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            case 1 -> {
                int from = random.nextInt(bytes.length);
                int to = random.nextInt(bytes.length);
                System.arraycopy(original, from, bytes, to, Math.min(16, bytes.length - Math.max(from, to)));
            }
            default -> {
                for (int i = 0; i <= random.nextInt(6); i++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
            }
        }
        return bytes;
    }

    private static int centralDirectory(byte[] zip) {
        return littleEndian(zip, zip.length - 22 + 16);
    }

    private static int littleEndian(byte[] bytes, int at) {
        return bytes[at] & 0xFF
                | (bytes[at + 1] & 0xFF) << 8
                | (bytes[at + 2] & 0xFF) << 16
                | (bytes[at + 3] & 0xFF) << 24;
    }

    private static void putLittleEndian(byte[] bytes, int at, int value) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (value >>> 8 * i);
        }
    }
}
