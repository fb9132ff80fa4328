package io.github.sknet.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.train.torch.Hardware;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs that are stopped and gone on with, and their comparison. */
public final class Runs {

    private Runs() {}

    /** A trainer that asks itself to stop after the given number of steps. */
    private static final class StopAfter implements TrainingListener {
        private final int steps;
        private Trainer trainer;
        private int seen;

        StopAfter(int steps) {
            this.steps = steps;
        }

        @Override
        public void step(Step step) {
            if (++seen == steps) {
                trainer.stop();
            }
        }
    }

    /** Trains from the beginning, for so many steps. */
    static TrainingResult trainFor(int steps, TrainingRun<?, ?> run, RunDirectory directory) throws IOException {
        StopAfter stop = new StopAfter(steps);
        stop.trainer = new Trainer(run, Hardware.processor(), directory, stop);
        return stop.trainer.run();
    }

    /**
     * Trains in one go, and once more in two parts.
     *
     * @param steps of the first part; not all of an epoch
     */
    public static void assertResumesExactly(TrainingRun<?, ?> run, int steps, Path folder) throws IOException {
        RunDirectory whole = RunDirectory.create(folder.resolve("whole"));
        new Trainer(run, whole).run();
        RunDirectory parts = RunDirectory.create(folder.resolve("parts"));
        assertEquals(TrainingResult.End.STOPPED, trainFor(steps, run, parts).end());
        assertEquals(
                TrainingResult.End.COMPLETED, new Trainer(run, parts).resume().end());
        assertSame(whole, parts);
    }

    /** Two runs that learned the same, bit for bit. */
    static void assertSame(RunDirectory expected, RunDirectory actual) throws IOException {
        assertEquals(
                Safetensors.read(expected.last()).tensors(),
                Safetensors.read(actual.last()).tensors(),
                "weights, optimiser and average");
        assertEquals(
                ModelFile.read(expected.best()).weights(),
                ModelFile.read(actual.best()).weights());
        assertEquals(metricsWithoutTimes(expected), metricsWithoutTimes(actual));
    }

    /** The last four columns are times and memory. */
    private static List<String> metricsWithoutTimes(RunDirectory directory) throws IOException {
        return Files.readAllLines(directory.metrics()).stream()
                .map(line -> line.replaceAll("(,[^,]*){4}$", ""))
                .toList();
    }
}
