package io.github.sknet.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.classify.LabelledDatasets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data that is given to another task than its own is refused, with what it is and what fits it. */
class OtherTaskTest {

    private static final String COCO = """
            {"images": [{"id": 1, "file_name": "a.jpg", "width": 80, "height": 60}],
             "categories": [{"id": 1, "name": "cell"}],
             "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 1, 4, 4]}]}
            """;

    @TempDir
    private Path folder;

    private Splits<?> open(String task, List<String> labels) throws IOException {
        return DataSource.of(folder.toString())
                .withLabels(labels)
                .open(DatasetTask.named(task), AnnotationProblems.untold());
    }

    private void assertRefused(String task, String own, String sign, String model) {
        String message = assertThrows(IllegalArgumentException.class, () -> open(task, List.of()))
                .getMessage();
        assertTrue(message.startsWith(folder + " is data to " + own + ", not to " + task + ": "), message);
        assertTrue(message.contains(sign), message);
        assertTrue(message.contains("; a model for it is " + model), message);
    }

    private void writeMasks(String images, String masks) throws IOException {
        for (String name : List.of("a", "b", "c")) {
            Pictures.images(folder, images + "/" + name + ".jpg");
            Pictures.writeMask(folder, masks + "/" + name + ".png", 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "train, trainannot",
        "train, train_labels",
        "train, train_masks",
        "images, masks",
        "images/train, masks/train",
        "train/images, train/masks",
        "images, annotations",
        "data/images, data/labels",
        "JPEGImages, SegmentationClass",
        "leftImg8bit/train/aachen, gtFine/train/aachen"
    })
    void foldersOfMasksAreNoClasses(String images, String masks) throws IOException {
        writeMasks(images, masks);
        if (images.equals("train")) {
            writeMasks("val", masks.replace("train", "val"));
        }
        assertRefused("classify", "segment", masks + "/a.png is a mask of " + images + "/a.jpg", "semantic_fpn_");
        assertThrows(IllegalArgumentException.class, () -> LabelledDatasets.open(folder.toString()));
        assertRefused("detect", "segment", masks + "/a.png is a mask of " + images + "/a.jpg", "semantic_fpn_");
        open("segment", List.of()).close();
    }

    /** The names of the parts begin those of folders that hold something else. */
    @Test
    void partsAndWhatIsCalledAfterThemAreNoClasses() throws IOException {
        Pictures.images(folder, "train/a.jpg", "train_more/b.jpg", "val/c.jpg", "val_more/d.jpg");
        assertTrue(assertThrows(DatasetException.class, () -> open("classify", List.of()))
                .getMessage()
                .startsWith(folder + " has the parts [train, val], but no folders of classes in them"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "bmp"})
    void masksOfOtherFormatsAreNoClassesEither(String extension) throws IOException {
        Pictures.images(folder, "images/a.jpg", "masks/a." + extension);
        assertRefused("classify", "segment", "masks/a." + extension + " is a mask of", "semantic_fpn_");
    }

    @ParameterizedTest
    @CsvSource({
        "images/a.jpg, labels/a.txt",
        "images/train/a.jpg, labels/train/a.txt",
        "train/images/a.jpg, train/labels/a.txt",
        "red/a.jpg, red/a.txt"
    })
    void boxesOfYoloAreNoClasses(String image, String label) throws IOException {
        Pictures.images(folder, image);
        Pictures.write(folder, label, "0 0.5 0.5 0.2 0.2\n");
        Pictures.write(folder, "data.yaml", "names: [cell]\n");
        assertRefused("classify", "detect", "boxes of objects are in ", "fcos_");
        assertRefused("segment", "detect", "boxes of objects are in ", "fcos_");
    }

    @Test
    void boxesOfCocoBesideFoldersAreNoClasses() throws IOException {
        Pictures.images(folder, "north/a.jpg", "south/b.jpg");
        Pictures.write(folder, "annotations.json", COCO);
        assertRefused("classify", "detect", "annotations.json", "fcos_");
        assertRefused("segment", "detect", "annotations.json", "fcos_");
        open("detect", List.of()).close();
    }

    @Test
    void boxesOfVocAreNoClasses() throws IOException {
        Pictures.images(folder, "JPEGImages/a.jpg");
        Pictures.write(
                folder,
                "Annotations/a.xml",
                "<annotation><size><width>8</width><height>8</height></size><object><name>cell</name><bndbox>"
                        + "<xmin>1</xmin><ymin>1</ymin><xmax>5</xmax><ymax>5</ymax></bndbox></object></annotation>");
        Pictures.write(folder, "ImageSets/Main/train.txt", "a\n");
        assertRefused("classify", "detect", "Annotations/a.xml", "fcos_");
        assertRefused("segment", "detect", "Annotations/a.xml", "fcos_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"segment", "detect"})
    void classesAreNoMasksAndNoBoxes(String task) throws IOException {
        Pictures.images(folder, "train/cat/a.jpg", "train/dog/a.jpg", "val/cat/b.jpg", "val/dog/b.jpg");
        assertRefused(task, "classify", "each image is of one of the classes [cat, dog]", "");
    }

    /** Folders may be called as those of masks are. */
    @ParameterizedTest
    @CsvSource({"face, mask", "with_mask, without_mask", "mask, no_mask", "labels, logos"})
    void classesMayBeCalledAsMasksAre(String one, String other) throws IOException {
        Pictures.images(folder, one + "/1.jpg", one + "/2.jpg", other + "/1.jpg", other + "/2.jpg");
        try (Splits<?> splits = open("classify", List.of())) {
            assertEquals(List.of(one, other).stream().sorted().toList(), splits.labels());
        }
    }

    /** As there are of melanomas: whoever names the classes has them, masks or no masks. */
    @Test
    void namedClassesAreTaken() throws IOException {
        writeMasks("images", "masks");
        try (Splits<?> splits = open("classify", List.of("images", "masks"))) {
            assertEquals(List.of("images", "masks"), splits.labels());
        }
    }

    /** What is missing or broken stays so, whatever else it may be. */
    @Test
    void whatCannotBeReadIsNoOtherTasks() throws IOException {
        for (String task : List.of("classify", "detect", "segment")) {
            assertThrows(
                    DatasetException.class,
                    () -> DataSource.of(folder.resolve("missing").toString())
                            .open(DatasetTask.named(task), AnnotationProblems.untold()));
        }
        Pictures.images(folder, "images/a.jpg");
        Pictures.write(folder, "labels/a.txt", "0 0.5 0.5 0.2\n0 0.5 0.5 0.2 0.2\n");
        assertThrows(
                DatasetException.class,
                () -> DataSource.of(folder.toString()).open(DatasetTask.named("detect"), new AnnotationProblems(true)));
    }
}
