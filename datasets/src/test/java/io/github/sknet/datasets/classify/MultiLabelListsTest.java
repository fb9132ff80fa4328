package io.github.sknet.datasets.classify;

import static io.github.sknet.datasets.Pictures.images;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.Splits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that give an image several classes, or none. */
class MultiLabelListsTest {

    @TempDir
    Path folder;

    private final AnnotationProblems problems = AnnotationProblems.untold();

    @BeforeEach
    void writeImages() throws IOException {
        images(folder, "images/1.png", "images/2.png", "images/3.png", "images/4.png");
    }

    private LabelledDataset read(String list, DataSource source) throws IOException {
        Files.writeString(folder.resolve("labels.csv"), list);
        try (Splits<LabelledDataset> splits = new ClassifyDatasets().open(source, problems)) {
            assertEquals(1, splits.parts().size());
            return splits.forEvaluation();
        }
    }

    private DataSource source() {
        return DataSource.of(folder.toString());
    }

    private DataSource asked() {
        return new DataSource(folder.toString(), List.of(), Map.of("multi-label", "true"));
    }

    /** Of each image its file and its classes. */
    private static String told(LabelledDataset dataset) {
        return String.join(
                " ",
                IntStream.range(0, dataset.size())
                        .mapToObj(index -> dataset.name(index).replaceAll(".*/|\\.png", "")
                                + IntStream.of(dataset.classes(index))
                                        .mapToObj(dataset.labels()::get)
                                        .sorted()
                                        .toList())
                        .sorted()
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "path,label\n1.png,cat;dog\n2.png,dog\n3.png,\n4.png,cat\n",
                "1.png,cat|dog\n2.png,dog\n3.png,\n4.png,cat\n",
                "1.png,cat;dog\n2.png,dog\n3.png,\n4.png,cat\n",
                "file;labels\n1.png;cat, dog\n2.png;dog\n3.png;\n4.png;cat\n",
                "file,labels\n1.png,\"cat,dog\"\n2.png,dog\n3.png,\n4.png,cat\n",
                "image,tags\n1,dog cat\n2,dog\n3,\n4,cat\n",
                "image\tlabel1\tlabel2\n1\tcat\tdog\n2\t\tdog\n3\t\t\n4\tcat\t\n",
                "Image Index,Finding Labels,Age\n1,cat|dog,40\n2,dog,51\n3,,60\n4,cat,7\n",
                "image,cat,dog\n1,1,1\n2,0,1\n3,0,0\n4,1.0,0.0\n",
                "image,cat,dog\n1,1,1\n2,-1,1\n3,-1,-1\n4,1,-1\n"
            })
    void eachImageHasAnyNumberOfClasses(String list) throws IOException {
        LabelledDataset dataset = read(list, source());
        assertEquals("1[cat, dog] 2[dog] 3[] 4[cat]", told(dataset));
        assertFalse(dataset.exclusive());
        assertArrayEquals(new int[] {2, 2}, dataset.imagesByClass());
        assertTrue(dataset.imageLabel(0).isEmpty());
        assertEquals(
                List.of(folder.resolve("labels.csv") + ": an image may be of several classes, or of none"),
                problems.messages());
        assertThrows(IllegalStateException.class, () -> dataset.label(0));
    }

    @Test
    void columnsOfClassesKeepTheirNames() throws IOException {
        LabelledDataset dataset = read("Image,No Finding,Edema\n1,1,0\n2,0,0\n3,0,1\n4,1,1\n", source());
        assertEquals("1[No Finding] 2[] 3[Edema] 4[Edema, No Finding]", told(dataset));
    }

    /** What a name may hold divides nothing, unless the parts come again in other company. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "file,label\n1.png,\"tench, Tinca tinca\"\n2.png,\"owl, bird\"\n3.png,\"owl, bird\"\n",
                "file,label\n1.png,red car\n2.png,blue car\n3.png,blue car\n",
                "file,cat,dog\n1.png,1,0\n2.png,0,1\n3.png,0,1\n"
            })
    void namesAreNotTakenApart(String list) throws IOException {
        LabelledDataset dataset = read(list, source());
        assertTrue(dataset.exclusive());
        assertEquals(2, dataset.labels().size());
        assertArrayEquals(
                new int[] {1, 2}, IntStream.of(dataset.imagesByClass()).sorted().toArray());
    }

    @Test
    void severalClassesCanBeAskedForWhereNoRowShowsThem() throws IOException {
        LabelledDataset rows = read("1.png,cat\n1.png,dog\n2.png,dog\n3.png,dog\n", asked());
        assertEquals("1[cat, dog] 2[dog] 3[dog]", told(rows));
        assertFalse(read("1.png,cat\n2.png,dog\n", asked()).exclusive());
    }

    @Test
    void foldersOfClassesGiveAnImageOne() throws IOException {
        images(folder, "cat/1.png", "dog/1.png");
        assertEquals(
                "--multi-label is for lists of images with their classes, and " + folder
                        + " has none: its folders give an image one class",
                assertThrows(IllegalArgumentException.class, () -> new ClassifyDatasets().open(asked(), problems))
                        .getMessage());
    }

    /** A model's classes need not all occur in what it is judged by. */
    @Test
    void labelsMayNameClassesThatDoNotOccur() throws IOException {
        DataSource named = source().withLabels(List.of("owl", "dog", "cat"));
        LabelledDataset dataset = read("1.png,cat;dog\n2.png,dog\n", named);
        assertEquals(List.of("owl", "dog", "cat"), dataset.labels());
        assertEquals("1[cat, dog] 2[dog]", told(dataset));
        assertEquals(
                "The classes of " + folder + " are [cat, dog, fox], not [owl, dog, cat]",
                assertThrows(IllegalArgumentException.class, () -> read("1.png,cat;fox\n2.png,dog\n", named))
                        .getMessage());
    }

    @Test
    void namedClassesAreNotTakenApart() throws IOException {
        DataSource named = source().withLabels(List.of("cat;kitten", "dog", "owl"));
        assertEquals("1[cat;kitten] 2[dog, owl]", told(read("path,label\n1.png,cat;kitten\n2.png,dog;owl\n", named)));
    }

    @Test
    void aShareOfTheImagesIsHeldOut() throws IOException {
        Splits.Training<LabelledDataset> training =
                read("1.png,cat;dog\n2.png,dog\n3.png,\n4.png,cat\n", source()).holdOut(0.25, 1);
        assertEquals(3, training.train().size());
        assertEquals(1, training.validation().size());
    }
}
