package io.github.sknet.datasets.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.metrics.coco.AveragePrecision;
import io.github.sknet.datasets.metrics.coco.CocoDetection;
import io.github.sknet.datasets.metrics.coco.CocoEvaluator;
import io.github.sknet.datasets.metrics.coco.CocoGroundTruth;
import io.github.sknet.vision.image.BoundingBox;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** COCO's JSON files: labels, boxes, parts, bad annotations. */
class CocoBoxesTest {
    private static final String CATEGORIES =
            "\"categories\":[{\"id\":18,\"name\":\"dog\"},{\"id\":3,\"name\":\"car\"}]";

    @TempDir
    Path folder;

    private final AnnotationProblems problems = new AnnotationProblems(false);

    @BeforeEach
    void writeImages() throws IOException {
        for (String image : List.of("train2017/1.png", "val2017/1.png")) {
            Files.createDirectories(folder.resolve(image).getParent());
            int width = image.startsWith("train") ? 40 : 50;
            ImageIO.write(
                    new Image(width, 30, 3, new byte[width * 30 * 3]).toBufferedImage(),
                    "png",
                    folder.resolve(image).toFile());
        }
        Files.createDirectories(folder.resolve("annotations"));
    }

    private void write(String part, int width, String... annotations) throws IOException {
        write(part, width, 30, annotations);
    }

    private void write(String part, int width, int height, String... annotations) throws IOException {
        Files.writeString(
                folder.resolve("annotations/instances_" + part + ".json"),
                "{\"images\":[{\"id\":7,\"file_name\":\"1.png\",\"width\":" + width + ",\"height\":" + height
                        + "}]," + CATEGORIES
                        + ",\"annotations\":[" + String.join(",", annotations) + "]}");
    }

    private static String annotation(int id, int image, int category, int crowd, String box) {
        return "{\"id\":" + id + ",\"image_id\":" + image + ",\"category_id\":" + category + ",\"iscrowd\":" + crowd
                + ",\"bbox\":" + box + "}";
    }

    private Splits<DetectionDataset> open() throws IOException {
        return DetectionDatasets.open(folder, Optional.empty(), problems);
    }

    @Test
    void labelsFollowTheCategoriesIdsAndImagesTheFilesPart() throws IOException {
        write("train2017", 40, annotation(1, 7, 18, 0, "[1.5, 2, 10.25, 20]"));
        write("val2017", 50, annotation(2, 7, 3, 1, "[0, 0, 50, 30]"));
        try (Splits<DetectionDataset> parts = open()) {
            var training = parts.forTraining(0.1, 0);
            assertEquals(List.of("car", "dog"), training.train().labels());
            assertEquals(
                    List.of(new ObjectBox(1, new BoundingBox(1.5, 2, 10.25, 20), false)),
                    training.train().objects(0));
            assertEquals(40, training.train().image(0).width());
            assertEquals(50, training.validation().image(0).width());
            assertTrue(training.validation().objects(0).get(0).ignored());
        }
    }

    @Test
    void badAnnotationsAreNamedCountedAndHandled() throws IOException {
        write(
                "train2017",
                40,
                annotation(1, 7, 18, 0, "[1, 2, 0, 5]"),
                annotation(2, 7, 18, 0, "[9, 9, -3, 5]"),
                annotation(3, 7, 18, 0, "[40, 2, 5, 5]"),
                annotation(4, 7, 18, 0, "[38, 2, 5, 5]"),
                annotation(5, 7, 99, 0, "[1, 2, 5, 5]"),
                annotation(6, 8, 18, 0, "[1, 2, 5, 5]"),
                annotation(7, 7, 18, 0, "[1, 2, 5]"),
                annotation(8, 7, 18, 0, "[1, 2, 5, \"5\"]"));
        try (Splits<DetectionDataset> parts = open()) {
            assertEquals(
                    Map.of(
                            Kind.EMPTY, 1,
                            Kind.INVERTED, 1,
                            Kind.OUTSIDE, 1,
                            Kind.CLIPPED, 1,
                            Kind.UNKNOWN_CLASS, 1,
                            Kind.UNREADABLE, 3,
                            Kind.UNUSED, 1),
                    problems.counts());
            assertEquals(
                    List.of(new BoundingBox(38, 2, 2, 5)),
                    parts.forEvaluation().objects(0).stream()
                            .map(ObjectBox::box)
                            .toList());
            assertTrue(problems.messages().stream()
                    .anyMatch(
                            message -> message.contains("annotations/instances_train2017.json: annotation 1: a box")));
        }
    }

    private static String annotation(int id, String area, String box) {
        return annotation(id, 7, 18, 0, box).replace("}", ",\"area\":" + area + "}");
    }

    /** COCOeval tells small objects from large ones by the annotation's area, and by a box's where nothing was outlined. */
    @Test
    void objectsAreSmallOrLargeByTheirOwnArea() throws IOException {
        ImageIO.write(
                new Image(400, 300, 1, new byte[400 * 300]).toBufferedImage(),
                "png",
                folder.resolve("train2017/1.png").toFile());
        write(
                "train2017",
                400,
                300,
                // A thin diagonal object of 900 square pixels in a box of 100×100, and one that fills such a box.
                annotation(1, "900", "[10, 10, 100, 100]"),
                annotation(2, "10000", "[200, 10, 100, 100]"),
                annotation(3, 7, 18, 0, "[10, 150, 50, 50]"));
        try (Splits<DetectionDataset> parts = open()) {
            CocoGroundTruth truth = parts.forEvaluation().groundTruth();
            // The two outlined objects are found, the third is not.
            AveragePrecision found = CocoEvaluator.evaluate(
                    truth,
                    List.of(
                            new CocoDetection(0, 1, new BoundingBox(10, 10, 100, 100), 0.9),
                            new CocoDetection(0, 1, new BoundingBox(200, 10, 100, 100), 0.8)));
            assertEquals(1, found.figures().get("APsmall"), 1e-12);
            assertEquals(1, found.figures().get("ARsmall"), 1e-12);
            assertEquals(0, found.figures().get("APmedium"), 1e-12);
            assertEquals(1, found.figures().get("APlarge"), 1e-12);
            assertEquals(1, found.figures().get("ARlarge"), 1e-12);
            assertEquals(Map.of(Kind.UNUSED, 1), problems.counts(), "of the other part");
        }
    }

    @Test
    void anImpossibleAreaIsNamedAndTheBoxesTaken() throws IOException {
        String box = "[1, 2, 10, 20]";
        write(
                "train2017",
                40,
                annotation(1, "264", box),
                annotation(2, "265", box),
                annotation(3, "0", box),
                annotation(4, "-3", box),
                annotation(5, "1e999", box),
                annotation(6, "\"200\"", box),
                annotation(7, "null", box));
        try (Splits<DetectionDataset> parts = open()) {
            assertEquals(Map.of(Kind.AREA, 6, Kind.UNUSED, 1), problems.counts());
            assertEquals(
                    List.of(264.0, 200.0, 200.0, 200.0, 200.0, 200.0, 200.0),
                    parts.forEvaluation().objects(0).stream()
                            .map(ObjectBox::area)
                            .toList());
            assertTrue(problems.messages()
                    .get(1)
                    .endsWith(
                            "annotation 2: a box of dog from (1.0, 2.0) to (11.0, 22.0) is of an object of 265.0 square"
                                    + " pixels"));
        }
    }

    @Test
    void whatIsMissingOrBrokenIsNamed() throws IOException {
        assertTrue(assertThrows(DatasetException.class, this::open).getMessage().contains("holds no boxes"));
        Path file = folder.resolve("annotations/instances_train2017.json");
        Files.writeString(file, "{\"images\":[");
        assertTrue(
                assertThrows(DatasetException.class, this::open).getMessage().contains("train2017.json is not JSON"));
        Files.writeString(
                file, "{\"images\":[{\"id\":1,\"file_name\":\"2.png\"}],\"annotations\":[]," + CATEGORIES + "}");
        String message = assertThrows(DatasetException.class, this::open).getMessage();
        assertTrue(message.contains("no image of the part TRAIN can be used"), message);
        assertTrue(message.contains("lists the image '2.png', which is nowhere in"), message);
    }

    @Test
    void aSizeThatIsNotSaidIsTakenFromTheImage() throws IOException {
        String images = "{\"images\":[{\"id\":7,\"file_name\":\"train2017/1.png\"},"
                + "{\"id\":8,\"file_name\":\"val2017/1.png\"}]," + CATEGORIES + ",\"annotations\":["
                + annotation(1, 7, 18, 0, "[1, 2, 50, 5]") + "," + annotation(2, 8, 18, 0, "[1, 2, 3, 4]") + "]}";
        Files.writeString(folder.resolve("annotations/all.json"), images);
        Files.write(folder.resolve("val2017/1.png"), new byte[] {1, 2, 3});
        try (Splits<DetectionDataset> parts = open()) {
            DetectionDataset data = parts.forEvaluation();
            assertEquals(1, data.size());
            assertEquals(new BoundingBox(1, 2, 39, 5), data.objects(0).get(0).box());
            assertEquals(40, data.image(0).width());
            assertEquals(Map.of(Kind.UNREADABLE, 1, Kind.CLIPPED, 1), problems.counts());
            assertTrue(problems.messages().stream().anyMatch(message -> message.contains("val2017/1.png")));
        }
    }

    @Test
    void contradictionsAreNamed() throws IOException {
        write("train2017", 40);
        Path file = folder.resolve("annotations/instances_val2017.json");
        String image = "{\"id\":7,\"file_name\":\"1.png\",\"width\":40,\"height\":30}";
        Files.writeString(file, "{\"images\":[" + image + "," + image + "]," + CATEGORIES + "}");
        assertEquals(
                file + " lists two images of the id 7",
                assertThrows(DatasetException.class, this::open).getMessage());
        Files.writeString(file, "{\"images\":[" + image + "]," + CATEGORIES.replace("dog", "cat") + "}");
        assertEquals(
                file + " calls the category 18 'cat', which is 'dog' already",
                assertThrows(DatasetException.class, this::open).getMessage());
        Files.writeString(file, "{\"images\":[]," + CATEGORIES + "}");
        assertEquals(
                file + " lists no images",
                assertThrows(DatasetException.class, this::open).getMessage());
    }

    @Test
    void aShareIsHeldOutWhereThereIsNoValidationPart() throws IOException {
        StringBuilder images = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            images.append(i == 0 ? "" : ",")
                    .append("{\"id\":")
                    .append(i)
                    .append(",\"file_name\":\"train2017/1.png\",\"width\":40,\"height\":30}");
        }
        Files.writeString(
                folder.resolve("annotations/all.json"),
                "{\"images\":[" + images + "],\"annotations\":[" + annotation(1, 4, 3, 0, "[1, 1, 5, 5]") + "],"
                        + CATEGORIES + "}");
        try (Splits<DetectionDataset> parts = open()) {
            var training = parts.forTraining(0.2, 1);
            assertEquals(8, training.train().size());
            assertEquals(2, training.validation().size());
            int objects = 0;
            for (DetectionDataset part : List.of(training.train(), training.validation())) {
                for (int i = 0; i < part.size(); i++) {
                    objects += part.objects(i).size();
                }
            }
            assertEquals(1, objects, "no image is lost or doubled");
        }
    }
}
