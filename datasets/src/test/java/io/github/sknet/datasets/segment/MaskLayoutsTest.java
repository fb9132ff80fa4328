package io.github.sknet.datasets.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Pictures;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.files.Reading;
import io.github.sknet.vision.image.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Masks as archives and tools lay them out, and as programs have coded them. */
class MaskLayoutsTest {

    private static final MaskReading.Said NOTHING = new MaskReading.Said(OptionalInt.empty(), Optional.empty());

    @TempDir
    private Path folder;

    private final AnnotationProblems problems = AnnotationProblems.untold();

    private Splits<SegmentationDataset> open(Optional<List<String>> labels, MaskReading.Said said) throws IOException {
        return SegmentationDatasets.open(folder, new Reading(labels, Optional.empty(), problems), said);
    }

    private Splits<SegmentationDataset> open() throws IOException {
        return open(Optional.empty(), NOTHING);
    }

    /** The label is where the picture is red, but for the outermost pixels. */
    static void assertRed(SegmentationDataset data, int label) throws IOException {
        for (int i = 0; i < data.size(); i++) {
            MaskedImage masked = data.get(i);
            int inside = 0;
            int wrong = 0;
            for (int y = 0; y < masked.image().height(); y++) {
                for (int x = 0; x < masked.image().width(); x++) {
                    boolean red = Pictures.isRed(masked.image(), x, y);
                    inside += masked.mask().sample(x, y, 0) == label ? 1 : 0;
                    wrong += red != (masked.mask().sample(x, y, 0) == label) ? 1 : 0;
                }
            }
            assertEquals(900, inside, 62, data.name(i));
            assertTrue(wrong < 124, wrong + " pixels of " + data.name(i));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "images/a.jpg, masks/a.png",
        "images/a.jpg, masks/a.jpg.png",
        "images/a.jpg, masks/a_mask.png",
        "images/a.jpg, masks/mask_a.png",
        "images/a.jpg, annotations/trimaps/a.png",
        "train_images/a.jpg, train_masks/a_mask.png",
        "ISIC2018_Task1-2_Training_Input/a.jpg, ISIC2018_Task1_Training_GroundTruth/a_segmentation.png",
        "a_sat.jpg, a_mask.png",
        "x/a.jpg, x/a_seg.png",
        "leftImg8bit/train/aachen/a_leftImg8bit.png, gtFine/train/aachen/a_gtFine_labelTrainIds.png",
        "set/imgs/a.jpg, set/gt/a.png",
        "JPEGImages/a.jpg, SegmentationClassRaw/a.png"
    })
    void masksAreFoundByTheirNames(String image, String mask) throws IOException {
        Pictures.images(folder, image);
        Pictures.writeMask(folder, mask, 1);
        try (Splits<SegmentationDataset> parts = open()) {
            assertRed(parts.forEvaluation(), 1);
            assertEquals(List.of(), problems.messages());
        }
    }

    /** Most of VOC's images have boxes alone, and what tells objects apart is no mask of classes. */
    @Test
    void vocsMasksBesideItsBoxes() throws IOException {
        String voc = "VOCdevkit/VOC2012/";
        Pictures.images(folder, voc + "JPEGImages/a.jpg", voc + "JPEGImages/b.jpg", voc + "JPEGImages/c.jpg");
        for (String id : List.of("a", "b")) {
            Pictures.writeMask(folder, voc + "SegmentationClass/" + id + ".png", 1);
            Pictures.writeMask(folder, voc + "SegmentationObject/" + id + ".png", 1);
        }
        Pictures.write(folder, voc + "Annotations/c.xml", "<annotation><filename>c.jpg</filename></annotation>");
        Pictures.write(folder, voc + "ImageSets/Segmentation/train.txt", "a\n");
        Pictures.write(folder, voc + "ImageSets/Segmentation/val.txt", "b\n");
        Pictures.write(folder, voc + "ImageSets/Main/train.txt", "a\nc\n");
        try (Splits<SegmentationDataset> parts = open()) {
            assertEquals(2, parts.labels().size());
            assertRed(parts.parts().get(Split.TRAIN), 1);
            assertRed(parts.parts().get(Split.VALIDATION), 1);
            assertEquals(
                    List.of(folder + ": 1 image on none of the lists: " + voc + "JPEGImages/c.jpg"),
                    problems.messages());
        }
    }

    @Test
    void cityscapesClassesAreThoseThatAreLearned() throws IOException {
        String city = "/train/ulm/ulm_000000_000019_";
        Pictures.images(folder, "leftImg8bit" + city + "leftImg8bit.png", "gtFine" + city + "gtFine_color.png");
        // A car is 26 of all classes and 13 of those that are learned.
        Pictures.writeMask(folder, "gtFine" + city + "gtFine_labelIds.png", 26);
        Pictures.writeMask(folder, "gtFine" + city + "gtFine_instanceIds.png", 7);
        try (Splits<SegmentationDataset> parts = open()) {
            assertEquals(19, parts.labels().size());
            assertEquals("car", parts.labels().get(13));
            SegmentationDataset train = parts.parts().get(Split.TRAIN);
            assertRed(train, 13);
            assertEquals(SegmentationDataset.IGNORED, train.mask(0).sample(0, 0, 0));
        }
        Pictures.writeMask(folder, "gtFine" + city + "gtFine_labelTrainIds.png", 13);
        try (Splits<SegmentationDataset> parts = open()) {
            assertRed(parts.parts().get(Split.TRAIN), 13);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 254, 128})
    void blackAndWhiteAreBackgroundAndForeground(int white) throws IOException {
        Pictures.images(folder, "images/a.jpg");
        Pictures.writeMask(folder, "masks/a.png", white);
        try (Splits<SegmentationDataset> parts = open()) {
            assertEquals(List.of("background", "foreground"), parts.labels());
            assertRed(parts.forEvaluation(), 1);
            assertEquals(Map.of(Kind.TAKEN_AS, 1), problems.counts());
        }
        try (Splits<SegmentationDataset> parts = open(Optional.of(List.of("skin", "mole")), NOTHING)) {
            assertRed(parts.forEvaluation(), 1);
        }
    }

    /** What an index means is the data's to say, in which order classes are learned the model's. */
    @Test
    void classesInAnotherOrderAreFoundByName() throws IOException {
        Pictures.images(folder, "images/a.jpg");
        Pictures.writeMask(folder, "masks/a.png", 1);
        Pictures.write(folder, "classes.txt", "sky\nroad\ncar\n");
        try (Splits<SegmentationDataset> parts = open(Optional.of(List.of("road", "car", "sky")), NOTHING)) {
            assertEquals(List.of("road", "car", "sky"), parts.labels());
            assertRed(parts.forEvaluation(), 0);
            assertEquals(2, parts.forEvaluation().mask(0).sample(0, 0, 0));
        }
    }

    /** Among forty masks one shows that there is a foreground, or that 255 is something else. */
    @ParameterizedTest
    @CsvSource({"0, 255, 1", "255, 1, 1"})
    void whatFewMasksShowCounts(int many, int one, int label) throws IOException {
        for (int i = 0; i < 40; i++) {
            Pictures.images(folder, "images/" + i + ".jpg");
            Pictures.writeMask(folder, "masks/" + i + ".png", i == 9 ? one : many);
        }
        try (Splits<SegmentationDataset> parts = open(Optional.of(List.of("sound", "cracked")), NOTHING)) {
            SegmentationDataset data = parts.forEvaluation();
            for (int i = 0; i < data.size(); i++) {
                if (data.name(i).endsWith("/9.jpg")) {
                    assertRed(data.subset(new int[] {i}), label);
                } else {
                    int expected = many == 0 ? 0 : SegmentationDataset.IGNORED;
                    assertEquals(expected, data.mask(i).sample(35, 30, 0));
                }
            }
        }
    }

    /** Unless it is said otherwise. */
    @Test
    void aValueThatDoesNotCountIsNoForeground() throws IOException {
        Pictures.images(folder, "images/a.jpg");
        Pictures.writeMask(folder, "masks/a.png", 255);
        MaskReading.Said said = new MaskReading.Said(OptionalInt.of(255), Optional.empty());
        try (Splits<SegmentationDataset> parts = open(Optional.empty(), said)) {
            assertEquals(List.of("0"), parts.labels());
            assertRed(parts.forEvaluation(), SegmentationDataset.IGNORED);
        }
    }

    @Test
    void softEdgesAreToldWithTheirValues() throws IOException {
        Pictures.images(folder, "images/a.jpg");
        byte[] samples = new byte[80 * 60];
        for (int i = 0; i < samples.length; i++) {
            int inside = Math.min(Math.min(i % 80 - 20, 49 - i % 80), Math.min(i / 80 - 15, 44 - i / 80));
            samples[i] = (byte) Math.max(0, Math.min(255, 128 + 90 * inside));
        }
        Pictures.write(folder, "masks/a.png", png(new Image(80, 60, 1, samples).toBufferedImage()));
        try (Splits<SegmentationDataset> parts = open()) {
            assertEquals(List.of("background", "foreground"), parts.labels());
            assertRed(parts.forEvaluation(), 1);
            assertTrue(problems.messages().get(0).contains("have soft edges: below 128 is background"));
            assertTrue(
                    problems.messages().get(0).contains("(38, 128, 218, 255)"),
                    problems.messages().toString());
        }
    }

    @Test
    void indicesThatAreMostlyMissingAreTold() throws IOException {
        Pictures.images(folder, "images/a.jpg");
        Pictures.writeMask(folder, "masks/a.png", 40);
        try (Splits<SegmentationDataset> parts = open()) {
            assertEquals(41, parts.labels().size());
            assertTrue(problems.messages().get(0).endsWith("only 2 are in them: 0, 40"));
        }
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private void writeColors(String file, int inside) throws IOException {
        BufferedImage colors = new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB);
        for (int y = 15; y < 45; y++) {
            for (int x = 20; x < 50; x++) {
                colors.setRGB(x, y, inside);
            }
        }
        Pictures.write(folder, file, png(colors));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sky 0 0 0\nroad 128 64 32\nvoid 1 1 1\n",
                "name,r,g,b\nsky,0,0,0\nroad,128,64,32\n",
                "0 0 0\tsky\n128 64 32\troad\n",
                "sky #000000\nroad #804020\n"
            })
    void coloursMeanWhatAPaletteSays(String palette) throws IOException {
        Pictures.images(folder, "images/a.jpg", "images/b.jpg");
        writeColors("masks/a.png", 0x804020);
        writeColors("masks/b.png", 0x804021);
        Pictures.write(folder, "palette.txt", palette);
        String file = folder.resolve("palette.txt").toString();
        try (Splits<SegmentationDataset> parts =
                open(Optional.empty(), new MaskReading.Said(OptionalInt.empty(), Optional.of(file)))) {
            assertEquals(List.of("sky", "road"), parts.labels());
            assertRed(parts.forEvaluation().subset(new int[] {0}), 1);
            assertTrue(
                    assertThrows(IOException.class, () -> parts.forEvaluation().get(1))
                            .getMessage()
                            .endsWith("masks/b.png has a pixel of the colour 128 64 33, which is not in the palette"));
        }
    }

    /** A model may have learned them in another order; other classes than the palette's are no mistake to be passed over. */
    @Test
    void aPalettesClassesAreFoundByName() throws IOException {
        Pictures.images(folder, "images/a.jpg");
        writeColors("masks/a.png", 0x804020);
        Pictures.write(folder, "palette.txt", "sky 0 0 0\nroad 128 64 32\n");
        String file = folder.resolve("palette.txt").toString();
        MaskReading.Said said = new MaskReading.Said(OptionalInt.empty(), Optional.of(file));
        try (Splits<SegmentationDataset> parts = open(Optional.of(List.of("road", "sky")), said)) {
            assertRed(parts.forEvaluation(), 0);
        }
        assertEquals(
                "The classes of the palette " + file + " are [sky, road], not [sky, water]",
                assertThrows(IllegalArgumentException.class, () -> open(Optional.of(List.of("sky", "water")), said))
                        .getMessage());
    }

    /** A model of few classes would be judged by next to nothing. */
    @Test
    void masksOfMoreClassesThanWereNamedAreRefused() throws IOException {
        Pictures.images(folder, "images/a.jpg", "images/b.jpg");
        Pictures.writeMask(folder, "masks/a.png", 4);
        Pictures.writeMask(folder, "masks/b.png", 10);
        Optional<List<String>> three = Optional.of(List.of("sky", "road", "car"));
        MaskReading.Said nothing = new MaskReading.Said(OptionalInt.empty(), Optional.empty());
        assertEquals(
                "The masks in " + folder
                        + " hold the class indices [4, 10] beside those of the 3 classes, "
                        + "[sky, road, car]: these are masks of other classes",
                assertThrows(IllegalArgumentException.class, () -> open(three, nothing))
                        .getMessage());
        Pictures.writeMask(folder, "masks/a.png", 10);
        open(three, nothing).close();
        Pictures.write(folder, "classes.txt", "sky\nroad\ntree\n");
        assertEquals(
                "The classes of " + folder + " are [sky, road, tree] (classes.txt), not [sky, road, car]",
                assertThrows(IllegalArgumentException.class, () -> open(three, nothing))
                        .getMessage());
    }

    /** A dog of VOC is 64 0 128. */
    @Test
    void vocsColoursAreKnown() throws IOException {
        Pictures.images(folder, "images/a.jpg");
        writeColors("masks/a.png", 0x400080);
        MaskReading.Said said = new MaskReading.Said(OptionalInt.empty(), Optional.of("voc"));
        try (Splits<SegmentationDataset> parts = open(Optional.empty(), said)) {
            assertEquals("dog", parts.labels().get(12));
            assertRed(parts.forEvaluation(), 12);
        }
    }

    @Test
    void masksThatCannotBeReadAreNamed() throws IOException {
        Pictures.images(folder, "images/a.jpg", "images/b.jpg");
        writeColors("masks/a.png", 0x804020);
        writeColors("masks/b.png", 0x804020);
        String message = assertThrows(DatasetException.class, this::open).getMessage();
        assertTrue(message.startsWith("None of the masks in " + folder + " can be read; the first problem: "), message);
        Pictures.writeMask(folder, "masks/b.png", 1);
        try (Splits<SegmentationDataset> parts = open()) {
            assertEquals(List.of("0", "1"), parts.labels());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "bmp"})
    void masksOfOtherFormatsAreRefusedByName(String extension) throws IOException {
        Pictures.images(folder, "images/a.jpg", "masks/a." + extension);
        assertEquals(
                folder
                        + " holds no images with masks: masks are PNG files, which keep class indices as they are, and these"
                        + " are not: masks/a." + extension,
                assertThrows(DatasetException.class, this::open).getMessage());
    }

    @Test
    void imagesThatShareAMaskAreTold() throws IOException {
        Pictures.images(folder, "images/a.jpg", "images/a.png");
        Pictures.writeMask(folder, "masks/a.png", 1);
        try (Splits<SegmentationDataset> parts = open()) {
            assertEquals(1, parts.forEvaluation().size());
            assertEquals(Map.of(Kind.UNUSED, 1), problems.counts());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 8})
    void masksAreTurnedWithPhotographs(int orientation) throws IOException {
        Pictures.writeTurned(folder, "images/a.jpg", orientation);
        Pictures.writeMask(folder, "masks/a.png", 1);
        try (Splits<SegmentationDataset> parts = open()) {
            assertRed(parts.forEvaluation(), 1);
        }
    }
}
