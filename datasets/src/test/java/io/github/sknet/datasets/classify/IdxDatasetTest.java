package io.github.sknet.datasets.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.JudgedBy;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.Zips;
import io.github.sknet.datasets.files.FileTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxDatasetTest {
    @TempDir
    private Path folder;

    static byte[] idx(int[] shape, int... elements) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * shape.length + elements.length);
        buffer.putInt(0x0800 | shape.length);
        for (int extent : shape) {
            buffer.putInt(extent);
        }
        for (int element : elements) {
            buffer.put((byte) element);
        }
        return buffer.array();
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private String refused(byte[] images) throws IOException {
        Path imageFile = write("images", images);
        Path labelFile = write("labels", idx(new int[] {2}, 0, 1));
        try (FileTree tree = FileTree.open(folder)) {
            return assertThrows(DatasetException.class, () -> IdxDataset.read(tree, "images", "labels"))
                    .getMessage()
                    .replace(imageFile.toString(), "FILE")
                    .replace(labelFile.toString(), "LABELS");
        }
    }

    @Test
    void readsPlainAndGzippedFilesAlike() throws IOException {
        byte[] images = idx(new int[] {2, 1, 3}, 1, 2, 3, 4, 5, 255);
        byte[] labels = idx(new int[] {2}, 0, 3);
        Files.write(folder.resolve("train-images-idx3-ubyte.gz"), gzip(images));
        Files.write(folder.resolve("train-labels-idx1-ubyte.gz"), gzip(labels));
        Files.write(folder.resolve("t10k-images.idx3-ubyte"), images);
        Files.write(folder.resolve("t10k-labels.idx1-ubyte"), idx(new int[] {2}, 1, 1));
        try (Splits<LabelledDataset> splits = LabelledDatasets.open(folder.toString())) {
            LabelledDataset train = splits.parts().get(Split.TRAIN);
            assertEquals(2, train.size());
            assertArrayEquals(new byte[] {4, 5, -1}, train.image(1).samples());
            assertEquals(3, train.image(1).width());
            assertEquals(3, train.label(1));
            LabelledDataset test = splits.parts().get(Split.TEST);
            assertEquals(List.of("0", "1", "2", "3"), test.labels(), "as many classes as the training part");
            assertArrayEquals(new byte[] {1, 2, 3}, test.image(0).samples());
        }
    }

    @Test
    void aZipFileIsReadAsAFolderIs() throws IOException {
        Path zip = folder.resolve("mnist.zip");
        Zips.write(
                zip,
                Map.of(
                        "MNIST/raw/train-images-idx3-ubyte.gz",
                        gzip(idx(new int[] {2, 1, 3}, 1, 2, 3, 4, 5, 255)),
                        "MNIST/raw/train-labels-idx1-ubyte.gz",
                        gzip(idx(new int[] {2}, 0, 3)),
                        "__MACOSX/MNIST/raw/._train-images-idx3-ubyte.gz",
                        new byte[] {1}));
        try (Splits<LabelledDataset> splits = LabelledDatasets.open(zip.toString())) {
            LabelledDataset train = splits.parts().get(Split.TRAIN);
            assertArrayEquals(new byte[] {4, 5, -1}, train.image(1).samples());
            assertEquals(List.of("0", "1", "2", "3"), train.labels());
            assertEquals(zip + "/MNIST/raw/train-images-idx3-ubyte.gz[1]", train.name(1));
        }
    }

    @Test
    void bundledFashionMnistOpensByName() throws IOException {
        try (Splits<LabelledDataset> splits = LabelledDatasets.open("fashion-mnist")) {
            Splits.Training<LabelledDataset> training = splits.forTraining(JudgedBy.anyPart(0), 0);
            assertEquals(10_000, training.train().size());
            assertEquals(2_000, training.validation().size());
            assertEquals("Ankle boot", splits.labels().get(training.train().label(0)));
            assertEquals(28, training.train().image(9_999).height());
        }
    }

    @Test
    void lyingHeadersAreRefusedWithoutMemory() throws IOException {
        assertEquals(
                "FILE is truncated: its shape [2, 20000, 20000] needs 800000000 bytes, and there are fewer",
                refused(idx(new int[] {2, 20_000, 20_000}, 1, 2, 3)));
        assertEquals(
                "FILE is truncated: its shape [2, 20000, 20000] needs 800000000 bytes, and there are fewer",
                refused(gzip(idx(new int[] {2, 20_000, 20_000}, 1, 2, 3))));
        assertEquals(
                "FILE declares a shape of [2147483647, 2147483647, 2147483647], more than the 2 GiB that an IDX file may "
                        + "hold",
                refused(idx(new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE})));
        assertEquals(
                "FILE declares -1 elements along axis 1; at least 1 is needed", refused(idx(new int[] {2, -1, 3}, 1)));
    }

    @Test
    void otherContentIsRefused() throws IOException {
        assertEquals(
                "FILE is not an IDX file of unsigned bytes with 3 axes (it begins with 68656c6c, not 00000803)",
                refused("hello, world".getBytes(StandardCharsets.US_ASCII)));
        assertEquals("FILE is too short for an IDX file", refused(new byte[] {0, 0, 8}));
        assertEquals("FILE is too short for an IDX file", refused(new byte[0]));
        assertEquals("FILE holds 3 images, but LABELS holds 2 labels", refused(idx(new int[] {3, 1, 1}, 1, 2, 3)));
    }

    @Test
    void truncationAnywhereIsTold() throws IOException {
        byte[] plain = idx(new int[] {2, 2, 2}, 1, 2, 3, 4, 5, 6, 7, 8);
        for (int length = 0; length < plain.length; length++) {
            String message = refused(Arrays.copyOf(plain, length));
            assertTrue(message.startsWith("FILE is t"), message);
        }
        byte[] zipped = gzip(plain);
        for (int length = 2; length < zipped.length; length++) {
            String message = refused(Arrays.copyOf(zipped, length));
            assertTrue(message.startsWith("FILE is "), message);
        }
    }

    @Test
    void aHeadersPromiseTakesNoMemory() throws IOException {
        byte[] lying = idx(new int[] {2, 30_000, 30_000}, 1, 2, 3);
        refused(lying);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        refused(lying);
        refused(gzip(lying));
        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(taken < 4 << 20, taken + " bytes for a promise of 1.8 GB");
    }

    @Test
    void missingLabelsAreNamed() throws IOException {
        write("train-images.idx3-ubyte", idx(new int[] {1, 1, 1}, 0));
        assertEquals(
                folder.resolve("train-labels.idx1-ubyte") + " does not exist",
                assertThrows(DatasetException.class, () -> LabelledDatasets.open(folder.toString()))
                        .getMessage());
    }
}
