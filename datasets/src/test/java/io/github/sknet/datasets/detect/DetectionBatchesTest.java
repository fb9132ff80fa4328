package io.github.sknet.datasets.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.BatchLoader;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches of boxes where some images are broken. */
class DetectionBatchesTest {
    private static final Preprocessing INPUT = Preprocessing.exactSize(3, 32, 32);
    private static final BoxAugmentation MOSAICS = new BoxAugmentation(0.8, 1.2, 0.5, 0, 0.2, 1);

    @TempDir
    private Path folder;

    /** Image i is of one grey level, with one object; the given ones are no images. */
    private DetectionDataset dataset(int size, Integer... broken) throws IOException {
        StringBuilder images = new StringBuilder();
        StringBuilder annotations = new StringBuilder();
        for (int i = 0; i < size; i++) {
            Path file = folder.resolve(i + ".png");
            byte[] samples = new byte[40 * 40 * 3];
            Arrays.fill(samples, (byte) (60 + i));
            if (List.of(broken).contains(i)) {
                Files.write(file, new byte[] {1, 2, 3});
            } else {
                ImageIO.write(new Image(40, 40, 3, samples).toBufferedImage(), "png", file.toFile());
            }
            String comma = i == 0 ? "" : ",";
            images.append(comma + "{\"id\":" + i + ",\"file_name\":\"" + i + ".png\",\"width\":40,\"height\":40}");
            annotations.append(
                    comma + "{\"id\":" + i + ",\"image_id\":" + i + ",\"category_id\":1,\"bbox\":[5,5,30,30]}");
        }
        Files.writeString(
                folder.resolve("all.json"),
                "{\"images\":[" + images + "],\"annotations\":[" + annotations
                        + "],\"categories\":[{\"id\":1,\"name\":\"square\"}]}");
        return DetectionDatasets.open(folder, Optional.empty(), new AnnotationProblems(true))
                .forEvaluation();
    }

    private static BatchLoader<DetectionBatch> loader(DetectionDataset dataset, int threads, boolean strict) {
        return new BatchLoader<>(
                DetectionBatches.training(dataset, INPUT, MOSAICS, 1, 0),
                new BatchLoader.Settings(3, true, false, threads, threads, 7, strict));
    }

    @Test
    void aBrokenPartnerOfAMosaicIsBookedOnItself() throws IOException {
        int[] healthy = {0, 1, 2, 3, 4, 6, 7, 8};
        try (DetectionDataset dataset = dataset(9, 5);
                BatchLoader<DetectionBatch> one = loader(dataset, 1, false);
                BatchLoader<DetectionBatch> four = loader(dataset, 4, false)) {
            for (int epoch = 0; epoch < 4; epoch++) {
                IntStream seen = IntStream.empty();
                for (int i = 0; i < one.batchesPerEpoch(); i++) {
                    DetectionBatch batch = one.next();
                    DetectionBatch same = four.next();
                    assertArrayEquals(batch.images().values(), same.images().values());
                    assertEquals(batch.objects(), same.objects());
                    seen = IntStream.concat(seen, IntStream.of(batch.indices()));
                }
                assertArrayEquals(healthy, seen.sorted().toArray(), "every healthy image is learned from");
            }
            assertEquals(1, one.broken().messages().size());
            assertEquals(one.broken().messages(), four.broken().messages());
            assertTrue(one.broken()
                    .messages()
                    .get(0)
                    .startsWith(folder.resolve("5.png").toString()));
        }
    }

    @Test
    void whereNoPartnerCanBeReadThereIsNoMosaic() throws IOException {
        // Of a thousand images the first alone is healthy: it is hardly ever drawn.
        Integer[] broken = IntStream.range(1, 1000).boxed().toArray(Integer[]::new);
        BoxAugmentation alone = new BoxAugmentation(1, 1, 0, 0, 0, 1);
        try (DetectionDataset dataset = dataset(1000, broken)) {
            BatchLoader.Settings settings = BatchLoader.Settings.evaluation(1, 1);
            try (BatchLoader<DetectionBatch> loader =
                    new BatchLoader<>(DetectionBatches.training(dataset, INPUT, alone, 1, 0), settings)) {
                DetectionBatch batch = loader.next();
                assertArrayEquals(new int[] {0}, batch.indices());
                assertEquals(1, batch.objects().get(0).size());
                assertEquals(
                        24, batch.objects().get(0).get(0).box().width(), 1e-9, "the whole image in the whole input");
            }
        }
    }

    @Test
    void inStrictReadingABrokenPartnerIsFatalAndNamed() throws IOException {
        try (DetectionDataset dataset = dataset(9, 5);
                BatchLoader<DetectionBatch> loader = loader(dataset, 1, true)) {
            ImageException broken = assertThrows(ImageException.class, () -> {
                for (int i = 0; i < loader.batchesPerEpoch(); i++) {
                    loader.next();
                }
            });
            assertTrue(broken.getMessage().startsWith(folder.resolve("5.png").toString()), broken.getMessage());
        }
    }
}
