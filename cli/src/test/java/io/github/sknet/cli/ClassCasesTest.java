package io.github.sknet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders and archives of classes as people have them. */
class ClassCasesTest {

    @TempDir
    Path folder;

    private void assertTrains(String name, String data, int status, String said) throws IOException {
        Path at = new CaseFolders(folder).unpack(name).resolve(data);
        List<Object> command = CaseFolders.command(
                "train", "--data", at, "--model", "sknet_tiny", "--epochs", 1, "--out", folder.resolve("run"));
        CaseFolders.assertSays(status, said, command);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chinese_names | 狗🐶 9, 猫 咪 9; the model: ",
                "class_named_train | bus 9, car 9, train 9",
                "first_image_broken | 000.jpg is a truncated JPEG file; cat 9, dog 9",
                "first_image_grey | 3 channels, as the images have",
                "first_image_small | !40×30; !30×40; 3 channels",
                "ipynb_checkpoints | cat 9, dog 9; !.ipynb",
                "loose_images | 5 images in no folder of a class",
                "odd_class_names | a<b>&\"c 9; the model: ",
                "synology_eadir | cat 9, dog 9; !eaDir",
                "training_set_test_set | cats 9, dogs 9; the part test is not looked at",
                "webp_class | cat 9, dog 9",
                "wrong_content | skipped 3 training images; of the format HEIC; of the format HTML; is empty",
            })
    void dataIsUnderstood(String name, String said) throws IOException {
        assertTrains(name, "data", 0, said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "top_folder_with_preview | cat 10, dog 10; overview.png",
                "zip_backslashes | cat 9, dog 9",
                "zip_gbk_names | 狗 9, 猫 9",
            })
    void archivesAreUnderstood(String name, String said) throws IOException {
        assertTrains(name, "data.zip", 0, said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "single_class | at least 2",
                "val_other_classes | 'Cat', which the training part lacks; it has 'cat'",
            })
    void dataOfWhichNothingCanBeLearnedIsRefused(String name, String said) throws IOException {
        assertTrains(name, "data", 1, said);
    }

    @Test
    void aFolderWithoutImagesIsTold() throws IOException {
        Path data = new CaseFolders(folder).unpack("empty_class").resolve("data");
        Files.createDirectories(data.resolve("train/fox"));
        assertTrains(
                "empty_class", "data", 0, "folders without an image that can be read, which are no classes: train/fox");
    }

    @Test
    void linksInCirclesAreLeftOut() throws IOException {
        Path dog = new CaseFolders(folder).unpack("symlink_loop").resolve("data/dog");
        Files.createSymbolicLink(dog.resolve("circle"), dog.getParent());
        assertTrains("symlink_loop", "data", 0, "cat 9, dog 9");
    }

    @Test
    void aLossThatIsNoNumberEndsTheRun() throws IOException {
        Path data = new CaseFolders(folder).unpack("ipynb_checkpoints").resolve("data");
        CaseFolders.assertSays(
                1,
                "are not all numbers in epoch 1, step 1: try a smaller --lr",
                CaseFolders.command(
                        "train",
                        "--data",
                        data,
                        "--model",
                        "sknet_tiny",
                        "--lr",
                        "1e30",
                        "--epochs",
                        2,
                        "--out",
                        folder.resolve("run")));
    }
}
