package io.github.sknet.graph.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKindTest {

    @TempDir
    private Path folder;

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static FileKind ofText(String text) {
        return FileKind.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void tellsSafetensorsWhateverTheLengthOfTheirHeader() throws IOException {
        Path file = folder.resolve("weights.bin");
        for (int name = 1; name < 2000; name += 7) {
            new Safetensors(Map.of(), Map.of("x".repeat(name), Tensor.of(new float[1], 1))).write(file);
            assertEquals(FileKind.SAFETENSORS, FileKind.of(file), "a name of " + name);
        }
        assertTrue(FileKind.SAFETENSORS.isImportable());
    }

    @Test
    void tellsTheArchivesOfPyTorchFromOthers() throws IOException {
        assertEquals(FileKind.PYTORCH, FileKind.of(zip("archive/data.pkl")));
        assertEquals(FileKind.PYTORCH, FileKind.of(zip("skresnet18_ra/data.pkl")));
        assertEquals(FileKind.ZIP, FileKind.of(zip("images/cat.png")));
        assertEquals(FileKind.PICKLE, FileKind.of(bytes(0x80, 2, 0x8a, 10)));
        assertEquals(FileKind.PICKLE, FileKind.of(bytes(0x80, 4, 0x95)));
        byte[] tar = new byte[512];
        System.arraycopy("ustar".getBytes(StandardCharsets.ISO_8859_1), 0, tar, 257, 5);
        tar[0] = 's';
        assertEquals(FileKind.TAR, FileKind.of(tar));
    }

    private static byte[] zip(String entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(1);
        }
        return bytes.toByteArray();
    }

    /** Both are protobuf messages without a signature. */
    @Test
    void tellsOnnxFromCaffe() {
        assertEquals(FileKind.ONNX, FileKind.of(bytes(8, 7, 0x12, 7, 'p', 'y', 't', 'o', 'r', 'c', 'h')));
        assertEquals(FileKind.ONNX, FileKind.of(bytes(8, 3, 0x3a, 0x80, 1)));
        assertEquals(FileKind.CAFFE, FileKind.of(bytes(10, 5, 'S', 'K', 'N', 'e', 't', 0xa2, 6, 20, 10)));
        assertEquals(FileKind.CAFFE, FileKind.of(bytes(10, 3, 'V', 'G', 'G', 0x12, 20, 10)), "layers of the old kind");
        assertEquals(FileKind.CAFFE, FileKind.of(bytes(0xa2, 6, 20, 10)), "without a name");
        assertEquals(FileKind.UNKNOWN, FileKind.of(bytes(10, 5, 'S', 1, 'N', 'e', 't', 0xa2, 6)));
        assertEquals(FileKind.UNKNOWN, FileKind.of(bytes(10, 2, 'S', 'K', 'N', 'e', 't')));
    }

    @Test
    void tellsWhatIsOftenMistakenForWeights() {
        assertEquals(FileKind.EMPTY, ofText(""));
        assertEquals(FileKind.GIT_LFS, ofText("version https://git-lfs.github.com/spec/v1\noid sha256:00\n"));
        assertEquals(FileKind.WEB_PAGE, ofText("\n<!DOCTYPE html><html>"));
        assertEquals(FileKind.JSON, ofText("{\"weight_map\": {}}"));
        assertEquals(FileKind.IMAGE, ofText("\u0089PNG\r\n"));
        assertEquals(FileKind.IMAGE, ofText("\u00ff\u00d8\u00ff\u00e0"));
        assertEquals(FileKind.HDF5, ofText("\u0089HDF\r\n"));
        assertEquals(FileKind.GZIP, ofText("\u001f\u008b\b"));
        assertEquals(FileKind.TEXT, ofText("hello, world"));
        assertEquals(FileKind.TEXT, ofText("\nhello\nworld"));
        assertEquals(FileKind.TEXT, ofText("import java.util.List;\r\n\t/** \u00e9 */"));
        assertEquals(FileKind.UNKNOWN, ofText("hello\0world"));
        assertFalse(FileKind.WEB_PAGE.isImportable());
    }

    @Test
    void anyBytesHaveAKind() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && i % 2 == 0) {
                bytes[0] = i % 4 == 0 ? (byte) 10 : 8;
            }
            FileKind.of(bytes);
        }
        for (FileKind kind : FileKind.values()) {
            assertFalse(kind.description().isBlank());
        }
    }
}
