package io.github.sknet.datasets.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.SampleChance;
import io.github.sknet.datasets.SampleSeed;
import io.github.sknet.graph.engine.Samples;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.transform.ImagePreparation;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final Preprocessing GREY_8 = Preprocessing.exactSize(1, 8, 8);

    private static Image ramp(int side) {
        byte[] samples = new byte[side * side];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i * 255 / (samples.length - 1));
        }
        return new Image(side, side, 1, samples);
    }

    private static float[] apply(Augmentation augmentation, Image image, long seed) {
        float[] result = new float[GREY_8.inputSize()];
        augmentation.transform(GREY_8).apply(image, new SampleChance(SampleSeed.random(seed), false), result, 0);
        return result;
    }

    @Test
    void noneIsThePreprocessing() {
        assertArrayEquals(
                new ImagePreparation(GREY_8).toInput(ramp(20)).values(), apply(Augmentation.NONE, ramp(20), 7));
    }

    @Test
    void sameSeedSameInputOtherSeedOtherInput() {
        Augmentation all = new Augmentation(0.3, 2, PaddingMode.CONSTANT, 0.5, false, 0.4, 0.4, 0.4, 0.5, 0, 0);
        assertArrayEquals(apply(all, ramp(20), 1), apply(all, ramp(20), 1));
        assertFalse(Arrays.equals(apply(all, ramp(20), 1), apply(all, ramp(20), 2)));
    }

    @Test
    void flipHappensAtItsProbability() {
        float[] upright = new ImagePreparation(GREY_8).toInput(ramp(8)).values();
        float[] flipped =
                new ImagePreparation(GREY_8).toInput(ramp(8).flipHorizontal()).values();
        Augmentation flip = new Augmentation(0, 0, PaddingMode.CONSTANT, 0.5, false, 0, 0, 0, 0, 0, 0);
        int flips = 0;
        for (int seed = 0; seed < 1000; seed++) {
            float[] result = apply(flip, ramp(8), seed);
            boolean isFlipped = Arrays.equals(flipped, result);
            assertTrue(isFlipped || Arrays.equals(upright, result));
            flips += isFlipped ? 1 : 0;
        }
        assertEquals(500, flips, 60, "1000 trials of probability a half");
    }

    @Test
    void alternatingFlipsShowEachImageBothWaysInTwoEpochs() {
        Augmentation alternating = new Augmentation(0, 0, PaddingMode.CONSTANT, 0.5, true, 0, 0, 0, 0, 0, 0);
        float[] upright = new ImagePreparation(GREY_8).toInput(ramp(8)).values();
        float[] flipped =
                new ImagePreparation(GREY_8).toInput(ramp(8).flipHorizontal()).values();
        int flippedFirst = 0;
        for (int index = 0; index < 1000; index++) {
            for (int epoch = 0; epoch < 4; epoch++) {
                float[] result = new float[GREY_8.inputSize()];
                alternating.transform(GREY_8).apply(ramp(8), SampleChance.of(5, epoch, index), result, 0);
                boolean first = SampleChance.of(5, 0, index).turn();
                assertArrayEquals(first == (epoch % 2 == 0) ? flipped : upright, result);
                flippedFirst += epoch == 0 && first ? 1 : 0;
            }
        }
        assertEquals(500, flippedFirst, 60, "1000 trials of probability a half");
    }

    @Test
    void reflectionGoesOnFromTheEdgeWithoutRepeatingIt() {
        Image row = new Image(4, 1, 1, new byte[] {10, 20, 30, 40});
        Image around = row.cropReflected(-4, 0, 12, 1);
        byte[] seen = new byte[12];
        for (int x = 0; x < 12; x++) {
            seen[x] = (byte) around.sample(x, 0, 0);
        }
        // numpy.pad([10, 20, 30, 40], 4, 'reflect')
        assertArrayEquals(new byte[] {30, 40, 30, 20, 10, 20, 30, 40, 30, 20, 10, 20}, seen);
        assertEquals(
                7, new Image(1, 1, 1, new byte[] {7}).cropReflected(-2, 3, 1, 1).sample(0, 0, 0));
    }

    @Test
    void paddedCropShiftsByUpToThePadding() {
        Augmentation shift = new Augmentation(0, 1, PaddingMode.CONSTANT, 0, false, 0, 0, 0, 0, 0, 0);
        float black = -1;
        boolean[] seen = new boolean[9];
        for (int seed = 0; seed < 200; seed++) {
            float[] result = apply(shift, ramp(8), seed);
            float[] expectedRow = new ImagePreparation(GREY_8).toInput(ramp(8)).values();
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    if (Arrays.equals(result, shifted(expectedRow, dx, dy, black))) {
                        seen[(dy + 1) * 3 + dx + 1] = true;
                    }
                }
            }
        }
        assertArrayEquals(new boolean[] {true, true, true, true, true, true, true, true, true}, seen);
    }

    private static float[] shifted(float[] image, int dx, int dy, float outside) {
        float[] result = new float[64];
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                boolean inside = x + dx >= 0 && x + dx < 8 && y + dy >= 0 && y + dy < 8;
                result[y * 8 + x] = inside ? image[(y + dy) * 8 + x + dx] : outside;
            }
        }
        return result;
    }

    @Test
    void randomResizedCropKeepsAreaAndRatioInRange() {
        Image image = new Image(100, 60, 1, new byte[6000]);
        for (int seed = 0; seed < 500; seed++) {
            Image crop = new RandomResizedCrop(0.25).crop(image, SampleSeed.random(seed));
            double share = crop.width() * crop.height() / 6000.0;
            double ratio = (double) crop.width() / crop.height();
            assertTrue(share > 0.24 && share <= 1, "share " + share);
            assertTrue(ratio > 0.72 && ratio < 1.38, "ratio " + ratio);
        }
    }

    @Test
    void erasedShareLiesInRange() {
        Preprocessing shape = Preprocessing.exactSize(3, 32, 32);
        for (int seed = 0; seed < 200; seed++) {
            float[] input = new float[shape.inputSize()];
            Arrays.fill(input, 1);
            new RandomErasing(1).apply(shape, SampleSeed.random(seed), input, 0);
            long erased = IntStream.range(0, 1024).filter(i -> input[i] == 0).count();
            long erasedOfLast =
                    IntStream.range(2048, 3072).filter(i -> input[i] == 0).count();
            assertEquals(erased, erasedOfLast, "all channels alike");
            assertTrue(erased >= 0.015 * 1024 && erased <= 0.36 * 1024, erased + " of 1024");
        }
    }

    /** References: PIL.ImageEnhance of Pillow 9.4.0 on the two pixels (10, 200, 90) and (250, 30, 128). */
    @Test
    void jitterStepsEqualPillow() {
        Image image = new Image(2, 1, 3, new byte[] {10, (byte) 200, 90, (byte) 250, 30, (byte) 128});
        assertLevels(new int[] {15, 255, 135, 255, 45, 192}, ColorJitter.brighten(image, 1.5));
        assertLevels(new int[] {64, 159, 104, 184, 74, 123}, ColorJitter.contrast(image, 0.5));
        assertLevels(new int[] {0, 255, 69, 255, 0, 134}, ColorJitter.contrast(image, 1.7));
        assertLevels(new int[] {94, 151, 118, 149, 83, 113}, ColorJitter.saturate(image, 0.3));
        assertLevels(new int[] {0, 241, 65, 255, 0, 140}, ColorJitter.saturate(image, 1.6));
    }

    private static void assertLevels(int[] expected, Image image) {
        assertArrayEquals(
                expected,
                IntStream.range(0, image.samples().length)
                        .map(i -> image.samples()[i] & 0xFF)
                        .toArray());
    }

    @Test
    void mixupBlendsWithTheMirroredSample() {
        float[] images = {1, 1, 0, 0, 5, 5};
        float[] shares = new BatchMixing(1, 0).apply(images, 1, 1, 2, randoms(3));
        assertEquals(shares[0] * 1 + (1 - shares[0]) * 5, images[0], 1e-6);
        assertEquals(shares[2] * 5 + (1 - shares[2]) * 1, images[5], 1e-6);
        assertEquals(1, shares[1], "the middle of an odd batch has no partner");
        assertEquals(0, images[2]);
    }

    @Test
    void cutmixShareIsTheShareOfPixelsKept() {
        int side = 16;
        for (int seed = 0; seed < 50; seed++) {
            float[] images = new float[2 * side * side];
            Arrays.fill(images, side * side, images.length, 1);
            SplittableRandom[] randoms = {SampleSeed.random(seed, 0), SampleSeed.random(seed, 1)};
            float[] shares = new BatchMixing(0, 1).apply(images, 1, side, side, randoms);
            double pasted =
                    IntStream.range(0, side * side).mapToDouble(i -> images[i]).sum();
            assertEquals(1 - pasted / (side * side), shares[0], 1e-6);
        }
    }

    @Test
    void betaHasItsMeanAndVariance() {
        for (double alpha : new double[] {0.2, 1, 2}) {
            SplittableRandom random = SampleSeed.random(3);
            int draws = 20_000;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < draws; i++) {
                double value = BatchMixing.beta(alpha, random);
                assertTrue(value >= 0 && value <= 1);
                sum += value;
                squares += (value - 0.5) * (value - 0.5);
            }
            assertEquals(0.5, sum / draws, 0.02);
            assertEquals(1 / (4 * (2 * alpha + 1)), squares / draws, 0.01, "variance of Beta(α, α)");
        }
    }

    private static SplittableRandom[] randoms(int count) {
        return IntStream.range(0, count).mapToObj(i -> SampleSeed.random(1, i)).toArray(SplittableRandom[]::new);
    }

    @Test
    void impossibleStrengthsAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Augmentation(0, 0, PaddingMode.CONSTANT, 1.5, false, 0, 0, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Augmentation(0, 0, null, 0, false, 0, 0, 0, 0, 0, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Augmentation(0, 0, PaddingMode.CONSTANT, 0.4, true, 0, 0, 0, 0, 0, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Augmentation(0, -1, PaddingMode.CONSTANT, 0, false, 0, 0, 0, 0, 0, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Augmentation(0, 0, PaddingMode.CONSTANT, 0, false, 0, 0, 0, 0, 9, 0));
    }

    /** Brightness and contrast are every sensor's; saturation is for colours. */
    @Test
    void channelsThatAreNoColoursBecomeBrighterAndNoMore() {
        Image image = new Image(1, 1, 5, new Samples.Shorts(new short[] {100, 200, 300, 400, 1000}));
        assertEquals(
                new Samples.Shorts(new short[] {150, 300, 450, 600, 1500}),
                ColorJitter.brighten(image, 1.5).stored());
        assertEquals(
                new Samples.Shorts(new short[] {250, 300, 350, 400, 700}),
                ColorJitter.contrast(image, 0.5).stored());
        assertSame(image, ColorJitter.saturate(image, 0.5));
        Image bright = ColorJitter.brighten(new Image(1, 1, 1, new Samples.Shorts(new short[] {(short) 60_000})), 2);
        assertEquals(new Samples.Shorts(new short[] {(short) 65_535}), bright.stored());
        Image heights = new Image(2, 1, 1, new Samples.Floats(new float[] {-2, 4}));
        assertEquals(
                new Samples.Floats(new float[] {-0.5f, 2.5f}),
                ColorJitter.contrast(heights, 0.5).stored());
    }
}
