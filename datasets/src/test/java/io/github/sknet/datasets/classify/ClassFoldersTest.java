package io.github.sknet.datasets.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.JudgedBy;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.Zips;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassFoldersTest {
    @TempDir
    private Path folder;

    /** A 2×2 grey PNG of one level. */
    static byte[] png(int level) throws IOException {
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 4; i++) {
            image.getRaster().setSample(i % 2, i / 2, 0, level);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private void file(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    /** A model's classes need not be sorted: the folders' names are what counts. */
    @Test
    void aModelsOrderIsTaken() throws IOException {
        file("cat/1.png", png(1));
        file("dog/2.png", png(2));
        file("fox/3.png", png(3));
        List<String> order = List.of("fox", "cat", "dog");
        ClassifyDatasets task = new ClassifyDatasets();
        DataSource source = task.forModel(DataSource.of(folder.toString()), order);
        try (Splits<LabelledDataset> splits = source.open(task, AnnotationProblems.untold())) {
            LabelledDataset all = splits.forEvaluation();
            assertEquals(order, all.labels());
            assertEquals(1, all.label(0));
            assertEquals(1, all.image(0).sample(0, 0, 0));
            assertEquals(0, all.label(2));
            assertEquals(0, all.subset(new int[] {2}).label(0));
            assertArrayEquals(new int[] {1, 1, 1}, all.imagesByClass());
        }
        DataSource others = task.forModel(DataSource.of(folder.toString()), List.of("fox", "cat", "cow"));
        assertThrows(IllegalArgumentException.class, () -> others.open(task, AnnotationProblems.untold()));
    }

    @Test
    void partsShareTheSortedClassesOfAll() throws IOException {
        file("train/dog/1.png", png(1));
        file("train/cat/deeper/2.PNG", png(2));
        file("test/dog/3.png", png(3));
        file("test/ant/4.png", png(4));
        file("readme.txt", new byte[] {'x'});
        try (Splits<LabelledDataset> splits = LabelledDatasets.open(folder.toString())) {
            assertEquals(List.of("ant", "cat", "dog"), splits.labels());
            Splits.Training<LabelledDataset> training = splits.forTraining(JudgedBy.anyPart(0), 0);
            assertEquals(2, training.train().size());
            assertEquals(2, training.train().label(1));
            assertEquals(1, training.train().image(1).sample(0, 0, 0));
            assertEquals(
                    folder.resolve("train/dog/1.png").toString(),
                    training.train().name(1));
            assertEquals(splits.parts().get(Split.TEST), splits.forEvaluation());
        }
    }

    @Test
    void zipFilesBelowSharedFolders() throws IOException {
        Path zip = folder.resolve("pets.zip");
        Zips.write(
                zip,
                Map.of(
                        "pets/v1/train/cat/1.png", png(1),
                        "pets/v1/train/dog/2.png", png(2),
                        "pets/v1/val/cat/3.png", png(3),
                        "__MACOSX/pets/v1/train/cat/1.png", png(9)));
        try (Splits<LabelledDataset> splits = LabelledDatasets.open(zip.toString())) {
            assertEquals(List.of("cat", "dog"), splits.labels());
            assertEquals(Set.of(Split.TRAIN, Split.VALIDATION), splits.parts().keySet());
            assertEquals(2, splits.parts().get(Split.TRAIN).image(1).sample(0, 0, 0));
            assertEquals(3, splits.forEvaluation().image(0).sample(0, 0, 0));
        }
    }

    @Test
    void withoutPartsAShareOfEveryClassIsHeldOut() throws IOException {
        for (int i = 0; i < 20; i++) {
            file("cat/" + i + ".png", png(i));
            file("dog/" + i + ".png", png(i));
        }
        file("rare/1.png", png(1));
        try (Splits<LabelledDataset> splits = LabelledDatasets.open(folder.toString())) {
            assertEquals(41, splits.forEvaluation().size());
            Splits.Training<LabelledDataset> training = splits.forTraining(0.2, 5);
            assertEquals(33, training.train().size());
            assertEquals(8, training.validation().size());
            Set<String> names = new HashSet<>();
            int[] perClass = new int[3];
            for (LabelledDataset part : List.of(training.train(), training.validation())) {
                for (int i = 0; i < part.size(); i++) {
                    names.add(part.name(i));
                }
            }
            for (int i = 0; i < 8; i++) {
                perClass[training.validation().label(i)]++;
            }
            assertEquals(41, names.size(), "no image in both");
            assertEquals(List.of(4, 4, 0), List.of(perClass[0], perClass[1], perClass[2]));
        }
    }

    @Test
    void ofTooFewImagesNoneIsHeldOut() throws IOException {
        file("cat/1.png", png(1));
        file("dog/1.png", png(2));
        try (Splits<LabelledDataset> splits = LabelledDatasets.open(folder.toString())) {
            assertEquals(
                    folder
                            + " has no validation part, and of 2 images in 2 classes a share of 0.2 of each class cannot be "
                            + "held out",
                    assertThrows(DatasetException.class, () -> splits.forTraining(0.2, 1))
                            .getMessage());
        }
    }

    @Test
    void vanishedFileIsNamed() throws IOException {
        file("cat/1.png", png(1));
        try (Splits<LabelledDataset> splits = LabelledDatasets.open(folder.toString())) {
            Files.delete(folder.resolve("cat/1.png"));
            String message = assertThrows(
                            DatasetException.class, () -> splits.forEvaluation().image(0))
                    .getMessage();
            assertTrue(message.startsWith(folder.resolve("cat/1.png") + " cannot be read"), message);
        }
    }

    @Test
    void uselessSourcesAreExplained() throws IOException {
        assertRefused("There is no data set /no/such: neither a folder, nor a zip file, nor fashion-mnist", "/no/such");
        assertRefused(
                folder
                        + " holds no images; class folders (CLASS/IMAGE.jpg), a list of images with their classes, IDX files"
                        + " or CIFAR binaries were expected",
                folder.toString());
        file("flat.png", png(1));
        assertRefused(
                folder + " holds 1 images, but none in a folder of its class (CLASS/IMAGE.jpg)", folder.toString());
        assertRefused(
                folder.resolve("flat.png") + " is neither a folder nor a zip file that can be read",
                folder.resolve("flat.png").toString());
    }

    private static void assertRefused(String expected, String source) {
        assertEquals(
                expected,
                assertThrows(DatasetException.class, () -> LabelledDatasets.open(source))
                        .getMessage());
    }
}
