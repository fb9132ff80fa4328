package io.github.sknet.datasets.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.files.Reading;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which image is of which class, in folders and lists as people have them; what is not used is told. */
class ClassImagesTest {

    @TempDir
    private Path folder;

    private final AnnotationProblems problems = AnnotationProblems.untold();

    private void images(String... files) throws IOException {
        for (String file : files) {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, ClassFoldersTest.png(1));
        }
    }

    /** By part, the images of each class: {@code TRAIN cat=2 dog=1}. */
    private String read(Reading reading) throws IOException {
        try (Splits<LabelledDataset> splits = LabelledDatasets.open(folder.toString(), reading, false)) {
            StringBuilder text = new StringBuilder();
            splits.parts().forEach((split, part) -> {
                Map<String, Integer> counts = new TreeMap<>();
                for (int i = 0; i < part.size(); i++) {
                    counts.merge(part.labels().get(part.label(i)), 1, Integer::sum);
                }
                text.append(split).append(counts);
            });
            return text.toString();
        }
    }

    private String read() throws IOException {
        return read(Reading.usual(problems));
    }

    private String refused() {
        return assertThrows(DatasetException.class, this::read).getMessage();
    }

    @ParameterizedTest
    @CsvSource({
        "training_set, test_set, TRAIN, TEST",
        "train, validate, TRAIN, VALIDATION",
        "Train, Valid, TRAIN, VALIDATION",
        "train_images, val_images, TRAIN, VALIDATION",
        "seg_train, seg_test, TRAIN, TEST",
        "train2017, val2017, TRAIN, VALIDATION",
        "训练集, 测试集, TRAIN, TEST",
        "training, evaluation, TRAIN, TEST"
    })
    void partsHaveManyNames(String one, String other, Split first, Split second) throws IOException {
        images(one + "/cat/1.png", one + "/dog/1.png", other + "/cat/1.png", other + "/dog/1.png");
        assertEquals(first + "{cat=1, dog=1}" + second + "{cat=1, dog=1}", read());
        assertEquals(List.of(), problems.messages());
    }

    /** As Kaggle unpacks its archives. */
    @Test
    void partsMayLieWithinFoldersOfTheirName() throws IOException {
        images("training_set/training_set/cats/1.png", "training_set/training_set/dogs/1.png");
        images("test_set/test_set/cats/1.png", "test_set/test_set/dogs/1.png");
        assertEquals("TRAIN{cats=1, dogs=1}TEST{cats=1, dogs=1}", read());
    }

    @Test
    void everyClassMayHaveItsParts() throws IOException {
        images("cat/train/1.png", "cat/train/2.png", "cat/test/1.png", "dog/train/1.png", "dog/test/1.png");
        assertEquals("TRAIN{cat=2, dog=1}TEST{cat=1, dog=1}", read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "test", "val", "training"})
    void aClassMayBeCalledAsAPartIs(String name) throws IOException {
        images(name + "/1.png", "bus/1.png", "car/1.png");
        assertEquals("ALL" + new TreeMap<>(Map.of("bus", 1, "car", 1, name, 1)), read());
    }

    @Test
    void whereClassOrPartIsUnclearItIsAsked() throws IOException {
        images("train/steam/1.png", "train/diesel/1.png", "bus/1.png", "car/1.png");
        assertEquals(
                folder.resolve("train")
                        + " may be a part of the data or a class, as bus, car beside it are: give the folder"
                        + " of the data alone, or call a class otherwise",
                refused());
    }

    @Test
    void whatLiesBesideTheDataIsToldAndNotUsed() throws IOException {
        images("dataset/train/cat/1.png", "dataset/train/dog/1.png", "dataset/val/cat/1.png", "dataset/val/dog/1.png");
        images("dataset/overview.png", "pictures/of-the-paper.png", "dataset/test/1.png", "dataset/test/2.png");
        assertEquals("TRAIN{cat=1, dog=1}VALIDATION{cat=1, dog=1}", read());
        assertEquals(Map.of(Kind.UNUSED, 4), problems.counts());
        assertEquals(
                List.of(
                        folder
                                + ": 2 images in test, a part without folders of classes: dataset/test/1.png, dataset/test/2.png",
                        folder + ": 2 images in no folder of a class: dataset/overview.png, pictures/of-the-paper.png"),
                problems.messages());
    }

    @Test
    void looseImagesAreToldAndNotUsed() throws IOException {
        images("cat/1.png", "dog/1.png", "a.png", "b.png", "c.png", "d.png");
        assertEquals("ALL{cat=1, dog=1}", read());
        assertEquals(
                List.of(folder + ": 4 images in no folder of a class: a.png, b.png, c.png, …"), problems.messages());
    }

    /** In strict reading, too: nothing of it is wrong. */
    @Test
    void classesWithoutImagesAreTold() throws IOException {
        images("train/cat/1.png", "train/dog/1.png", "val/cat/1.png", "val/dog/1.png");
        Files.createDirectories(folder.resolve("train/fox"));
        Files.createDirectories(folder.resolve("train/owl"));
        Files.write(folder.resolve("train/owl/1.heic"), new byte[9]);
        AnnotationProblems strict = new AnnotationProblems(true);
        assertEquals("TRAIN{cat=1, dog=1}VALIDATION{cat=1, dog=1}", read(Reading.usual(strict)));
        assertEquals(
                List.of(
                        folder + ": 1 image of a format that is not read (JPEG, PNG, WebP, TIFF, BMP and GIF are):"
                                + " train/owl/1.heic",
                        folder
                                + ": folders without an image that can be read, which are no classes: train/fox, train/owl"),
                strict.messages());
    }

    @Test
    void aClassThatIsNotLearnedIsToldWithTheOneThatIsMeant() throws IOException {
        images("train/cat/1.png", "train/dog/1.png", "val/Cat/1.png", "val/dog/1.png", "val/fox/1.png");
        read();
        assertEquals(
                List.of(
                        folder + ": the training part has no class 'Cat'; there is 'cat'",
                        folder + ": the training part has no class 'fox'"),
                problems.messages());
    }

    @Test
    void classesThatDifferByCaseAloneAreTold() throws IOException {
        images("cat/1.png", "Cat/1.png", "dog/1.png");
        assertEquals("ALL{Cat=1, cat=1, dog=1}", read());
        assertEquals(List.of(folder + ": 'Cat' and 'cat' are two classes"), problems.messages());
    }

    @Test
    void foldersThatAreNoClassesAreRefused() throws IOException {
        images("train/1.png", "val/1.png");
        assertEquals(
                folder
                        + " has the parts [train, val], but no folders of classes in them (train/CLASS/IMAGE.jpg); where these"
                        + " are the classes, say so with --labels",
                refused());
        assertEquals(
                "ALL{train=1, val=1}",
                read(new Reading(Optional.of(List.of("train", "val")), Optional.empty(), problems)));
    }

    @Test
    void theSameFoldersInEachAreAsked() throws IOException {
        images("fold1/cat/1.png", "fold1/dog/1.png", "fold2/cat/1.png", "fold2/dog/1.png", "fold2/fox/1.png");
        assertEquals(
                folder
                        + " has the same folders [cat, dog] in each of [fold1, fold2]: where those are the classes, call these"
                        + " train, val and test; where these are the classes, say so with --labels",
                refused());
    }

    @Test
    void severalDataSetsAreNamed() throws IOException {
        images("a/train/cat/1.png", "a/val/cat/1.png", "b/train/cat/1.png");
        assertEquals(folder + " holds several data sets with parts, of which one is to be chosen: [a, b]", refused());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "path,label\n1.png,cat\nimages/2.png,dog\n3,cat\n",
                "1.png,cat\n2.png,dog\n3.png,cat\n",
                "id,width,species\n1,4,cat\n2,4,dog\n3,4,cat\n",
                "images/1.png cat\nimages/2.png dog\nimages/3.png cat\n",
                "label\tfile\ncat\t1.png\ndog\t2.png\ncat\t3.png\n",
                "file;class\n\"1.png\";\"cat\"\n2.png;dog\n3.png;cat\n",
                "image,cat,dog\n1,1,0\n2,0.0,1.0\n3,1,0\n"
            })
    void listsSayTheClasses(String list) throws IOException {
        images("images/1.png", "images/2.png", "images/3.png");
        Files.writeString(folder.resolve("labels.csv"), list);
        assertEquals("ALL{cat=2, dog=1}", read());
        assertEquals(List.of(), problems.messages());
    }

    @Test
    void listsSayThePartsToo() throws IOException {
        images("images/1.png", "images/2.png", "images/3.png", "images/4.png");
        Files.writeString(
                folder.resolve("all.csv"), "file,label,split\n1.png,cat,train\n2.png,dog,val\n3.png,dog,train\n");
        assertEquals("TRAIN{cat=1, dog=1}VALIDATION{dog=1}", read());
        assertEquals(List.of(folder + ": 1 image on no list: images/4.png"), problems.messages());
        Files.delete(folder.resolve("all.csv"));
        Files.writeString(folder.resolve("train.txt"), "1.png cat\n2.png dog\n9.png dog\n");
        Files.writeString(folder.resolve("test.txt"), "3.png cat\n4.png dog\n");
        Files.writeString(folder.resolve("sample_submission.csv"), "id,label\n3.png,dog\n");
        assertEquals("TRAIN{cat=1, dog=1}TEST{cat=1, dog=1}", read());
        assertEquals(Map.of(Kind.UNUSED, 1, Kind.MISSING, 1), problems.counts());
    }

    @Test
    void listsMayBeInOtherEncodings() throws IOException {
        images("1.png", "2.png");
        Files.write(folder.resolve("labels.csv"), "1.png,猫\n2.png,狗\n".getBytes(Charset.forName("GBK")));
        assertTrue(refused().endsWith("labels.csv is not text in UTF-8: say its encoding, such as --encoding GBK"));
        Reading gbk = new Reading(Optional.empty(), Optional.of(Charset.forName("GBK")), problems);
        assertEquals("ALL{狗=1, 猫=1}", read(gbk));
    }

    @Test
    void listsThatDoNotSayOneClassAreRefused() throws IOException {
        images("1.png", "2.png");
        Path list = Files.writeString(folder.resolve("a.csv"), "file,mass,length\n1.png,3.5,7\n2.png,1,2\n");
        assertEquals(list + " has the columns [file, mass, length]: call the one with the classes 'label'", refused());
        Files.writeString(list, "1.png,cat\n2.png,dog\n1.png,dog\n");
        assertEquals(
                list
                        + " says that 1.png is of the class 'dog', which is of 'cat' already (--multi-label, where an image may be"
                        + " of several)",
                refused());
    }
}
