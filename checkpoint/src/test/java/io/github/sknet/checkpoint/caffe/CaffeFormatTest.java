package io.github.sknet.checkpoint.caffe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.checkpoint.Checkpoints;
import io.github.sknet.checkpoint.caffe.CaffeModelWriter.Form;
import io.github.sknet.checkpoint.format.MovingAverage;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CaffeFormatTest {

    private static final Tensor KERNEL = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2, 1, 1);

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("net.caffemodel");
    }

    private Map<String, Tensor> read() throws IOException {
        return Checkpoints.read(file()).weights().tensors();
    }

    private static Tensor row(float... values) {
        return new Tensor(List.of(1, values.length, 1, 1), values);
    }

    private static Tensor vector(float... values) {
        return new Tensor(List.of(values.length), values);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void readsLayersOfEveryForm(Form form) throws IOException {
        Tensor matrix = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2);
        new CaffeModelWriter(form)
                .layer("conv", "Convolution", List.of(KERNEL, vector(7, 8, 9)))
                .layer("fc", "InnerProduct", List.of(matrix, vector(-1, -2)))
                .save(file());
        assertEquals(
                Map.of(
                        "conv.weight",
                        KERNEL,
                        "conv.bias",
                        vector(7, 8, 9),
                        "fc.weight",
                        matrix,
                        "fc.bias",
                        vector(-1, -2)),
                read());
    }

    @Test
    void everyForksBatchNormBecomesTheSame() throws IOException {
        Map<String, Tensor> expected = Map.of(
                "bn.weight", vector(3, 4),
                "bn.bias", vector(5, 6),
                "bn.running_mean", vector(1, 2),
                "bn.running_var", vector(0.5f, 0.25f));
        new CaffeModelWriter(Form.PACKED)
                .layer("bn", "CuDNNBatchNorm", List.of(row(3, 4), row(5, 6), row(1, 2), row(0.5f, 0.25f)))
                .save(file());
        assertEquals(expected, read(), "CuDNN's");
        new CaffeModelWriter(Form.PACKED)
                .layer("bn", "BatchNorm", List.of(vector(4, 8), vector(2, 1), vector(4)))
                .layer("bn/scale", "Scale", List.of(vector(3, 4), vector(5, 6)))
                .save(file());
        assertEquals(expected, read(), "BVLC's");
        new CaffeModelWriter(Form.PACKED)
                .layer("bn", "BatchNorm", List.of(row(1, 2), row(0.5f, 0.25f), vector(1), row(3, 4), row(5, 6)))
                .save(file());
        assertEquals(expected, read(), "NVIDIA's");
        new CaffeModelWriter(Form.PACKED)
                .layer("bn", "BatchNorm", List.of(vector(4, 8), vector(2, 1), vector(4)))
                .layer("conv", "Convolution", List.of(KERNEL))
                .layer("scale", "Scale", List.of(vector(9)))
                .save(file());
        assertArrayEquals(new float[] {1, 1}, read().get("bn.weight").values(), "without a Scale");
        assertArrayEquals(new float[] {9}, read().get("scale.weight").values());
    }

    @Test
    void refusesWhatIsNoModel() throws IOException {
        new CaffeModelWriter(Form.PACKED).layer("relu", "ReLU", List.of()).save(file());
        assertRefused("none of its layers has numbers");
        new CaffeModelWriter(Form.PACKED)
                .layer("conv", "Convolution", List.of(KERNEL))
                .layer("conv", "Convolution", List.of(KERNEL))
                .save(file());
        assertRefused("two layers named conv");
        new CaffeModelWriter(Form.PACKED)
                .layer("bn", "BatchNorm", List.of(vector(1), vector(1)))
                .save(file());
        assertRefused("bn of type BatchNorm has 2 blobs");
        byte[] bytes = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(bytes, bytes.length - 3));
        assertRefused("cut off");
        assertThrows(WeightsException.class, () -> Checkpoints.read(file(), MovingAverage.REQUIRED));
    }

    @Test
    void tenThousandMutatedModels() throws IOException {
        for (Form form : Form.values()) {
            new CaffeModelWriter(form)
                    .layer("conv1/7x7_s2", "Convolution", List.of(KERNEL, vector(7, 8, 9)))
                    .layer("classifier", "InnerProduct", List.of(Tensor.of(new float[4], 2, 2), vector(-1, -2)))
                    .save(file());
            byte[] original = Files.readAllBytes(file());
            int refused = assertTimeoutPreemptively(Duration.ofMinutes(2), () -> mutate(original, 4000));
            assertTrue(refused > 1000, refused + " of 4000 were refused");
        }
    }

    private int mutate(byte[] original, int times) throws IOException {
        Random random = new Random(7);
        int refused = 0;
        // One file written over again and again: creating thousands takes longer than reading them.
        try (RandomAccessFile content = new RandomAccessFile(file().toFile(), "rw")) {
            for (int i = 0; i < times; i++) {
                byte[] bytes = original.clone();
                for (int change = 0; change <= random.nextInt(4); change++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                content.seek(0);
                content.write(bytes);
                content.setLength(random.nextInt(8) == 0 ? random.nextInt(bytes.length) : bytes.length);
                refused += isRefused() ? 1 : 0;
            }
        }
        return refused;
    }

    private boolean isRefused() throws IOException {
        try {
            Checkpoints.read(file());
            return false;
        } catch (WeightsException e) {
            assertTrue(e.getMessage().contains(file().toString()), e.getMessage());
            return true;
        }
    }

    private void assertRefused(String part) {
        String message = assertThrows(WeightsException.class, this::read).getMessage();
        assertTrue(message.contains(part) && message.contains(file().toString()), message);
    }
}
