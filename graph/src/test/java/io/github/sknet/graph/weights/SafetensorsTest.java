package io.github.sknet.graph.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {

    @TempDir
    Path folder;

    /** A file with the given header and data, as any other program could have written it. */
    private Path file(String header, byte[] data) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text).put(data);
        return Files.write(folder.resolve("given.safetensors"), bytes.array());
    }

    private Path file(String header, int dataBytes) throws IOException {
        return file(header, new byte[dataBytes]);
    }

    private String mistake(Path file) {
        String message = assertThrows(WeightsException.class, () -> Safetensors.read(file))
                .getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        return message.substring(file.toString().length());
    }

    @Test
    void roundTripKeepsEveryByte() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("z.weight", Tensor.of(new float[] {1, -0f, Float.NaN, Float.MIN_VALUE, 1e38f, -7}, 2, 3));
        tensors.put("empty", Tensor.of(new float[0], 0, 4));
        tensors.put("a.scalar", new Tensor(List.of(), new float[] {(float) Math.PI}));
        tensors.put("größe", Tensor.of(new float[100_000], 100, 1000));
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt");
        metadata.put("labels", "[\"Bär\",\"\\\"\"]");
        Path first = folder.resolve("first.safetensors");
        Path second = folder.resolve("second.safetensors");
        new Safetensors(metadata, tensors).write(first);
        Safetensors read = Safetensors.read(first);
        read.write(second);
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
        assertEquals(List.copyOf(tensors.keySet()), List.copyOf(read.tensors().keySet()));
        assertEquals(tensors, read.tensors());
        assertEquals(metadata, read.metadata());
    }

    @Test
    void aReaderLeavesOutWhatIsNotWanted() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            float[] values = new float[30_000];
            Arrays.fill(values, i);
            tensors.put("t" + i, Tensor.of(values, 300, 100));
        }
        Path file = folder.resolve("parts.safetensors");
        new Safetensors(Map.of("k", "v"), tensors).write(file);
        try (SafetensorsReader reader = SafetensorsReader.open(file)) {
            assertEquals(Map.of("k", "v"), reader.metadata());
            assertEquals(
                    List.of("t0", "t1", "t2", "t3", "t4"),
                    List.copyOf(reader.shapes().keySet()));
            assertEquals(List.of(300, 100), reader.shapes().get("t3"));
            Map<String, Tensor> some = reader.tensors(name -> !name.equals("t0") && !name.equals("t2"));
            assertEquals(List.of("t1", "t3", "t4"), List.copyOf(some.keySet()));
            some.forEach((name, tensor) -> assertEquals(tensors.get(name), tensor));
            assertEquals(tensors, reader.tensors(name -> true), "it can be read again");
        }
    }

    @Test
    void theHeaderIsTheFormatsAndItsDataAligned() throws IOException {
        Path file = folder.resolve("one.safetensors");
        new Safetensors(Map.of(), Map.of("w", Tensor.of(new float[] {1, 2}, 2))).write(file);
        byte[] bytes = Files.readAllBytes(file);
        int length = bytes[0];
        assertEquals(0, (8 + length) % 8);
        assertEquals(
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                new String(bytes, 8, length, StandardCharsets.UTF_8).stripTrailing());
        assertEquals(8 + length + 8, bytes.length);
        assertEquals(0x3F, bytes[bytes.length - 5], "1.0 in little-endian order");
    }

    @Test
    void tensorsComeInTheOrderOfTheirBytes() throws IOException {
        // Python's writer sorts the header's names, not the bytes.
        Path file = file(
                "{\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]},"
                        + "\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}",
                new byte[] {7, (byte) 200});
        assertEquals(
                List.of("a", "b"), List.copyOf(Safetensors.read(file).tensors().keySet()));
        assertEquals(200, Safetensors.read(file).tensors().get("b").values()[0]);
    }

    @Test
    void otherTypesBecomeFloats() throws IOException {
        assertArrayEquals(
                new float[] {1.5f, -2}, values("F64", b -> b.putDouble(1.5).putDouble(-2)));
        assertArrayEquals(
                new float[] {(float) 0.1, Float.POSITIVE_INFINITY},
                values("F64", b -> b.putDouble(0.1).putDouble(1e300)));
        assertArrayEquals(
                new float[] {1, -2},
                values("F16", b -> b.putShort((short) 0x3C00).putShort((short) 0xC000)));
        assertArrayEquals(
                new float[] {1, -2.5f},
                values("BF16", b -> b.putShort((short) 0x3F80).putShort((short) 0xC020)));
        assertArrayEquals(
                new float[] {1L << 40, -3},
                values("I64", b -> b.putLong(1L << 40).putLong(-3)));
        assertArrayEquals(
                new float[] {70_000, -3}, values("I32", b -> b.putInt(70_000).putInt(-3)));
        assertArrayEquals(
                new float[] {300, -3},
                values("I16", b -> b.putShort((short) 300).putShort((short) -3)));
        assertArrayEquals(
                new float[] {100, -3}, values("I8", b -> b.put((byte) 100).put((byte) -3)));
        assertArrayEquals(
                new float[] {100, 253}, values("U8", b -> b.put((byte) 100).put((byte) -3)));
        assertArrayEquals(
                new float[] {0, 1}, values("BOOL", b -> b.put((byte) 0).put((byte) 1)));
    }

    private interface Content {
        ByteBuffer into(ByteBuffer buffer);
    }

    private float[] values(String type, Content content) throws IOException {
        ByteBuffer buffer = content.into(ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN))
                .flip();
        byte[] data = new byte[buffer.remaining()];
        buffer.get(data);
        String header = "{\"w\":{\"dtype\":\"%s\",\"shape\":[2],\"data_offsets\":[0,%s]}}".formatted(type, data.length);
        return Safetensors.read(file(header, data)).tensors().get("w").values();
    }

    @Test
    void everyHalfIsExact() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            int exponent = bits >> 10 & 0x1F;
            int mantissa = bits & 0x3FF;
            double magnitude = exponent == 0
                    ? Math.scalb((double) mantissa, -24)
                    : exponent == 31
                            ? mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                            : Math.scalb(1 + mantissa / 1024.0, exponent - 15);
            float expected = (float) (bits < 0x8000 ? magnitude : -magnitude);
            assertEquals(expected, ElementType.halfToFloat((short) bits), "0x" + Integer.toHexString(bits));
        }
    }

    @Test
    void everyFloatBecomesTheNearestHalf() {
        for (int bits = 0; bits < 0x7C00; bits++) {
            short half = (short) bits;
            float exact = ElementType.halfToFloat(half);
            assertEquals(half, ElementType.floatToHalf(exact));
            assertEquals((short) (bits | 0x8000), ElementType.floatToHalf(-exact));
            // Infinity is reached where the next half would be.
            double next = bits == 0x7BFF ? 65536 : ElementType.halfToFloat((short) (bits + 1));
            float middle = (float) ((exact + next) / 2);
            assertEquals((short) (bits + (bits & 1)), ElementType.floatToHalf(middle), "the even one of two");
            assertEquals(half, ElementType.floatToHalf(Math.nextDown(middle)));
            assertEquals((short) (bits + 1), ElementType.floatToHalf(Math.nextUp(middle)));
        }
        assertEquals((short) 0x7C00, ElementType.floatToHalf(Float.MAX_VALUE));
        assertEquals((short) 0xFC00, ElementType.floatToHalf(Float.NEGATIVE_INFINITY));
        assertTrue(Float.isNaN(ElementType.halfToFloat(ElementType.floatToHalf(Float.NaN))));
    }

    @Test
    void halfAFileKeepsVectorsAsTheyAre() throws IOException {
        Tensor variance = Tensor.of(new float[] {1e-6f, 1e6f, 0.1f}, 3);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("bn.running_var", variance);
        tensors.put("conv.weight", Tensor.of(new float[] {0.1f, -1, 2049, 1e-9f}, 2, 2));
        Path file = folder.resolve("half.safetensors");
        new Safetensors(Map.of(), tensors).writeHalf(file);
        Map<String, Tensor> read = Safetensors.read(file).tensors();
        assertEquals(variance, read.get("bn.running_var"));
        assertEquals(Tensor.of(new float[] {0.099975586f, -1, 2048, 0}, 2, 2), read.get("conv.weight"));
        new Safetensors(Map.of(), Map.of("w", Tensor.of(new float[40_000], 200, 200))).writeHalf(file);
        assertTrue(Files.size(file) < 80_200, "two bytes a number");

        Safetensors large = new Safetensors(Map.of(), Map.of("w", Tensor.of(new float[] {1, -65505}, 1, 2)));
        assertEquals(
                "'w' holds -65505.0, and half precision ends at 65504.0",
                assertThrows(IllegalArgumentException.class, () -> large.writeHalf(file))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}} | 4 |  is not a valid safetensors file: "
                        + "tensor 'w' of type F32 and shape [2] has the offsets [0,4]",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | 8 |  is not a valid safetensors file: "
                        + "its tensors have 4 bytes, but 8 follow the header",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | 3 |  is not a valid safetensors file: "
                        + "its tensors have 4 bytes, but 3 follow the header",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | 8 |  is not a valid safetensors file: "
                        + "tensor 'w' begins at 4, not at 0",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}} | 4 |  is not a valid safetensors file: "
                        + "tensor 'w' has the offset -4",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":{\"0\":0,\"1\":4}}} | 4 |  is not a valid "
                        + "safetensors file: tensor 'w' lacks a dtype, a shape or two data_offsets",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}} | 4 |  is not a valid safetensors file: "
                        + "tensor 'w' has the shape [1.5]",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}} | 4 |  is not a valid safetensors file: "
                        + "tensor 'w' has the shape [-1]",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[65536,65536],\"data_offsets\":[0,17179869184]}} | 4 |  is not a valid "
                        + "safetensors file: tensor 'w' has more values than fit one array: [65536,65536]",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647,0],\"data_offsets\":[0,0]}} | 0 |  "
                        + "is not a valid safetensors file: tensor 'w' has more values than fit one array: "
                        + "[2147483647,2147483647,2147483647,0]",
                "{\"w\":{\"dtype\":\"F8_E4M3\",\"shape\":[1],\"data_offsets\":[0,1]}} | 1 | : tensor 'w' has the type "
                        + "F8_E4M3; known are [F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL]",
                "{\"w\":7} | 4 |  is not a valid safetensors file: tensor 'w' lacks a dtype, a shape or two data_offsets",
                "{\"__metadata__\":{\"a\":1}} | 0 |  is not a valid safetensors file: its metadata 'a' is not a string",
                "{\"__metadata__\":\"a\"} | 0 |  is not a valid safetensors file: its metadata is not a JSON object",
                "[1,2] | 0 |  is not a safetensors file: its header is not a JSON object",
                "{\"a\":{},\"a\":{}} | 0 |  is not a safetensors file: its header is not a JSON object",
                "{} {} | 0 |  is not a safetensors file: its header is not a JSON object",
                "{\"a\": | 0 |  is not a safetensors file: its header is not a JSON object"
            })
    void damagedHeadersAreExplained(String header, int dataBytes, String message) throws IOException {
        // The table's values are trimmed; what a file's name is followed by is not.
        String said = mistake(file(header, dataBytes));
        assertEquals(message.strip(), said.strip());
    }

    @Test
    void lengthsThatCannotBe() throws IOException {
        Path file = folder.resolve("short.safetensors");
        Files.write(file, new byte[5]);
        assertEquals(" is not a valid safetensors file: it has only 5 bytes", mistake(file));
        Files.write(file, new byte[] {-1, -1, -1, -1, -1, -1, -1, 127, '{', '}'});
        assertEquals(
                " is not a valid safetensors file: its header would have 9223372036854775807 bytes, the file has 10",
                mistake(file));
        Files.write(file, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, '{', '}'});
        assertEquals(
                " is not a valid safetensors file: its header would have -1 bytes, the file has 10", mistake(file));
        assertEquals(
                "There is no file " + folder,
                assertThrows(WeightsException.class, () -> Safetensors.read(folder))
                        .getMessage());
    }

    @Test
    void deepAndHugeJsonIsRefused() throws IOException {
        String refused = " is not a safetensors file: its header is not a JSON object";
        assertEquals(refused, mistake(file("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}", 0)));
        assertEquals(refused, mistake(file("{\"a\":" + "{\"a\":".repeat(50_000), 0)));
        assertEquals(refused, mistake(file("{\"a\":" + "9".repeat(5_000) + "}", 0)));
        // Three bytes a token would take some hundred in memory: 50 MB of them are refused, not kept.
        assertEquals(refused, mistake(file("{\"a\":[" + "[],".repeat(16_000_000) + "[]]}", 0)));
        assertEquals(refused, mistake(file("\u0000\u0000\u0000{", 0)), "taken for UTF-32");
    }

    @Test
    void messagesRepeatOnlyTheBeginningOfLongNames() throws IOException {
        String message = mistake(file("{\"" + "n".repeat(40_000) + "\":1}", 0));
        assertTrue(message.length() < 300, message);
    }
}
