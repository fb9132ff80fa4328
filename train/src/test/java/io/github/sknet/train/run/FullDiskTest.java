package io.github.sknet.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.sknet.train.torch.Hardware;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FullDiskTest {

    /** Room for one checkpoint of about 3 MB, the best network and half of another checkpoint. */
    private static final long DISK_BYTES = 16 << 20;

    private static final int BLOCK = 1 << 12;

    /** A disk that fills up in the run's second epoch: a sentence, the last checkpoint as it was, nothing half-written. */
    @Test
    void theLastCheckpointStaysAndTheRunCanGoOn() throws IOException {
        Configuration small =
                Configuration.unix().toBuilder().setMaxSize(DISK_BYTES).build();
        try (FileSystem disk = Jimfs.newFileSystem(small);
                FileSystem largeDisk = Jimfs.newFileSystem(Configuration.unix())) {
            RunDirectory whole = RunDirectory.create(largeDisk.getPath("/whole"));
            train(whole, TrainingListener.NONE, false);

            RunDirectory directory = RunDirectory.create(disk.getPath("/run"));
            Path ballast = disk.getPath("/ballast");
            TrainingListener filling = new TrainingListener() {
                @Override
                public void epoch(Epoch epoch) {
                    fill(ballast);
                }
            };
            String sentence = assertThrows(IOException.class, () -> train(directory, filling, false))
                    .getMessage();
            assertTrue(sentence.startsWith("Cannot write /run/"), sentence);
            assertTrue(sentence.endsWith("out of disk space"), sentence);
            assertEquals(1, Checkpoint.read(directory.last()).state().epoch(), "the checkpoint of the first epoch");
            assertEquals(
                    Set.of(".lock", "config.json", "metrics.csv", "last.safetensors", "best.safetensors"),
                    Set.copyOf(names(directory.path())));

            Files.delete(ballast);
            train(directory, TrainingListener.NONE, true);
            Runs.assertSame(whole, directory);
        }
    }

    private static void train(RunDirectory directory, TrainingListener listener, boolean resume) throws IOException {
        Trainer trainer = new Trainer(Stripes.run(Stripes.RECIPE), Hardware.processor(), directory, listener);
        if (resume) {
            trainer.resume();
        } else {
            trainer.run();
        }
    }

    /** Writes until nothing more fits. */
    private static void fill(Path file) {
        byte[] block = new byte[BLOCK];
        assertThrows(IOException.class, () -> {
            try (OutputStream out = Files.newOutputStream(file)) {
                while (true) {
                    out.write(block);
                }
            }
        });
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
