package io.github.sknet.datasets.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.Zips;
import io.github.sknet.vision.image.BoundingBox;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pascal VOC's layout: coordinates, parts, bad annotations, hostile XML. */
class VocBoxesTest {

    @TempDir
    Path folder;

    private final AnnotationProblems problems = new AnnotationProblems(false);

    private static String annotation(String... objects) {
        return "<annotation><size><width>40</width><height>30</height><depth>3</depth></size>"
                + String.join("", objects) + "</annotation>";
    }

    private static String object(String name, Object left, Object top, Object right, Object bottom) {
        return "<object><name>" + name + "</name><difficult>0</difficult><bndbox><xmin>" + left + "</xmin><ymin>" + top
                + "</ymin><xmax>" + right + "</xmax><ymax>" + bottom + "</ymax></bndbox></object>";
    }

    private void write(String id, String annotation) throws IOException {
        Files.createDirectories(folder.resolve("voc/Annotations"));
        Files.createDirectories(folder.resolve("voc/JPEGImages"));
        Files.writeString(folder.resolve("voc/Annotations/" + id + ".xml"), annotation);
        ImageIO.write(
                new Image(40, 30, 3, new byte[40 * 30 * 3]).toBufferedImage(),
                "jpg",
                folder.resolve("voc/JPEGImages/" + id + ".jpg").toFile());
    }

    private Splits<DetectionDataset> open() throws IOException {
        return DetectionDatasets.open(folder, Optional.empty(), problems);
    }

    private DetectionDataset openAll() throws IOException {
        return open().parts().get(Split.ALL);
    }

    @Test
    void pixelsAreCountedFromOneAndLastOnesBelongToTheBox() throws IOException {
        write("a", annotation(object("cell", 1, 1, 40, 30), object("cell", 11, 6, 20, 10)));
        try (DetectionDataset data = openAll()) {
            assertEquals(
                    List.of(new BoundingBox(0, 0, 40, 30), new BoundingBox(10, 5, 10, 5)),
                    data.objects(0).stream().map(ObjectBox::box).toList());
            assertEquals(40, data.image(0).width());
            assertEquals(List.of(), problems.messages());
        }
    }

    @Test
    void partsLabelsAndDifficultObjectsAreThoseOfTheFiles() throws IOException {
        write("a", annotation(object("RBC", 1, 1, 9, 9)));
        write("b", annotation(object("WBC", 1, 1, 9, 9).replace("<difficult>0", "<difficult>1")));
        // The head is a part of the person, not an object, and its box must not become the person's.
        write(
                "c",
                annotation(object("person", 1, 1, 9, 9)
                        .replace(
                                "</object>",
                                "<part><name>head</name><bndbox><xmin>3</xmin></bndbox></part></object>")));
        Files.createDirectories(folder.resolve("voc/ImageSets/Main"));
        Files.writeString(folder.resolve("voc/ImageSets/Main/train.txt"), "c\na\n");
        Files.writeString(folder.resolve("voc/ImageSets/Main/val.txt"), "b\n");
        try (Splits<DetectionDataset> parts = open()) {
            DetectionDataset train = parts.forTraining(0.1, 0).train();
            assertEquals(List.of("RBC", "WBC", "person"), train.labels());
            assertEquals("c.jpg", train.fileName(0));
            assertEquals(List.of(new ObjectBox(2, new BoundingBox(0, 0, 9, 9), false)), train.objects(0));
            assertTrue(parts.forEvaluation().objects(0).get(0).ignored());
            assertTrue(parts.forEvaluation().groundTruth().annotations().get(0).crowd());
        }
    }

    @Test
    void aZipFileIsReadAsAFolderIs() throws IOException {
        write("a", annotation(object("cell", 11, 6, 20, 10)));
        Path zip = folder.resolve("voc.zip");
        Map<String, byte[]> files = new HashMap<>();
        for (String file : List.of("voc/Annotations/a.xml", "voc/JPEGImages/a.jpg")) {
            files.put(file, Files.readAllBytes(folder.resolve(file)));
            files.put("__MACOSX/" + file.replace("/a.", "/._a."), new byte[] {0, 5, 22, 7});
        }
        Zips.write(zip, files);
        try (Splits<DetectionDataset> parts = DetectionDatasets.open(zip, Optional.empty(), problems)) {
            DetectionDataset data = parts.forEvaluation();
            assertEquals(30, data.image(0).height());
            assertEquals(new BoundingBox(10, 5, 10, 5), data.objects(0).get(0).box());
        }
    }

    @Test
    void ofSeveralDataSetsOneIsToBeChosen() throws IOException {
        write("a", annotation());
        Files.createDirectories(folder.resolve("voc2/Annotations"));
        Files.copy(folder.resolve("voc/Annotations/a.xml"), folder.resolve("voc2/Annotations/a.xml"));
        assertEquals(
                folder + " holds several data sets of Pascal VOC's layout, of which one is to be chosen: [voc, voc2]",
                assertThrows(DatasetException.class, this::open).getMessage());
    }

    @Test
    void badAnnotationsAreNamedCountedAndHandled() throws IOException {
        write(
                "bad",
                annotation(
                        object("cell", 30, 5, 20, 10),
                        object("cell", 21, 5, 20, 10),
                        object("cell", 100, 5, 120, 10),
                        object("cell", 31, 21, 60, 50),
                        object("cell", "left", 5, 20, 10),
                        object("cell", "NaN", 5, 20, 10),
                        object("", 1, 1, 5, 5),
                        object("alien", 1, 1, 5, 5),
                        object("cell", 0, 0, 41, 31),
                        object("cell", 5, 5, 6, 6)));
        Optional<List<String>> labels = Optional.of(List.of("cell"));
        try (Splits<DetectionDataset> parts = DetectionDatasets.open(folder, labels, problems)) {
            assertEquals(
                    Map.of(
                            Kind.INVERTED, 1,
                            Kind.EMPTY, 1,
                            Kind.OUTSIDE, 1,
                            Kind.CLIPPED, 1,
                            Kind.UNREADABLE, 3,
                            Kind.UNKNOWN_CLASS, 1),
                    problems.counts());
            assertEquals(
                    List.of(
                            new BoundingBox(30, 20, 10, 10),
                            new BoundingBox(0, 0, 40, 30),
                            new BoundingBox(4, 4, 2, 2)),
                    parts.forEvaluation().objects(0).stream()
                            .map(ObjectBox::box)
                            .toList());
            assertTrue(problems.messages().stream()
                    .anyMatch(message -> message.contains("voc/Annotations/bad.xml: a box of cell from (29.0, 4.0)")));
        }
    }

    @Test
    void inStrictReadingTheFirstProblemIsFatal() throws IOException {
        write("bad", annotation(object("cell", 30, 5, 20, 10)));
        AnnotationProblems strict = new AnnotationProblems(true);
        String message = assertThrows(
                        DatasetException.class, () -> DetectionDatasets.open(folder, Optional.empty(), strict))
                .getMessage();
        assertTrue(message.endsWith("is inverted"), message);
    }

    @Test
    void whatIsMissingIsNamedAndLeftOutAlone() throws IOException {
        write("a", annotation());
        write("b", annotation(object("cell", 1, 1, 5, 5)));
        Files.delete(folder.resolve("voc/JPEGImages/a.jpg"));
        try (DetectionDataset data = openAll()) {
            assertEquals(1, data.size());
            assertEquals(Map.of(Kind.MISSING, 1), problems.counts());
            assertTrue(problems.messages().get(0).endsWith("voc/Annotations/a.xml has no image a.jpg"));
        }
        Files.createDirectories(folder.resolve("voc/ImageSets/Main"));
        Files.writeString(folder.resolve("voc/ImageSets/Main/val.txt"), "b\nc\n");
        try (Splits<DetectionDataset> parts = open()) {
            assertEquals(1, parts.parts().get(Split.VALIDATION).size());
            assertTrue(problems.messages().get(1).endsWith("lists 'c', but there is no annotation c.xml"));
        }
        Files.writeString(folder.resolve("voc/ImageSets/Main/val.txt"), "c\n");
        String message = assertThrows(DatasetException.class, this::open).getMessage();
        assertTrue(message.contains("no image of the part VALIDATION can be used; the first problem: "), message);
    }

    @Test
    void aBrokenAnnotationIsLeftOutAlone() throws IOException {
        write("a", annotation(object("cell", 1, 1, 5, 5)));
        write("b", "<annotation><object>");
        try (DetectionDataset data = openAll()) {
            assertEquals(1, data.size());
            assertTrue(problems.messages().get(0).contains("voc/Annotations/b.xml is not well-formed XML"));
            assertEquals(Map.of(Kind.UNREADABLE, 1, Kind.UNUSED, 1), problems.counts());
        }
        AnnotationProblems strict = new AnnotationProblems(true);
        assertThrows(DatasetException.class, () -> DetectionDatasets.open(folder, Optional.empty(), strict));
    }

    @Test
    void anImageOfAnotherSizeThanItsAnnotationSaysIsLeftOut() throws IOException {
        write("a", annotation().replace("<width>40", "<width>41"));
        write("b", annotation(object("cell", 1, 1, 5, 5)));
        try (DetectionDataset data = openAll()) {
            assertEquals("b.jpg", data.fileName(0));
            assertEquals(Map.of(Kind.UNREADABLE, 1), problems.counts());
            assertTrue(problems.messages().get(0).endsWith("a.jpg is 40×30, but its annotation is for 41×30"));
        }
    }

    /** Some tools exchange width and height; the boxes tell which is meant. */
    @Test
    void exchangedSidesAreTheImagesOwnWhereTheBoxesFit() throws IOException {
        String swapped = "<size><width>30</width><height>40</height></size>";
        write("a", annotation(object("cell", 31, 1, 40, 9)).replaceFirst("<size>.*</size>", swapped));
        write("b", annotation(object("cell", 1, 31, 9, 40)).replaceFirst("<size>.*</size>", swapped));
        try (DetectionDataset data = openAll()) {
            assertEquals(1, data.size());
            assertEquals(new BoundingBox(30, 0, 10, 9), data.objects(0).get(0).box());
            assertEquals(Map.of(Kind.TAKEN_AS, 1, Kind.UNREADABLE, 1), problems.counts());
        }
    }

    @Test
    void anImageWhoseSizeCannotBeReadIsLeftOutAlone() throws IOException {
        String unsized = "<annotation>" + object("cell", 31, 21, 40, 30) + "</annotation>";
        write("a", unsized);
        write("b", unsized);
        Files.write(folder.resolve("voc/JPEGImages/a.jpg"), new byte[] {1, 2, 3});
        try (DetectionDataset data = openAll()) {
            assertEquals(1, data.size());
            assertEquals("b.jpg", data.fileName(0));
            assertEquals(Map.of(Kind.UNREADABLE, 1), problems.counts());
            assertTrue(problems.messages().get(0).contains("voc/JPEGImages/a.jpg"));
        }
        AnnotationProblems strict = new AnnotationProblems(true);
        assertTrue(assertThrows(DatasetException.class, () -> DetectionDatasets.open(folder, Optional.empty(), strict))
                .getMessage()
                .contains("voc/JPEGImages/a.jpg"));
    }

    @Test
    void aMissingSizeIsTakenFromTheImage() throws IOException {
        write("a", "<annotation>" + object("cell", 31, 21, 60, 50) + "</annotation>");
        try (DetectionDataset data = openAll()) {
            assertEquals(new BoundingBox(30, 20, 10, 10), data.objects(0).get(0).box());
        }
    }
}
