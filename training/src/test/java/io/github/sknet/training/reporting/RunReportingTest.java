package io.github.sknet.training.reporting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.sknet.report.Findings;
import io.github.sknet.report.html.RunReport.Headline;
import io.github.sknet.train.run.EpochMetrics;
import io.github.sknet.train.run.RunDirectory;
import io.github.sknet.train.run.TrainingListener;
import io.github.sknet.train.run.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportingTest {

    @TempDir
    Path folder;

    private final List<String> problems = new ArrayList<>();
    private RunDirectory directory;

    @BeforeEach
    void writeRun() throws IOException {
        directory = RunDirectory.create(Files.createDirectories(folder.resolve("run")));
        Files.writeString(
                directory.config(),
                "{\"architecture\": {\"model\": \"sknet_tiny\"}, \"recipe\": {\"epochs\": 2}, \"environment\": {}}");
        Files.writeString(
                directory.metrics(),
                "epoch,train_loss,val_top1,seconds,images_per_second,waiting_share\n1,2,0.5,4,10,0.25\n2,1,0.75,4,30,0.75\n");
    }

    private RunReporting reporting() {
        return new RunReporting(directory, "classify", problems::add);
    }

    private static TrainingResult result(int epochs) {
        return new TrainingResult(epochs, 1, 0.5, 8, 160, List.of(), TrainingResult.End.COMPLETED);
    }

    private String report() throws IOException {
        return Files.readString(directory.report());
    }

    @Test
    void theEndHasWhatTheNetworkDoes() throws IOException {
        try (RunReporting reporting = reporting()) {
            reporting.begin(1);
            reporting.end(
                    result(2), () -> new Findings(List.of(new Headline("found", "42", "")), List.of(), List.of()));
        }
        assertEquals(List.of(), problems);
        assertTrue(report().contains("Completed after 2 of 2 epochs."), report());
        assertTrue(report().contains("42"), "the findings");
        assertTrue(report().contains("20 images/s"), "the mean over the time, not over the epochs");
        assertTrue(report().contains("50.0"), "half of the time was waited for");
    }

    /** A run that was killed between its metrics and its checkpoint has an epoch in the table that is not behind it. */
    @Test
    void epochsThatAreNotBehindTheRunAreNotTold() throws IOException {
        Files.writeString(directory.config(), "{\"recipe\": {\"epochs\": 1}}");
        try (RunReporting reporting = reporting()) {
            reporting.begin(2);
            reporting.end(result(1), () -> Findings.NONE);
        }
        assertEquals(List.of(), problems);
        assertTrue(report().contains("Completed after 1 of 1 epochs."), report());
        assertTrue(report().contains("10 images/s"), "the speed of the first epoch");
    }

    @Test
    void aNetworkThatCannotBeLookedAtLeavesTheReportWithoutThat() throws IOException {
        try (RunReporting reporting = reporting()) {
            reporting.end(result(2), () -> {
                throw new IOException("best.safetensors is damaged");
            });
            reporting.end(result(2), () -> {
                throw new InternalError("no fonts");
            });
        }
        assertTrue(report().contains("Completed after 2 of 2 epochs."), report());
        String begins = "The report of the run in " + directory.path() + " could not be written: ";
        assertEquals(List.of(begins + "best.safetensors is damaged", begins + "no fonts"), problems);
    }

    @Test
    void theSameProblemIsToldOnce() throws IOException {
        Files.delete(directory.config());
        try (RunReporting reporting = reporting()) {
            reporting.begin(1);
            reporting.epoch(epoch(1, 2.0));
            reporting.epoch(epoch(2, 1.0));
            reporting.end(result(2), () -> Findings.NONE);
        }
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).contains("config.json"), problems::toString);
    }

    private static TrainingListener.Epoch epoch(int number, double loss) {
        EpochMetrics metrics = new EpochMetrics(number, Map.of("train_loss", loss));
        return new TrainingListener.Epoch(metrics, 2, "val_top1", true);
    }
}
