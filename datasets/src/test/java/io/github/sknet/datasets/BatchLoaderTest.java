package io.github.sknet.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.datasets.augment.Augmentation;
import io.github.sknet.datasets.augment.BatchMixing;
import io.github.sknet.datasets.augment.InputTransform;
import io.github.sknet.datasets.augment.PaddingMode;
import io.github.sknet.datasets.classify.LabelledBatch;
import io.github.sknet.datasets.classify.LabelledBatches;
import io.github.sknet.datasets.classify.LabelledDataset;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageException;
import io.github.sknet.vision.transform.ImagePreparation;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchLoaderTest {
    private static final Preprocessing SHAPE = Preprocessing.exactSize(1, 4, 4);
    private static final Augmentation AUGMENTATION =
            new Augmentation(0.5, 1, PaddingMode.CONSTANT, 0.5, false, 0.3, 0.3, 0, 0.5, 0.4, 1);

    /** Image i is a 6×6 ramp that begins at i; some of them are broken. */
    private record Ramps(int size, List<Integer> broken) implements LabelledDataset {
        @Override
        public List<String> labels() {
            return List.of("even", "odd");
        }

        @Override
        public int label(int index) {
            return index % 2;
        }

        @Override
        public String name(int index) {
            return "ramp " + index;
        }

        @Override
        public Image image(int index) throws IOException {
            if (broken.contains(index)) {
                throw new ImageException(name(index) + " is broken");
            }
            byte[] samples = new byte[36];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (byte) (index + i);
            }
            return new Image(6, 6, 1, samples);
        }
    }

    private static BatchLoader<LabelledBatch> loader(int threads, long seed) {
        return LabelledBatches.loader(
                new Ramps(23, List.of()),
                AUGMENTATION.transform(SHAPE),
                AUGMENTATION.mixing(),
                BatchLoader.Settings.training(4, threads, seed));
    }

    private static void assertSame(LabelledBatch expected, LabelledBatch actual) {
        assertArrayEquals(expected.images().values(), actual.images().values());
        assertArrayEquals(expected.labels(), actual.labels());
        assertArrayEquals(expected.partnerLabels(), actual.partnerLabels());
        assertArrayEquals(expected.shares(), actual.shares());
        assertArrayEquals(expected.indices(), actual.indices());
    }

    @Test
    void batchesDependOnTheSeedAndNotOnThreads() throws IOException {
        try (BatchLoader<LabelledBatch> one = loader(1, 9);
                BatchLoader<LabelledBatch> four = loader(4, 9);
                BatchLoader<LabelledBatch> other = loader(4, 10)) {
            boolean differs = false;
            for (int i = 0; i < 17; i++) {
                LabelledBatch batch = one.next();
                assertSame(batch, four.next());
                differs |= !Arrays.equals(batch.indices(), other.next().indices());
            }
            assertEquals(new BatchLoader.Position(3, 2), one.position(), "5 batches an epoch");
            assertEquals(true, differs, "another seed, another order");
        }
    }

    @Test
    void seekResumesExactly() throws IOException {
        try (BatchLoader<LabelledBatch> original = loader(2, 3);
                BatchLoader<LabelledBatch> resumed = loader(2, 3)) {
            for (int i = 0; i < 8; i++) {
                original.next();
            }
            resumed.next();
            resumed.seek(original.position());
            for (int i = 0; i < 6; i++) {
                assertSame(original.next(), resumed.next());
            }
        }
    }

    @Test
    void shuffledEpochVisitsEveryImageOnceAndEpochsDiffer() throws IOException {
        BatchLoader.Settings settings = new BatchLoader.Settings(5, true, false, 2, 3, 1, false);
        try (BatchLoader<LabelledBatch> loader = LabelledBatches.loader(
                new Ramps(23, List.of()), InputTransform.of(SHAPE), BatchMixing.NONE, settings)) {
            assertEquals(5, loader.batchesPerEpoch());
            int[] first = epoch(loader);
            int[] second = epoch(loader);
            assertFalse(Arrays.equals(first, second));
            assertArrayEquals(
                    IntStream.range(0, 23).toArray(),
                    IntStream.of(first).sorted().toArray());
            assertArrayEquals(
                    IntStream.range(0, 23).toArray(),
                    IntStream.of(second).sorted().toArray());
        }
    }

    private static int[] epoch(BatchLoader<LabelledBatch> loader) throws IOException {
        IntStream indices = IntStream.empty();
        for (int i = 0; i < loader.batchesPerEpoch(); i++) {
            indices = IntStream.concat(indices, IntStream.of(loader.next().indices()));
        }
        return indices.toArray();
    }

    @Test
    void evaluationKeepsOrderAndTheIncompleteBatch() throws IOException {
        try (BatchLoader<LabelledBatch> loader = LabelledBatches.loader(
                new Ramps(7, List.of()),
                InputTransform.of(SHAPE),
                BatchMixing.NONE,
                BatchLoader.Settings.evaluation(4, 2))) {
            assertEquals(2, loader.batchesPerEpoch());
            assertArrayEquals(new int[] {0, 1, 2, 3}, loader.next().indices());
            LabelledBatch last = loader.next();
            assertEquals(List.of(3, 1, 4, 4), last.images().shape());
            assertArrayEquals(new int[] {0, 1, 0}, last.labels());
            float[] expected = new ImagePreparation(SHAPE)
                    .toInput(new Ramps(7, List.of()).image(6))
                    .values();
            assertArrayEquals(expected, Arrays.copyOfRange(last.images().values(), 32, 48));
        }
    }

    @Test
    void evaluationReadsNothingBeyondItsEpoch() throws IOException {
        AtomicInteger reads = new AtomicInteger();
        LabelledDataset ramps = new Ramps(7, List.of());
        LabelledDataset counting = new LabelledDataset() {
            @Override
            public int size() {
                return ramps.size();
            }

            @Override
            public List<String> labels() {
                return ramps.labels();
            }

            @Override
            public int label(int index) {
                return ramps.label(index);
            }

            @Override
            public String name(int index) {
                return ramps.name(index);
            }

            @Override
            public Image image(int index) throws IOException {
                reads.incrementAndGet();
                return ramps.image(index);
            }
        };
        try (BatchLoader<LabelledBatch> loader = LabelledBatches.loader(
                counting, InputTransform.of(SHAPE), BatchMixing.NONE, BatchLoader.Settings.evaluation(2, 2))) {
            epoch(loader);
            assertEquals(7, reads.get());
            epoch(loader);
            assertEquals(14, reads.get());
        }
    }

    @Test
    void brokenImagesAreSkippedAndCountedOnce() throws IOException {
        LabelledDataset dataset = new Ramps(6, List.of(1, 4, 5));
        try (BatchLoader<LabelledBatch> loader = LabelledBatches.loader(
                dataset, InputTransform.of(SHAPE), BatchMixing.NONE, BatchLoader.Settings.evaluation(2, 1))) {
            for (int epoch = 0; epoch < 2; epoch++) {
                assertArrayEquals(new int[] {0}, loader.next().indices());
                assertArrayEquals(new int[] {2, 3}, loader.next().indices());
                LabelledBatch none = loader.next();
                assertEquals(0, none.size());
                assertEquals(List.of(0, 1, 4, 4), none.images().shape());
            }
            assertEquals(3, loader.broken().messages().size());
            assertEquals(
                    List.of("ramp 1 is broken", "ramp 4 is broken", "ramp 5 is broken"),
                    loader.broken().messages());
        }
    }

    /** Who prepares an image does not know its file. */
    @Test
    void imagesThatCantBePreparedAreNamedAndSkipped() throws IOException {
        InputTransform plain = InputTransform.of(SHAPE);
        InputTransform particular = new InputTransform() {
            @Override
            public Preprocessing preprocessing() {
                return SHAPE;
            }

            @Override
            public void apply(Image image, SampleChance chance, float[] target, int offset) {
                if (image.sample(0, 0, 0) == 3) {
                    throw new ArithmeticException("integer overflow");
                }
                plain.apply(image, chance, target, offset);
            }
        };
        BatchLoader.Settings settings = BatchLoader.Settings.evaluation(3, 1);
        Ramps ramps = new Ramps(6, List.of(1));
        try (BatchLoader<LabelledBatch> loader =
                LabelledBatches.loader(ramps, particular, BatchMixing.NONE, settings)) {
            assertArrayEquals(new int[] {0, 2}, loader.next().indices());
            assertArrayEquals(new int[] {4, 5}, loader.next().indices());
            assertEquals(
                    List.of("ramp 1 is broken", "ramp 3: integer overflow"),
                    loader.broken().messages());
        }
        try (BatchLoader<LabelledBatch> loader = LabelledBatches.loader(
                new Ramps(6, List.of()), particular, BatchMixing.NONE, settings.withStrict(true))) {
            loader.next();
            assertEquals(
                    "ramp 3: integer overflow",
                    assertThrows(DatasetException.class, loader::next).getMessage());
        }
    }

    @Test
    void strictLoaderStopsAtABrokenImage() {
        try (BatchLoader<LabelledBatch> loader = LabelledBatches.loader(
                new Ramps(6, List.of(1)),
                InputTransform.of(SHAPE),
                BatchMixing.NONE,
                BatchLoader.Settings.evaluation(2, 1).withStrict(true))) {
            assertEquals(
                    "ramp 1 is broken",
                    assertThrows(ImageException.class, loader::next).getMessage());
        }
    }

    @Test
    void thePositionGoesOnAfterABatchThatFailed() throws IOException {
        try (BatchLoader<LabelledBatch> loader = LabelledBatches.loader(
                new Ramps(6, List.of(1)),
                InputTransform.of(SHAPE),
                BatchMixing.NONE,
                BatchLoader.Settings.evaluation(2, 1).withStrict(true))) {
            assertThrows(ImageException.class, loader::next);
            assertEquals(new BatchLoader.Position(0, 1), loader.position());
            assertArrayEquals(new int[] {2, 3}, loader.next().indices());
            assertEquals(new BatchLoader.Position(0, 2), loader.position());
        }
    }
}
