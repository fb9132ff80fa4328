package io.github.sknet.training;

import io.github.sknet.train.run.RunDirectory;
import io.github.sknet.train.run.Trainer;
import io.github.sknet.train.run.TrainingListener;
import io.github.sknet.train.run.TrainingResult;
import io.github.sknet.train.torch.Hardware;
import io.github.sknet.training.reporting.RunReporting;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/**
 * Carries out a plan in a run directory, and reports on it there. Ctrl-C ends it after the current step, with a
 * checkpoint and a report.
 *
 * @param plan what to do
 * @param directory where the files go
 * @param hardware what to compute with
 */
public record TrainingSession(TrainingPlan plan, RunDirectory directory, Hardware hardware) {

    private static final int LAST_WORDS_MILLIS = 300;

    /** Trains from the beginning. */
    public TrainingResult run(TrainingListener progress) throws IOException {
        directory.writeConfig(plan.toJson());
        return train(progress, false);
    }

    /** Goes on from the last checkpoint. */
    public TrainingResult resume(TrainingListener progress) throws IOException {
        return train(progress, true);
    }

    private TrainingResult train(TrainingListener progress, boolean resume) throws IOException {
        try (TrainingData data = TrainingData.open(plan, hardware);
                RunReporting reporting =
                        new RunReporting(directory, problem -> System.err.println("sknet: " + problem))) {
            Trainer<?> trainer = new Trainer<>(
                    plan.start(data.labels()),
                    plan.recipe(),
                    data.task(),
                    hardware,
                    directory,
                    progress.and(reporting));
            return stopping(trainer, () -> {
                TrainingResult result = resume ? trainer.resume() : trainer.run();
                reporting.end(result, () -> data.findings(directory, result));
                return result;
            });
        }
    }

    @FunctionalInterface
    private interface Training {
        TrainingResult run() throws IOException;
    }

    /**
     * Runs a training that a signal to the process ends cleanly: the process waits for checkpoint and report, and a moment
     * for the last words on the console.
     */
    private static TrainingResult stopping(Trainer<?> trainer, Training training) throws IOException {
        CountDownLatch finished = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            trainer.stop();
            try {
                finished.await();
                Thread.sleep(LAST_WORDS_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return training.run();
        } finally {
            finished.countDown();
            if (!isShuttingDown(hook)) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    /** Once the process is ending, hooks can't be removed any more; this one has then been started. */
    private static boolean isShuttingDown(Thread hook) {
        return hook.getState() != Thread.State.NEW;
    }
}
