package io.github.sknet.datasets.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Pictures;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import io.github.sknet.vision.image.BoundingBox;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Boxes as tools and archives lay them out. */
class BoxLayoutsTest {
    private static final String VOC =
            "<annotation><filename>%s</filename><size><width>80</width><height>60</height></size>"
                    + "<object><name>red</name><bndbox><xmin>21</xmin><ymin>16</ymin><xmax>50</xmax><ymax>45</ymax></bndbox></object>"
                    + "</annotation>";

    private static final String CATEGORIES = "\"categories\":[{\"id\":1,\"name\":\"red\"}]";

    private static final BoundingBox BOX = new BoundingBox(20, 15, 30, 30);

    @TempDir
    private Path folder;

    private final AnnotationProblems problems = AnnotationProblems.untold();

    private Splits<DetectionDataset> open() throws IOException {
        return DetectionDatasets.open(folder, Optional.empty(), problems);
    }

    /** Every image has the one box, and the picture under it is red. */
    private void assertEachHasTheBox(Map<Split, Integer> sizes) throws IOException {
        try (Splits<DetectionDataset> parts = open()) {
            assertEquals(List.of("red"), parts.labels());
            assertEquals(sizes.keySet(), parts.parts().keySet());
            for (Split split : sizes.keySet()) {
                DetectionDataset part = parts.parts().get(split);
                assertEquals(sizes.get(split), part.size());
                for (int i = 0; i < part.size(); i++) {
                    assertEquals(1, part.objects(i).size());
                    assertRed(part.image(i), part.objects(i).get(0).box());
                }
            }
        }
    }

    private static void assertRed(Image image, BoundingBox box) {
        assertEquals(900, box.area(), 1e-6);
        int left = (int) Math.round(box.x());
        int top = (int) Math.round(box.y());
        assertTrue(Pictures.isRed(image, left + 2, top + 2) && Pictures.isRed(image, left + 27, top + 27), "inside");
        assertTrue(!Pictures.isRed(image, left - 4, top + 9) && !Pictures.isRed(image, left + 33, top + 9), "outside");
        assertTrue(!Pictures.isRed(image, left + 9, top - 4) && !Pictures.isRed(image, left + 9, top + 33), "outside");
    }

    @ParameterizedTest
    @CsvSource({
        "Annotations/a.xml, JPEGImages/a.jpg",
        "annotations/a.xml, images/a.png",
        "set/Annotations/a.XML, set/JPEGImages/a.JPG",
        "a.xml, a.jpg",
        "labels/xml/a.xml, labels/pictures/a.png",
        "Annotations/x1.xml, JPEGImages/a.jpg"
    })
    void vocsFilesLieApartOrBesideTheImages(String annotation, String image) throws IOException {
        Pictures.images(folder, image);
        Pictures.write(folder, annotation, VOC.formatted("a.jpg"));
        assertEachHasTheBox(Map.of(Split.ALL, 1));
        assertEquals(List.of(), problems.messages());
    }

    @Test
    void vocsPartsMayBeFolders() throws IOException {
        for (String file : List.of("train/a", "train/b", "valid/a")) {
            Pictures.images(folder, file + ".jpg");
            Pictures.write(folder, file + ".xml", VOC.formatted(Path.of(file).getFileName() + ".jpg"));
        }
        assertEachHasTheBox(Map.of(Split.TRAIN, 2, Split.VALIDATION, 1));
    }

    /** Masks of the same names are other pictures of them. */
    @Test
    void vocsTrainvalIsTheTrainingPartAndMasksAreNotMeant() throws IOException {
        for (String id : List.of("a", "b", "c")) {
            Pictures.images(folder, "JPEGImages/" + id + ".jpg", "SegmentationClass/" + id + ".png");
            Pictures.write(folder, "Annotations/" + id + ".xml", VOC.formatted(id + ".jpg"));
        }
        Pictures.write(folder, "ImageSets/Main/trainval.txt", "a\nb 1\n");
        Pictures.write(folder, "ImageSets/Main/test.txt", "c -1\n");
        assertEachHasTheBox(Map.of(Split.TRAIN, 2, Split.TEST, 1));
    }

    private static String coco(String id, String image, String size) {
        return "{\"info\":{\"x\":[1,{}]},\"annotations\":[{\"id\":1,\"image_id\":" + id
                + ",\"category_id\":1,\"bbox\":[20,15,30,30],"
                + "\"area\":900,\"iscrowd\":0,\"segmentation\":[[1,2,3,4,5,6]]}],\"images\":[{\"id\":" + id
                + ",\"file_name\":\""
                + image + "\"" + size + "}]," + CATEGORIES + "}";
    }

    private static final String SIZE = ",\"width\":80,\"height\":60";

    @ParameterizedTest
    @ValueSource(strings = {"7", "7.0", "\"7\"", "\"a-b\"", "12345678901"})
    void cocosIdsAreNumbersOrTexts(String id) throws IOException {
        Pictures.images(folder, "images/a.jpg");
        Pictures.write(folder, "annotations.json", coco(id, "a.jpg", SIZE));
        assertEachHasTheBox(Map.of(Split.ALL, 1));
        assertEquals(List.of(), problems.messages());
    }

    @Test
    void cocosPartsMayBeFoldersAsRoboflowExports() throws IOException {
        for (String part : List.of("train", "valid", "test")) {
            Pictures.images(folder, part + "/a.jpg");
            Pictures.write(folder, part + "/_annotations.coco.json", coco("0", "a.jpg", SIZE));
        }
        assertEachHasTheBox(Map.of(Split.TRAIN, 1, Split.VALIDATION, 1, Split.TEST, 1));
    }

    @Test
    void roboflowsHeadingIsNoClass() throws IOException {
        Pictures.images(folder, "train/a.jpg");
        String headed = coco("0", "a.jpg", SIZE)
                .replace(
                        CATEGORIES,
                        "\"categories\":[{\"id\":0,\"name\":\"things\",\"supercategory\":\"none\"},"
                                + "{\"id\":1,\"name\":\"red\",\"supercategory\":\"things\"}]");
        Pictures.write(folder, "train/_annotations.coco.json", headed);
        assertEachHasTheBox(Map.of(Split.TRAIN, 1));
    }

    @Test
    void keyPointsAndCaptionsBesideTheObjectsAreToldAndNotUsed() throws IOException {
        Pictures.images(folder, "val2017/a.jpg");
        for (String kind : List.of("instances", "person_keypoints", "stuff")) {
            Pictures.write(folder, "annotations/" + kind + "_val2017.json", coco("0", "a.jpg", SIZE));
        }
        Pictures.write(folder, "annotations/captions_val2017.json", "{\"images\":[],\"annotations\":[]}");
        Pictures.write(folder, "annotations/image_info_test2017.json", coco("0", "none.jpg", SIZE));
        assertEachHasTheBox(Map.of(Split.VALIDATION, 1));
        assertEquals(Map.of(Kind.UNUSED, 2), problems.counts());
    }

    @Test
    void cocosCategoriesOfOneNameAreOneClass() throws IOException {
        Pictures.images(folder, "a.jpg");
        Pictures.write(
                folder,
                "a.json",
                coco("0", "a.jpg", SIZE).replace(CATEGORIES, CATEGORIES.replace("[", "[{\"id\":5,\"name\":\"red\"},")));
        assertEachHasTheBox(Map.of(Split.ALL, 1));
        assertEquals(Map.of(Kind.TAKEN_AS, 1), problems.counts());
    }

    @Test
    void whatCocoListsAndIsNotThereIsLeftOutAlone() throws IOException {
        Pictures.images(folder, "a.jpg");
        String two = coco("0", "a.jpg", SIZE)
                .replace("}],\"categories", "},{\"id\":9,\"file_name\":\"b.jpg\"}],\"categories");
        Pictures.write(folder, "a.json", two.replace("\"area\":900", "\"area\":NaN"));
        assertEachHasTheBox(Map.of(Split.ALL, 1));
        assertEquals(Map.of(Kind.MISSING, 1, Kind.AREA, 1), problems.counts());
    }

    /** The stored picture where its size is the one that is said, and the upright one where only that is. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void boxesAreTurnedWithPhotographs(int orientation) throws IOException {
        Pictures.writeTurned(folder, "a.jpg", orientation);
        Pictures.write(folder, "a.json", coco("0", "a.jpg", SIZE));
        assertEachHasTheBox(Map.of(Split.ALL, 1));
        Pictures.write(folder, "a.json", coco("0", "a.jpg", ""));
        assertEachHasTheBox(Map.of(Split.ALL, 1));
        boolean unsaid = orientation >= 2 && orientation <= 4;
        assertEquals(unsaid ? Map.of(Kind.TAKEN_AS, 2) : Map.of(), problems.counts());
    }

    @Test
    void boxesOfUprightPhotographsStay() throws IOException {
        Pictures.writeTurned(folder, "a.jpg", 6);
        // Turned to the right, the rectangle lies at (60 − 15 − 30, 20).
        String upright = coco("0", "a.jpg", ",\"width\":60,\"height\":80").replace("[20,15,30,30]", "[15,20,30,30]");
        Pictures.write(folder, "a.json", upright);
        assertEachHasTheBox(Map.of(Split.ALL, 1));
        Pictures.write(folder, "a.json", "{}");
        Pictures.write(folder, "a.txt", "0 0.5 0.4375 0.5 0.375\n");
        Pictures.write(folder, "classes.txt", "red\n");
        assertEachHasTheBox(Map.of(Split.ALL, 1));
    }

    @Test
    void yolosFoldersAndData() throws IOException {
        Pictures.images(folder, "images/train/a.jpg", "images/train/b.png", "images/val/c.jpg", "results.png");
        Pictures.write(folder, "labels/train/a.txt", "1 0.4375 0.5 0.375 0.5\n");
        Pictures.write(folder, "labels/train/b.txt", "1 0.25 0.25 0.625 0.25 0.625 0.75 0.25 0.75\n");
        Pictures.write(folder, "labels/val/c.txt", "1 0.4375 0.5 0.375 0.5 0.93\n");
        Pictures.write(
                folder,
                "data.yaml",
                "path: ../datasets/x\ntrain: images/train\nval: images/val\nnames:\n  0: blue\n  1: red\n");
        try (Splits<DetectionDataset> parts = open()) {
            assertEquals(List.of("blue", "red"), parts.labels());
            assertEquals(2, parts.parts().get(Split.TRAIN).size());
            for (DetectionDataset part : parts.parts().values()) {
                for (int i = 0; i < part.size(); i++) {
                    assertEquals(BOX, part.objects(i).get(0).box());
                    assertEquals(1, part.objects(i).get(0).label());
                }
            }
            assertEquals(List.of(folder + ": 1 image without annotation: results.png"), problems.messages());
        }
    }

    @Test
    void yolosRoboflowAndListsAndEmptyImages() throws IOException {
        Pictures.images(folder, "train/images/a.jpg", "train/images/b.jpg", "valid/images/c.jpg");
        Pictures.write(folder, "train/labels/a.txt", "0 0.4375 0.5 0.375 0.5\nno label\n");
        Pictures.write(folder, "valid/labels/c.txt", "0 0.4375 0.5 0.375 0.5\n");
        Pictures.write(folder, "data.yaml", "train: ../train/images\nval: ../valid/images\nnc: 1\nnames: ['red']\n");
        try (Splits<DetectionDataset> parts = open()) {
            assertEquals(2, parts.parts().get(Split.TRAIN).size());
            assertEquals(List.of(), parts.parts().get(Split.TRAIN).objects(1));
            assertEquals(
                    BOX, parts.parts().get(Split.VALIDATION).objects(0).get(0).box());
            assertEquals(Map.of(Kind.UNREADABLE, 1, Kind.TAKEN_AS, 1), problems.counts());
        }
        Pictures.write(folder, "val.txt", "./valid/images/c.jpg\n./valid/images/d.jpg\n");
        Pictures.write(folder, "data.yaml", "train: [train/images]\nval: val.txt\nnames: {0: red}\n");
        try (Splits<DetectionDataset> parts = open()) {
            assertEquals(1, parts.parts().get(Split.VALIDATION).size());
        }
    }

    @Test
    void labelMesShapesHaveBoxes() throws IOException {
        Pictures.images(folder, "a.jpg", "b.jpg", "c.jpg");
        String page =
                "{\"version\":\"5\",\"shapes\":[{\"label\":\"red\",\"shape_type\":\"%s\",\"points\":%s}],\"imagePath\":"
                        + "\"..\\\\x\\\\%s\",\"imageData\":\"AAAA\",\"imageHeight\":60,\"imageWidth\":80}";
        Pictures.write(folder, "a.json", page.formatted("rectangle", "[[50,45],[20,15]]", "a.jpg"));
        Pictures.write(folder, "b.json", page.formatted("polygon", "[[20,15],[50,15],[50,45],[20,45]]", "b.jpg"));
        Pictures.write(folder, "c.json", page.formatted("circle", "[[35,30],[50,30]]", "c.jpg"));
        assertEachHasTheBox(Map.of(Split.ALL, 3));
        Pictures.write(folder, "c.json", page.formatted("point", "[[35,30]]", "c.jpg"));
        Pictures.write(folder, "b.json", "{");
        try (Splits<DetectionDataset> parts = open()) {
            assertEquals(2, parts.parts().get(Split.ALL).size());
            assertEquals(Map.of(Kind.UNREADABLE, 2, Kind.UNUSED, 1), problems.counts());
        }
    }

    @Test
    void whatHoldsNoBoxesIsToldWhatWouldBeRight() throws IOException {
        Pictures.images(folder, "a.jpg");
        Pictures.write(folder, "a.txt", "a photograph of a cat\n");
        assertEquals(
                folder + " holds no boxes: none of COCO's JSON; LabelMe's JSON; Pascal VOC's XML (Annotations/*.xml and"
                        + " JPEGImages, or beside the images); YOLO's text files (images/, labels/*.txt, data.yaml)",
                assertThrows(DatasetException.class, this::open).getMessage());
    }
}
