package io.github.sknet.datasets.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.Zips;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarDatasetTest {
    @TempDir
    private Path folder;

    /** One record whose pixel p has red p % 251, green 100 and blue 7. */
    private static byte[] record(int... labels) {
        byte[] record = new byte[labels.length + 3072];
        for (int i = 0; i < labels.length; i++) {
            record[i] = (byte) labels[i];
        }
        for (int pixel = 0; pixel < 1024; pixel++) {
            record[labels.length + pixel] = (byte) (pixel % 251);
            record[labels.length + 1024 + pixel] = 100;
            record[labels.length + 2048 + pixel] = 7;
        }
        return record;
    }

    @Test
    void readsCifar10Planes() throws IOException {
        Files.writeString(folder.resolve("batches.meta.txt"), "airplane\nautomobile\n\n");
        Files.write(folder.resolve("data_batch_1.bin"), record(1));
        Files.write(folder.resolve("data_batch_2.bin"), record(0));
        Files.write(folder.resolve("test_batch.bin"), record(1));
        try (Splits<LabelledDataset> splits = LabelledDatasets.open(folder.toString())) {
            LabelledDataset train = splits.parts().get(Split.TRAIN);
            assertEquals(2, train.size());
            assertEquals(0, train.label(1));
            assertEquals(33, train.image(1).sample(1, 1, 0), "pixel 33 is row 1, column 1");
            assertEquals(100, train.image(1).sample(31, 31, 1));
            assertEquals(7, train.image(0).sample(0, 31, 2));
            assertEquals(folder.resolve("data_batch_2.bin") + "[0]", train.name(1));
            assertEquals(
                    "automobile", splits.labels().get(splits.forEvaluation().label(0)));
        }
    }

    @Test
    void theArchivesFolderIsReadFromAZipFileToo() throws IOException {
        Path zip = folder.resolve("cifar10.zip");
        Zips.write(
                zip,
                Map.of(
                        "cifar-10-batches-bin/batches.meta.txt",
                        "airplane\nautomobile\n".getBytes(StandardCharsets.UTF_8),
                        "cifar-10-batches-bin/data_batch_1.bin",
                        record(1),
                        "cifar-10-batches-bin/test_batch.bin",
                        record(0)));
        try (Splits<LabelledDataset> splits = LabelledDatasets.open(zip.toString())) {
            LabelledDataset train = splits.parts().get(Split.TRAIN);
            assertEquals(1, train.label(0));
            assertEquals(33, train.image(0).sample(1, 1, 0));
            assertEquals(zip + "/cifar-10-batches-bin/data_batch_1.bin[0]", train.name(0));
            assertEquals(0, splits.parts().get(Split.TEST).label(0));
        }
    }

    @Test
    void ofSeveralDataSetsOneIsToBeChosen() throws IOException {
        for (String names : List.of("cifar-10-batches-bin/batches.meta.txt", "cifar-100-binary/fine_label_names.txt")) {
            Files.createDirectories(folder.resolve(names).getParent());
            Files.writeString(folder.resolve(names), "apple\n");
        }
        Files.write(folder.resolve("cifar-100-binary/train.bin"), record(9, 0));
        assertEquals(
                folder + " holds several data sets of CIFAR's format, of which one is to be chosen: "
                        + "[cifar-10-batches-bin/batches.meta.txt, cifar-100-binary/fine_label_names.txt]",
                refused(folder));
        try (Splits<LabelledDataset> splits =
                LabelledDatasets.open(folder.resolve("cifar-100-binary").toString())) {
            assertEquals(1, splits.forEvaluation().size());
        }
    }

    @Test
    void namesAloneAreNoDataSet() throws IOException {
        Path names = Files.writeString(folder.resolve("batches.meta.txt"), "airplane\n");
        assertEquals(
                names + " names CIFAR's classes, but neither data_batch_1.bin nor test_batch.bin is beside it",
                refused(folder));
    }

    private static String refused(Path source) {
        return assertThrows(DatasetException.class, () -> LabelledDatasets.open(source.toString()))
                .getMessage();
    }

    @Test
    void cifar100TakesTheFineLabel() throws IOException {
        Files.writeString(folder.resolve("fine_label_names.txt"), "apple\nbear\nwolf\n");
        Files.write(folder.resolve("train.bin"), record(9, 2));
        try (Splits<LabelledDataset> splits = LabelledDatasets.open(folder.toString())) {
            assertEquals("wolf", splits.labels().get(splits.forEvaluation().label(0)));
        }
    }

    @Test
    void partialRecordsAndUnknownLabelsAreRefused() throws IOException {
        Files.writeString(folder.resolve("batches.meta.txt"), "airplane\n");
        Path file = folder.resolve("test_batch.bin");
        Files.write(file, new byte[3000]);
        assertEquals(
                file
                        + " has 3000 bytes, which is not a number of whole records of 3073 bytes as CIFAR's binary files are",
                refused(folder));
        Files.write(file, record(5));
        assertEquals(
                file + " gives its image 0 the label 5, but " + folder.resolve("batches.meta.txt") + " names 1 classes",
                refused(folder));
    }
}
