package io.github.sknet.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("weights.pth");
    }

    /**
     * Files made by Python's own pickle module (make_golden.py): wrapped, of several types, strided, shared; the latter among many things
     * that are no weights.
     */
    @ParameterizedTest
    @ValueSource(strings = {"protocol2.pth", "protocol5.pth", "others2.pth", "others5.pth", "legacy.pth"})
    void readsWhatPythonPickled(String name) throws IOException {
        try (InputStream in = CheckpointsTest.class.getResourceAsStream(name)) {
            Files.copy(in, file());
        }
        Map<String, Tensor> tensors = Checkpoints.read(file()).weights().tensors();
        float[] counting = new float[24];
        for (int i = 0; i < counting.length; i++) {
            counting[i] = i;
        }
        Map<String, Tensor> expected = new LinkedHashMap<>();
        expected.put("conv.weight", Tensor.of(counting, 2, 3, 2, 2));
        expected.put("conv.transposed", Tensor.of(new float[] {0, 3, 1, 4, 2, 5}, 3, 2));
        expected.put("conv.tail", Tensor.of(new float[] {20, 21, 22, 23}, 4));
        expected.put("half", Tensor.of(new float[] {1.5f, -2}, 2));
        expected.put("double", Tensor.of(new float[] {0.1f}, 1));
        expected.put("flags", Tensor.of(new float[] {1, 0, 1}, 3));
        expected.put("bn.num_batches_tracked", Tensor.of(new float[] {12345}));
        assertEquals(expected, tensors);
        assertEquals(List.copyOf(expected.keySet()), List.copyOf(tensors.keySet()), "in the file's order");
    }

    @Test
    void readsBfloat16() throws IOException {
        byte[] halves = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0x3FC0)
                .putShort((short) 0xC000)
                .array();
        single("BFloat16Storage", 2, 0, List.of(2), List.of(1), halves);
        assertEquals(
                Tensor.of(new float[] {1.5f, -2}, 2),
                Checkpoints.read(file()).weights().get("x"));
    }

    @ParameterizedTest
    @CsvSource({"module.", "_orig_mod.", "module._orig_mod."})
    void dropsWhatWrappersPutBeforeEveryName(String prefix) throws IOException {
        Tensor one = Tensor.of(new float[] {1}, 1);
        TorchArchiveWriter.write(file(), Map.of(prefix + "a", one, prefix + "b", one));
        assertEquals(
                Map.of("a", one, "b", one), Checkpoints.read(file()).weights().tensors());
        TorchArchiveWriter.write(file(), Map.of(prefix + "a", one, "b", one));
        assertEquals(
                Map.of(prefix + "a", one, "b", one),
                Checkpoints.read(file()).weights().tensors(),
                "not all names have it");
    }

    @Test
    void readsSafetensorsWhateverTheyAreCalled() throws IOException {
        Map<String, Tensor> tensors = Map.of("x", Tensor.of(new float[] {1, 2}, 2));
        new Safetensors(Map.of(), tensors).write(file());
        assertEquals(tensors, Checkpoints.read(file()).weights().tensors());
    }

    /** What {@code pickle.dumps} makes of an object whose __reduce__ gives (os.system, ("touch …",)). */
    @ParameterizedTest
    @CsvSource({"posix, system", "os, system", "builtins, eval", "java.lang, Runtime", "torch.nn.modules.conv, Conv2d"})
    void namesWhatWouldRun(String module, String function) throws IOException {
        Path touched = folder.resolve("touched");
        new TorchArchiveWriter()
                .global(module, function)
                .raw('(')
                .text("touch " + touched)
                .raw('t', 'R', '.')
                .save(file());
        assertRefused("what it holds is " + module + "." + function);
        assertFalse(Files.exists(touched));
    }

    @Test
    void namesGlobalsOfTheirNewInstructionToo() throws IOException {
        new TorchArchiveWriter().text("posix").text("system").raw(0x93, '.').save(file());
        assertRefused("what it holds is posix.system");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x82, 0x83, 0x84, 0x97, 0x98})
    void refusesInstructionsThatReferToSomethingOutside(int instruction) throws IOException {
        new TorchArchiveWriter().raw('(', instruction, '.').save(file());
        assertRefused("instruction 0x" + Integer.toHexString(instruction));
    }

    @ParameterizedTest
    @ValueSource(ints = {'i', 'o', 'P', 's', 'u', 'e', 'R', 'b', 0x81, 0x90, 0x91, 0x92, 0x93, 'S', 'I', 'g', 0x8b})
    void instructionsThatLackWhatTheyNeedAreDamage(int instruction) throws IOException {
        new TorchArchiveWriter().raw(instruction, '.').save(file());
        assertRefused("its pickle can't be read: ");
    }

    /** A list of lists of lists … as a key would be hashed for ever. */
    @Test
    void refusesKeysThatAreNoNames() throws IOException {
        new TorchArchiveWriter().raw('}', ']', ')', 's', '.').save(file());
        assertRefused("a key that Python can't hash");
    }

    @Test
    void refusesAbsurdLengthsBeforeTakingMemory() throws IOException {
        new TorchArchiveWriter().raw('X', 0xff, 0xff, 0xff, 0x7f, '.').save(file());
        assertRefused("2147483647 bytes does not fit");
        single("FloatStorage", Integer.MAX_VALUE, 0, List.of(Integer.MAX_VALUE), List.of(1), new byte[4]);
        assertRefused("has 4 bytes, not 2147483647 elements");
        single("FloatStorage", 1, 0, List.of(1 << 30), List.of(0), new byte[4]);
        assertRefused("repeat the numbers");
        single("FloatStorage", 2, 0, List.of(1 << 30, 1 << 30, 1 << 30), List.of(0, 0, 0), new byte[8]);
        assertRefused("overflow");
        single("FloatStorage", 2, 1, List.of(2), List.of(1), new byte[8]);
        assertRefused("reaches beyond its storage");
    }

    @Test
    void refusesCompressedEntries() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file()))) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(new byte[100_000_000]);
            zip.closeEntry();
        }
        assertRefused("compressed");
    }

    @Test
    void saysWhatAForeignFileIs() throws IOException {
        assertRefused("There is no file");
        Files.write(file(), new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10});
        assertRefused("cut off");
        Files.writeString(file(), "hello, world");
        assertRefused("it is a text. Read are safetensors files, PyTorch checkpoints and Caffe models");
        Files.writeString(file(), "version https://git-lfs.github.com/spec/v1");
        assertRefused("git lfs pull");
        Files.writeString(file(), "<!DOCTYPE html>");
        assertRefused("a web page");
        Files.write(file(), new byte[0]);
        assertRefused("an empty file");
        byte[] tar = new byte[1024];
        System.arraycopy("ustar".getBytes(StandardCharsets.UTF_8), 0, tar, 257, 5);
        Files.write(file(), tar);
        assertRefused("PyTorch's first versions wrote so");
        new TorchArchiveWriter()
                .entry("constants.pkl", new byte[1])
                .raw('}', '.')
                .save(file());
        assertRefused("TorchScript");
        new TorchArchiveWriter().raw('}', '.').save(file());
        assertRefused("no state dictionary");
    }

    @Test
    void noticesDamage() throws IOException {
        TorchArchiveWriter.write(file(), Map.of("x", Tensor.of(new float[100], 100)));
        byte[] bytes = Files.readAllBytes(file());
        byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length / 2);
        Files.write(file(), cut);
        assertRefused("cut off");
        bytes[bytes.length / 2] ^= 1;
        Files.write(file(), bytes);
        assertRefused("checksum");
    }

    private void single(
            String type, int elements, int offset, List<Integer> shape, List<Integer> strides, byte[] content)
            throws IOException {
        new TorchArchiveWriter()
                .entry("data/0", content)
                .raw('}')
                .text("x")
                .view(type, "0", elements, offset, shape, strides)
                .raw('s', '.')
                .save(file());
    }

    private void assertRefused(String part) {
        String message = assertThrows(WeightsException.class, () -> Checkpoints.read(file()))
                .getMessage();
        assertTrue(message.contains(part) && message.contains(file().toString()), message);
    }
}
