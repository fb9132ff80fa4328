package io.github.sknet.onnx.importer;

import static io.github.sknet.onnx.importer.TestFile.FREE;
import static io.github.sknet.onnx.importer.TestFile.ints;
import static io.github.sknet.onnx.importer.TestFile.of;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import io.github.sknet.conformance.reference.ReferenceEngine;
import io.github.sknet.onnx.OnnxSession;
import io.github.sknet.onnx.importer.proto.OnnxReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an ONNX file may hold, and what it may not. */
class OnnxReaderTest {

    private static final float[] VALUES = {1, -2, 0.5f, 4};

    @TempDir
    private Path folder;

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The weight of a 1×1 convolution that is read from a tensor of 2·2 values. */
    private float[] weights(TensorProto.Builder tensor) throws IOException {
        ImportedNetwork network = network(tensor);
        return network.weights().tensors().values().iterator().next().values();
    }

    private ImportedNetwork network(TensorProto.Builder tensor) throws IOException {
        TestFile file = TestFile.of(17, FREE, 2, FREE, FREE);
        String output = file.node("Conv", "x", file.add(tensor));
        return OnnxImporter.read(file.output(output).write(folder), Optional.empty());
    }

    private static TensorProto.Builder tensor(DataType type) {
        return TestFile.tensor(type, 2, 2, 1, 1);
    }

    @Test
    void floatsOfAllPrecisionsAreRead() throws IOException {
        ByteBuffer singles = bytes(16);
        ByteBuffer doubles = bytes(32);
        TensorProto.Builder listed = tensor(DataType.DOUBLE);
        for (float value : VALUES) {
            singles.putFloat(value);
            doubles.putDouble(value);
            listed.addDoubleData(value);
        }
        byte[] halves = {0, 0x3C, 0, (byte) 0xC0, 0, 0x38, 0, 0x44};
        byte[] brains = {(byte) 0x80, 0x3F, 0, (byte) 0xC0, 0, 0x3F, (byte) 0x80, 0x40};
        TensorProto.Builder listedHalves = tensor(DataType.FLOAT16);
        for (int bits : new int[] {0x3C00, 0xC000, 0x3800, 0x4400}) {
            listedHalves.addInt32Data(bits);
        }
        assertArrayEquals(VALUES, weights(tensor(DataType.FLOAT).setRawData(ByteString.copyFrom(singles.flip()))));
        assertArrayEquals(VALUES, weights(tensor(DataType.DOUBLE).setRawData(ByteString.copyFrom(doubles.flip()))));
        assertArrayEquals(VALUES, weights(tensor(DataType.FLOAT16).setRawData(ByteString.copyFrom(halves))));
        assertArrayEquals(VALUES, weights(tensor(DataType.BFLOAT16).setRawData(ByteString.copyFrom(brains))));
        assertArrayEquals(VALUES, weights(listed));
        assertArrayEquals(VALUES, weights(listedHalves));
    }

    @Test
    void integersAreReadAsNumbers() throws IOException {
        float[] whole = {1, -2, 3, 4};
        byte[] small = {1, -2, 3, 4};
        assertArrayEquals(whole, weights(tensor(DataType.INT8).setRawData(ByteString.copyFrom(small))));
        assertArrayEquals(
                new float[] {1, 254, 3, 4}, weights(tensor(DataType.UINT8).setRawData(ByteString.copyFrom(small))));
        assertArrayEquals(whole, weights(tensor(DataType.INT32).addAllInt32Data(List.of(1, -2, 3, 4))));
    }

    @Test
    void aNumberOfValuesThatDoesNotFitTheShapeIsRefused() {
        TensorProto.Builder few = tensor(DataType.FLOAT).addFloatData(1);
        TensorProto.Builder raw = tensor(DataType.FLOAT).setRawData(ByteString.copyFrom(new byte[15]));
        assertSays("holds 1 values, but its shape [2, 2, 1, 1] needs 4", () -> network(few));
        assertSays("holds 15 bytes", () -> network(raw));
    }

    private static void assertSays(String text, Executable executable) {
        OnnxImportException thrown = assertThrows(OnnxImportException.class, executable);
        assertTrue(thrown.getMessage().contains(text), thrown.getMessage());
    }

    private static TensorProto.Builder external(String location, long offset, long length) {
        TensorProto.Builder tensor = tensor(DataType.FLOAT).setDataLocation(TensorProto.DataLocation.EXTERNAL);
        tensor.addExternalData(
                StringStringEntryProto.newBuilder().setKey("location").setValue(location));
        tensor.addExternalData(
                StringStringEntryProto.newBuilder().setKey("offset").setValue(Long.toString(offset)));
        tensor.addExternalData(
                StringStringEntryProto.newBuilder().setKey("length").setValue(Long.toString(length)));
        return tensor;
    }

    private Path data(Path file) throws IOException {
        ByteBuffer data = bytes(24).putLong(0);
        for (float value : VALUES) {
            data.putFloat(value);
        }
        Files.createDirectories(file.getParent());
        return Files.write(file, data.array());
    }

    @Test
    void externalWeightsLieBesideTheFile() throws IOException {
        data(folder.resolve("weights/data.bin"));
        assertArrayEquals(VALUES, weights(external("weights/data.bin", 8, 16)));
        assertSays("beyond the end", () -> network(external("weights/data.bin", 9, 16)));
        assertSays("there is no file missing.bin", () -> network(external("missing.bin", 0, 16)));
        assertSays("its shape needs 16", () -> network(external("weights/data.bin", 0, 8)));
    }

    @Test
    void externalWeightsOutsideTheFolderAreRefused(@TempDir Path elsewhere) throws IOException {
        Path secret = data(elsewhere.resolve("secret.bin"));
        Files.createSymbolicLink(folder.resolve("link.bin"), secret);
        Files.createSymbolicLink(folder.resolve("linked"), elsewhere);
        data(folder.resolve("sub/data.bin"));
        for (String location : List.of(
                secret.toString(),
                "../" + elsewhere.getFileName() + "/secret.bin",
                "sub/../sub/data.bin",
                "link.bin",
                "linked/secret.bin",
                "",
                "..")) {
            assertSays("must lie in the ONNX file's folder", () -> network(external(location, 8, 16)));
        }
    }

    /** All operator sets from 7 to the newest that ONNX Runtime takes. */
    @ParameterizedTest
    @ValueSource(
            ints = {7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, OnnxReader.NEWEST_OPSET})
    void everyOperatorSetIsRead(int opset) throws IOException {
        TestFile file = TestFile.of(opset, FREE, 3, FREE, FREE);
        String conv = file.node("Conv", "x", file.weight(4, 3, 3, 3), file.weight(4), ints("pads", 1, 1, 1, 1));
        String norm =
                file.node("BatchNormalization", conv, file.weight(4), file.weight(4), file.weight(4), file.positive(4));
        String pooled = file.node("GlobalAveragePool", file.node("Relu", norm));
        String output = file.node("Gemm", file.node("Flatten", pooled), file.weight(4, 5), file.weight(5));
        Path path = file.output(output).write(folder);
        ImportedNetwork network = OnnxImporter.read(path, Optional.empty());
        ImportCheck.compare(path, network, Optional.empty(), new ReferenceEngine());
    }

    /** When ONNX Runtime takes a newer one, so should the import. */
    @Test
    void noNewerOperatorSetIsTakenByOnnxRuntime() throws IOException {
        TestFile file = TestFile.of(OnnxReader.NEWEST_OPSET + 1, FREE, 3, FREE, FREE);
        Path path = file.output(file.node("Relu", "x")).write(folder);
        assertThrows(
                IllegalStateException.class, () -> OnnxSession.open(path, 1).close());
    }

    @Test
    void anotherOperatorSetIsRefused() throws IOException {
        for (int opset : new int[] {5, OnnxReader.NEWEST_OPSET + 1}) {
            TestFile file = TestFile.of(opset, FREE, 3, FREE, FREE);
            Path path = file.output(file.node("Relu", "x")).write(folder);
            assertSays("operator set is " + opset, () -> OnnxImporter.read(path, Optional.empty()));
        }
    }

    /** Before operator set 7 a second operand said by an axis where it begins. */
    @Test
    void operandsBeforeOperatorSet7BeginAtAnAxis() throws IOException {
        float[] summand = {1, 2, 3};
        TestFile old = TestFile.of(6, FREE, 3, FREE, FREE);
        String sum = old.node("Add", "x", old.floats(summand, 3), of("axis", 1), of("broadcast", 1));
        ImportedNetwork network = OnnxImporter.read(old.output(sum).write(folder), Optional.empty());
        TestFile today = TestFile.of(7, FREE, 3, FREE, FREE);
        String same = today.node("Add", "x", today.floats(summand, 3, 1, 1));
        ImportedNetwork other = OnnxImporter.read(today.output(same).write(folder), Optional.empty());
        assertEquals(other.weights(), network.weights());
    }

    @Test
    void whatIsNoOnnxFileIsSaidToBeNone() throws IOException {
        Path file = Files.writeString(folder.resolve("model.onnx"), "this is a text and no network");
        assertSays("is no ONNX file", () -> OnnxImporter.read(file, Optional.empty()));
        Files.write(file, new byte[0]);
        assertSays("is no ONNX file", () -> OnnxImporter.read(file, Optional.empty()));
    }
}
