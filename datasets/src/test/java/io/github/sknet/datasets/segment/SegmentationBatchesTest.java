package io.github.sknet.datasets.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches of masked images where a mask is broken, or is another image's. */
class SegmentationBatchesTest {
    private static final Preprocessing INPUT = Preprocessing.exactSize(3, 8, 8);

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("train"));
        Files.createDirectories(folder.resolve("trainannot"));
        for (int i = 0; i < 4; i++) {
            png("train/" + i + ".png", 6, 4);
            png("trainannot/" + i + ".png", i == 2 ? 4 : 6, i == 2 ? 6 : 4);
        }
        Files.write(folder.resolve("trainannot/1.png"), new byte[] {1, 2, 3});
    }

    private void png(String file, int width, int height) throws IOException {
        ImageIO.write(
                new Image(width, height, 1, new byte[width * height]).toBufferedImage(),
                "png",
                folder.resolve(file).toFile());
    }

    private SegmentationDataset dataset() throws IOException {
        return SegmentationDatasets.open(
                        folder, Optional.of(List.of("road")), OptionalInt.empty(), new AnnotationProblems(true))
                .forEvaluation();
    }

    private void assertSkipped(BatchLoader<SegmentationBatch> loader) {
        List<String> broken = loader.broken().messages();
        assertEquals(2, broken.size());
        assertEquals(
                folder.resolve("trainannot/1.png") + " is not a PNG file, or a broken or truncated one", broken.get(0));
        assertEquals(folder.resolve("train/2.png") + " is 6×4, but its mask is 4×6", broken.get(1));
    }

    @Test
    void anImageWithoutItsMaskIsSkippedInEvaluation() throws IOException {
        try (SegmentationDataset dataset = dataset();
                BatchLoader<SegmentationBatch> loader = new BatchLoader<>(
                        SegmentationBatches.evaluation(dataset, INPUT, 0), BatchLoader.Settings.evaluation(4, 2))) {
            SegmentationBatch batch = loader.next();
            assertArrayEquals(new int[] {0, 3}, batch.indices());
            assertEquals(2, batch.places().size());
            assertEquals(2, batch.truths().size());
            assertEquals(6, batch.truths().get(1).width());
            assertEquals(0, batch.masks().length);
            assertSkipped(loader);
        }
    }

    @Test
    void andInTraining() throws IOException {
        try (SegmentationDataset dataset = dataset();
                BatchLoader<SegmentationBatch> loader = new BatchLoader<>(
                        SegmentationBatches.training(dataset, INPUT, MaskAugmentation.NONE, 1, 0),
                        BatchLoader.Settings.training(4, 2, 1))) {
            SegmentationBatch batch = loader.next();
            assertEquals(2, batch.size());
            assertEquals(2 * 64, batch.masks().length);
            assertEquals(List.of(), batch.truths());
            assertSkipped(loader);
        }
    }

    @Test
    void inStrictReadingItIsFatal() throws IOException {
        try (SegmentationDataset dataset = dataset();
                BatchLoader<SegmentationBatch> loader = new BatchLoader<>(
                        SegmentationBatches.evaluation(dataset, INPUT, 0),
                        BatchLoader.Settings.evaluation(4, 2).withStrict(true))) {
            String message = assertThrows(IOException.class, loader::next).getMessage();
            assertTrue(message.startsWith(folder.resolve("trainannot/1.png").toString()), message);
        }
    }
}
