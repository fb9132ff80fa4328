package io.github.sknet.datasets.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Splits;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageException;
import io.github.sknet.vision.segment.MaskDecoding;
import io.github.sknet.vision.segment.MaskPicture;
import io.github.sknet.vision.segment.Segmentation;
import io.github.sknet.vision.transform.Letterbox;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Masks: as files, in data sets, under augmentation, and back from logits. */
class MasksTest {

    @TempDir
    Path folder;

    private final AnnotationProblems problems = new AnnotationProblems(false);

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    /** Indices 0, 1, 2 … along the rows, modulo the number of colours. */
    private static BufferedImage counting(int width, int height, int bits) {
        int colors = 1 << bits;
        byte[] levels = new byte[colors];
        for (int i = 0; i < colors; i++) {
            // Colours that have nothing to do with the indices.
            levels[i] = (byte) (251 * i + 40);
        }
        IndexColorModel palette = new IndexColorModel(bits, colors, levels, levels, new byte[colors]);
        BufferedImage image = bits == 8
                ? new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette)
                : new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY, palette);
        for (int i = 0; i < width * height; i++) {
            image.getRaster().setSample(i % width, i / width, 0, i % colors);
        }
        return image;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void aPalettesIndicesCountAndNotItsColours(int bits) throws IOException {
        Image mask = MaskDecoder.decode(png(counting(7, 5, bits)), "mask.png");
        for (int i = 0; i < 35; i++) {
            assertEquals(i % (1 << bits), mask.sample(i % 7, i / 7, 0));
        }
    }

    @Test
    void greyLevelsAreIndices() throws IOException {
        byte[] samples = {0, 1, 11, (byte) 255};
        Image mask = MaskDecoder.decode(png(new Image(2, 2, 1, samples).toBufferedImage()), "mask.png");
        assertArrayEquals(samples, mask.samples());
    }

    @Test
    void whatIsNoMaskIsNamed() throws IOException {
        byte[] rgb = png(new Image(2, 2, 3, new byte[] {1, 1, 1, 2, 2, 2, 0, 0, 9, 0, 0, 0}).toBufferedImage());
        assertEquals(
                "rgb.png is no mask of class indices: it has 3 channels of colours, where one (grey or palette) is needed;"
                        + " --palette says what colours mean",
                assertThrows(ImageException.class, () -> MaskDecoder.decode(rgb, "rgb.png"))
                        .getMessage());
        byte[] deep = png(new BufferedImage(2, 2, BufferedImage.TYPE_USHORT_GRAY));
        assertTrue(assertThrows(ImageException.class, () -> MaskDecoder.decode(deep, "deep.png"))
                .getMessage()
                .contains("it has 16 bits"));
        byte[] text = "no image".getBytes(StandardCharsets.UTF_8);
        assertTrue(assertThrows(ImageException.class, () -> MaskDecoder.decode(text, "text.png"))
                .getMessage()
                .startsWith("text.png is not a PNG file"));
    }

    private void write(String file, int width, int height, int... values) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        byte[] samples = new byte[width * height];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) values[i % values.length];
        }
        Files.write(path, png(new Image(width, height, 1, samples).toBufferedImage()));
    }

    private Splits<SegmentationDataset> open(Optional<List<String>> labels, OptionalInt ignored) throws IOException {
        return SegmentationDatasets.open(folder, labels, ignored, problems);
    }

    /** What was counted before it is learned from is refused as well then, in strict reading. */
    @Test
    void aClassThatIsUnknownIsRefusedEachTime() throws IOException {
        write("camvid/train/a.png", 3, 2, 9);
        write("camvid/trainannot/a.png", 3, 2, 0, 1, 7);
        Optional<List<String>> labels = Optional.of(List.of("sky", "road"));
        AnnotationProblems strict = new AnnotationProblems(true);
        try (Splits<SegmentationDataset> parts =
                SegmentationDatasets.open(folder, labels, OptionalInt.empty(), strict)) {
            SegmentationDataset train = parts.forEvaluation();
            assertArrayEquals(new int[] {0, 0}, train.imagesByClass(), "left to whoever learns from them");
            assertThrows(DatasetException.class, () -> train.mask(0));
        }
        try (Splits<SegmentationDataset> parts = open(labels, OptionalInt.empty())) {
            SegmentationDataset train = parts.forEvaluation();
            assertArrayEquals(new int[] {1, 1}, train.imagesByClass());
            assertArrayEquals(new long[] {2, 2}, train.counts().pixels());
            train.mask(0);
            assertEquals(1, problems.messages().size(), "noted once");
        }
    }

    @Test
    void camVidsFoldersAreRecognised() throws IOException {
        write("camvid/train/a.png", 3, 2, 9);
        write("camvid/trainannot/a.png", 3, 2, 0, 1, 11);
        write("camvid/val/b.png", 3, 2, 9);
        write("camvid/valannot/b.png", 3, 2, 1, 255, 0);
        try (Splits<SegmentationDataset> parts = open(Optional.empty(), OptionalInt.of(11))) {
            var training = parts.forTraining(0.1, 0);
            assertEquals(List.of("0", "1"), training.train().labels());
            assertArrayEquals(
                    new byte[] {0, 1, -1, 0, 1, -1},
                    training.train().get(0).mask().samples(),
                    "both 11 and 255 are ignored, and become 255");
            assertArrayEquals(
                    new byte[] {1, -1, 0, 1, -1, 0},
                    training.validation().mask(0).samples());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "images/train/a.png, masks/train/a.png",
        "data/images/a.png, data/annotations/a.png",
        "701_StillsRaw/images/a.png, 701_StillsRaw/labels/a_L.png",
        "JPEGImages/a.png, SegmentationClass/a.png"
    })
    void otherLayoutsAreRecognised(String image, String mask) throws IOException {
        write(image, 3, 2, 9);
        write(mask, 3, 2, 0, 1, 2);
        Files.writeString(folder.resolve("classes.txt"), "sky\nroad\ncar\n");
        try (Splits<SegmentationDataset> parts = open(Optional.empty(), OptionalInt.empty())) {
            SegmentationDataset data = parts.forEvaluation();
            assertEquals(List.of("sky", "road", "car"), data.labels());
            assertArrayEquals(new byte[] {0, 1, 2, 0, 1, 2}, data.get(0).mask().samples());
        }
    }

    @Test
    void unknownIndicesAndMissingMasksAreNamedAndCounted() throws IOException {
        write("train/a.png", 3, 2, 9);
        write("trainannot/a.png", 3, 2, 0, 7, 1);
        write("train/b.png", 3, 2, 9);
        try (Splits<SegmentationDataset> parts = open(Optional.of(List.of("x", "y")), OptionalInt.empty())) {
            SegmentationDataset data = parts.forEvaluation();
            assertEquals(1, data.size());
            assertArrayEquals(new byte[] {0, -1, 1, 0, -1, 1}, data.mask(0).samples());
            data.mask(0);
            assertEquals(Map.of(Kind.MISSING, 1, Kind.UNKNOWN_CLASS, 1), problems.counts());
            assertTrue(problems.messages().get(1).contains("trainannot/a.png holds the class index 7"));
            assertTrue(assertThrows(DatasetException.class, () -> parts.forTraining(0.5, 0))
                    .getMessage()
                    .endsWith("of 1 image a share of 0.5 cannot be held out"));
        }
    }

    @Test
    void aBrokenMaskIsOneProblemWhereClassesAreCounted() throws IOException {
        write("train/a.png", 3, 2, 9);
        write("trainannot/a.png", 3, 2, 0, 2);
        write("train/b.png", 3, 2, 9);
        Files.write(folder.resolve("trainannot/b.png"), new byte[] {1, 2, 3});
        try (Splits<SegmentationDataset> parts = open(Optional.empty(), OptionalInt.empty())) {
            assertEquals(List.of("0", "1", "2"), parts.labels());
            assertEquals(Map.of(Kind.UNREADABLE, 1), problems.counts());
            assertTrue(problems.messages().get(0).contains("trainannot/b.png is not a PNG file"));
        }
        AnnotationProblems strict = new AnnotationProblems(true);
        assertThrows(
                DatasetException.class,
                () -> SegmentationDatasets.open(folder, Optional.empty(), OptionalInt.empty(), strict));
    }

    @Test
    void aMaskOfAnotherSizeIsNamed() throws IOException {
        write("train/a.png", 3, 2, 9);
        write("trainannot/a.png", 2, 3, 0);
        try (Splits<SegmentationDataset> parts = open(Optional.empty(), OptionalInt.empty())) {
            assertTrue(assertThrows(
                            DatasetException.class, () -> parts.forEvaluation().get(0))
                    .getMessage()
                    .endsWith("train/a.png is 3×2, but its mask is 2×3"));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "0.5, 0.9, 1", "1, 3, 0", "0.5, 2, 0.5"})
    void masksStayOnTheirImages(double least, double most, double flip) {
        Preprocessing input = Preprocessing.exactSize(3, 96, 120);
        MaskAugmentation augmentation = new MaskAugmentation(2.0 / 3, least, most, flip, 0);
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            MaskedImage changed = augmentation.apply(stripes(100 + seed, 90), input, random);
            int counted = 0;
            int right = 0;
            for (int y = 0; y < 64; y++) {
                for (int x = 0; x < 80; x++) {
                    int label = changed.mask().sample(x, y, 0);
                    if (label != SegmentationDataset.IGNORED) {
                        counted++;
                        right += Math.abs(changed.image().sample(x, y, 0) - level(label)) < 25 ? 1 : 0;
                    }
                }
            }
            // Between two stripes the image's levels are mixed and the mask's are not.
            assertTrue(counted > 500 && right > 0.85 * counted, right + " of " + counted);
        }
    }

    private static int level(int label) {
        return 40 + 60 * label;
    }

    /** Stripes of the classes 0 to 3, each in a grey level of its own, wide and slanted. */
    private static MaskedImage stripes(int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        byte[] labels = new byte[width * height];
        for (int i = 0; i < labels.length; i++) {
            int label = (i % width + i / width) / 24 % 4;
            labels[i] = (byte) label;
            rgb[3 * i] = rgb[3 * i + 1] = rgb[3 * i + 2] = (byte) level(label);
        }
        return new MaskedImage(new Image(width, height, 3, rgb), new Image(width, height, 1, labels));
    }

    @Test
    void logitsComeBackAsTheImagesOwnPixels() {
        Preprocessing input = Preprocessing.exactSize(3, 8, 8);
        // Class 1 is right of the middle of the placed 8×4 pixels; what lies in the padding below says class 2.
        float[] logits = new float[3 * 64];
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                logits[(x < 4 ? 0 : 64) + y * 8 + x] = 1;
                logits[128 + y * 8 + x] = y < 4 ? -9 : 9;
            }
        }
        Image mask = MaskDecoding.labels(Tensor.of(logits, 1, 3, 8, 8), 0, Letterbox.of(input, 31, 15));
        assertEquals(31, mask.width());
        assertEquals(15, mask.height());
        for (int y = 0; y < 13; y++) {
            assertEquals(0, mask.sample(14, y, 0));
            assertEquals(1, mask.sample(16, y, 0));
        }
        for (int x = 0; x < 31; x++) {
            assertTrue(mask.sample(x, 14, 0) < 2, "nothing of the padding is seen in the last row");
        }
    }

    @Test
    void aWrittenMaskIsReadBack() throws IOException {
        byte[] labels = {0, 1, 2, 3, (byte) 255, 1};
        Segmentation segmentation = new Segmentation(new Image(3, 2, 1, labels), List.of("sky", "road", "car", "tree"));
        Path file = folder.resolve("mask.png");
        MaskPicture.writeMask(segmentation, file);
        assertArrayEquals(
                labels, MaskDecoder.decode(Files.readAllBytes(file), "mask.png").samples());
        assertArrayEquals(new double[] {1 / 6.0, 2 / 6.0, 1 / 6.0, 1 / 6.0}, segmentation.shares(), 1e-12);
    }
}
