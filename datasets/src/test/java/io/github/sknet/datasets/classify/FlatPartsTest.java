package io.github.sknet.datasets.classify;

import static io.github.sknet.datasets.Pictures.images;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts whose images lie in no folders of classes, as ImageNet's validation part does. */
class FlatPartsTest {

    @TempDir
    Path folder;

    private final AnnotationProblems problems = AnnotationProblems.untold();

    private void write(String file, String content) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    /** Of each image of the validation part its class. */
    private String validation() throws IOException {
        try (Splits<LabelledDataset> splits = new ClassifyDatasets().open(DataSource.of(folder.toString()), problems)) {
            assertEquals(4, splits.parts().get(Split.TRAIN).size());
            LabelledDataset part = splits.parts().get(Split.VALIDATION);
            return part == null
                    ? "none"
                    : IntStream.range(0, part.size())
                            .mapToObj(i -> part.name(i).replaceAll(".*_|\\.jpg", "")
                                    + part.labels().get(part.label(i)))
                            .sorted()
                            .collect(Collectors.joining(" "));
        }
    }

    private void writeTrain(String top) throws IOException {
        images(
                folder,
                top + "train/n01/1.jpg",
                top + "train/n01/2.jpg",
                top + "train/n02/3.jpg",
                top + "train/n02/4.jpg");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "val_annotations.txt | v_1.jpg\tn02\t0\t32\t44\t62~v_2.jpg\tn01\t2\t3\t9\t9~v_3.jpg\tn02\t1\t1\t5\t5~",
                "LOC_val_solution.csv | ImageId,PredictionString~v_1,n02 85 1 4 2~v_3,n02 1 1 2 2 n02 3 3 4 4~v_2,n01 9 9 9 9~",
                "val.txt | v_1.jpg 1~v_2.jpg 0~v_3.jpg 1~",
                "val_synset_labels.txt | n02~n01~n02~",
            })
    void listsSayTheClasses(String list, String content) throws IOException {
        writeTrain("");
        images(folder, "val/v_1.jpg", "val/v_2.jpg", "val/v_3.jpg");
        write("meta/" + list, content.replace('~', '\n'));
        assertEquals("1n02 2n01 3n02", validation());
        assertEquals(Map.of(), problems.counts());
    }

    /** ILSVRC's own numbers are not in the order of the names. */
    @Test
    void numbersInOrderNeedTheirMeaning() throws IOException {
        writeTrain("ILSVRC/Data/CLS-LOC/");
        images(
                folder,
                "ILSVRC/Data/CLS-LOC/val/v_1.jpg",
                "ILSVRC/Data/CLS-LOC/val/v_2.jpg",
                "ILSVRC/Data/CLS-LOC/val/v_3.jpg");
        write("devkit/data/ILSVRC2012_validation_ground_truth.txt", "1\n2\n1\n");
        assertEquals("none", validation());
        assertTrue(
                problems.messages().get(0).contains("no list says which class each number means"),
                problems.messages().toString());
        write("devkit/data/map_clsloc.txt", "n02 1 kit_fox\nn01 2 tench\n");
        assertEquals("1n02 2n01 3n02", validation());
    }

    @Test
    void annotationsOfOneClassSayIt() throws IOException {
        writeTrain("Data/");
        images(folder, "Data/val/v_1.jpg", "Data/val/v_2.jpg", "Data/val/v_3.jpg");
        String[] classes = {"n02", "n01", "n02"};
        for (int i = 0; i < classes.length; i++) {
            write(
                    "Annotations/val/v_" + (i + 1) + ".xml",
                    "<annotation><filename>v_" + (i + 1) + "</filename><object><name>" + classes[i]
                            + "</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>9</xmax><ymax>9</ymax></bndbox></object>"
                            + "</annotation>");
        }
        assertEquals("1n02 2n01 3n02", validation());
    }

    /** As in Tiny ImageNet. */
    @Test
    void aFolderOfImagesIsNoClass() throws IOException {
        images(
                folder,
                "train/n01/images/1.jpg",
                "train/n01/images/2.jpg",
                "train/n02/images/3.jpg",
                "train/n02/images/4.jpg");
        images(folder, "val/images/v_1.jpg", "val/images/v_2.jpg", "test/images/t_1.jpg");
        write("val/val_annotations.txt", "v_1.jpg\tn02\t0\t0\t6\t6\nv_2.jpg\tn01\t0\t0\t6\t6\n");
        write("wnids.txt", "n01\nn02\n");
        assertEquals("1n02 2n01", validation());
        assertEquals(
                folder + ": 1 image in test, a part without folders of classes: test/images/t_1.jpg",
                problems.messages().get(0));
    }
}
