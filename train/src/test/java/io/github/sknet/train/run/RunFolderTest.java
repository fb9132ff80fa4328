package io.github.sknet.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.sknet.train.recipe.Recipe;
import io.github.sknet.train.torch.Hardware;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a run's folder is, and when there is one. */
class RunFolderTest {

    private static final Recipe ONE_EPOCH = Stripes.RECIPE.with("epochs", "1");

    @TempDir
    Path folder;

    @Test
    void twoRunsCannotShareAFolder() throws IOException {
        Path shared = folder.resolve("run");
        RunDirectory directory = RunDirectory.create(shared);
        List<String> refusals = new ArrayList<>();
        TrainingListener second = new TrainingListener() {
            @Override
            public void step(Step step) {
                if (step.batch() == 1) {
                    refusals.add(refusal(new Trainer(Stripes.run(ONE_EPOCH), new RunDirectory(shared))::run));
                    refusals.add(refusal(new Trainer(Stripes.run(ONE_EPOCH), directory)::resume));
                }
            }
        };
        new Trainer(Stripes.run(ONE_EPOCH), Hardware.processor(), directory, second).run();
        String sentence =
                "Another run is at work in " + shared + ": wait for its end, or choose another folder (--out)";
        assertEquals(List.of(sentence, sentence), refusals);
        assertEquals(1, new Trainer(Stripes.run(ONE_EPOCH), directory).resume().epochs(), "the lock ends with the run");
    }

    /** The folder was free when the run was planned. */
    @Test
    void aFolderThatAnotherRunHasFilledMeanwhileIsLeftAlone() throws IOException {
        RunDirectory first = RunDirectory.create(folder.resolve("run"));
        RunDirectory second = RunDirectory.create(folder.resolve("run"));
        new Trainer(Stripes.run(ONE_EPOCH), first).run();
        byte[] before = Files.readAllBytes(first.config());
        String sentence = refusal(new Trainer(Stripes.run(Stripes.RECIPE), second)::run);
        assertTrue(sentence.endsWith("holds a run already: resume it, or choose another folder"), sentence);
        assertEquals(new String(before), Files.readString(first.config()));
    }

    @Test
    void whatIsRefusedLeavesNoFolder() throws IOException {
        for (Recipe refused :
                List.of(ONE_EPOCH.with("classWeights", "[1, 2]"), ONE_EPOCH.with("frozen", "[\"nothing\"]"))) {
            RunDirectory directory = RunDirectory.create(folder.resolve("refused"));
            assertThrows(IllegalArgumentException.class, () -> new Trainer(Stripes.run(refused), directory).run());
            assertFalse(Files.exists(directory.path()));
        }
    }

    /** A disk without room for the first checkpoint. */
    @Test
    void whatFailsBeforeTheFirstStepLeavesWhatWasThere() throws IOException {
        Configuration small =
                Configuration.unix().toBuilder().setMaxSize(1 << 20).build();
        try (FileSystem disk = Jimfs.newFileSystem(small)) {
            RunDirectory directory = RunDirectory.create(disk.getPath("/runs/full"));
            String sentence = refusal(new Trainer(Stripes.run(ONE_EPOCH), directory)::run);
            assertTrue(sentence.endsWith("last.safetensors: out of disk space"), sentence);
            assertFalse(Files.exists(disk.getPath("/runs")));

            Files.createDirectories(directory.path());
            Path note = Files.writeString(directory.path().resolve("note.txt"), "mine");
            refusal(new Trainer(Stripes.run(ONE_EPOCH), directory)::run);
            try (Stream<Path> left = Files.list(directory.path())) {
                assertEquals(List.of(note), left.toList());
            }
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNamedWithTheReason() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        Path inside = file.resolve("run");
        String sentence = refusal(new Trainer(Stripes.run(ONE_EPOCH), RunDirectory.create(inside))::run);
        assertTrue(sentence.startsWith("The run's folder " + inside + " can't be made or written: " + file), sentence);
        assertFalse(sentence.contains("Exception"), sentence);
        Path process = Path.of("/proc/run");
        assertEquals(
                "The run's folder /proc/run can't be made or written: its file system takes no folder there",
                refusal(new Trainer(Stripes.run(ONE_EPOCH), RunDirectory.create(process))::run));
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("last.safetensors"), "x");
        assertEquals(
                file + " is a file: what is resumed is a run's folder, such as " + folder,
                refusal(() -> RunDirectory.existing(file)));
        assertEquals(file + " is a file: a run needs a folder", refusal(() -> RunDirectory.create(file)));
    }

    private static String refusal(org.junit.jupiter.api.function.Executable run) {
        return assertThrows(IOException.class, run).getMessage();
    }
}
