package io.github.sknet.training;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.Batch;
import io.github.sknet.datasets.Dataset;
import io.github.sknet.datasets.Splits;
import io.github.sknet.report.Findings;
import io.github.sknet.report.ReportTask;
import io.github.sknet.train.TrainingTask;
import io.github.sknet.train.run.RunDirectory;
import io.github.sknet.train.run.RunLock;
import io.github.sknet.train.run.Trainer;
import io.github.sknet.train.run.TrainingException;
import io.github.sknet.train.run.TrainingListener;
import io.github.sknet.train.run.TrainingResult;
import io.github.sknet.train.run.TrainingRun;
import io.github.sknet.train.torch.Hardware;
import io.github.sknet.training.reporting.RunReporting;
import io.github.sknet.vision.Settings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Carries out a plan in a run directory, and reports on it there. Ctrl-C ends it after the current step, with a
 * checkpoint and a report.
 *
 * @param plan what to do
 * @param hardware what to compute with
 * @param directory where the files go
 * @param told is told what was found before the first step, line by line
 * @param problems is told what of the report could not be written, in a sentence
 */
public record TrainingSession(
        TrainingPlan plan,
        Hardware hardware,
        RunDirectory directory,
        Consumer<String> told,
        Consumer<String> problems) {

    private static final String FOUND = "found";

    private static final int LAST_WORDS_MILLIS = 300;

    /** Who stops a run does not want to wait for long. */
    private static final int IMAGES_WHEN_STOPPED = 500;

    /**
     * Trains from the beginning.
     *
     * @throws io.github.sknet.train.run.TrainingException when the loss is no longer a number; the report is written then, too
     * @throws IOException when there is nothing to learn or to judge by, or files can't be read or written
     */
    public TrainingResult run(TrainingListener progress) throws IOException {
        try (RunLock lock = directory.lockNew()) {
            return run(lock, progress);
        }
    }

    /** As {@link #run(TrainingListener)}, in a folder that was taken before by {@link RunDirectory#lockNew}. */
    public TrainingResult run(RunLock lock, TrainingListener progress) throws IOException {
        return train(TrainingTask.named(plan.recipe().task()), progress, trainer -> trainer.run(lock), true);
    }

    /** Goes on from the last checkpoint; otherwise as {@link #run(TrainingListener)}. */
    public TrainingResult resume(TrainingListener progress) throws IOException {
        try (RunLock lock = directory.lockExisting()) {
            return resume(lock, progress);
        }
    }

    /** As {@link #resume(TrainingListener)}, in a folder that was taken before by {@link RunDirectory#lockExisting}. */
    public TrainingResult resume(RunLock lock, TrainingListener progress) throws IOException {
        return train(TrainingTask.named(plan.recipe().task()), progress, trainer -> trainer.resume(lock), false);
    }

    @FunctionalInterface
    private interface Way {
        TrainingResult go(Trainer trainer) throws IOException;
    }

    private <D extends Dataset<D>, B extends Batch> TrainingResult train(
            TrainingTask<D, B> task, TrainingListener progress, Way way, boolean first) throws IOException {
        AnnotationProblems annotations =
                new AnnotationProblems(plan.recipe().run().strict());
        try (Splits<D> splits = plan.data().open(task.datasets(), annotations);
                RunReporting reporting = new RunReporting(directory, task.id(), problems)) {
            Splits.Training<D> data =
                    splits.forTraining(plan.judgedBy(), plan.recipe().seed());
            RunOverview found = RunOverview.of(plan, splits, data, annotations);
            found.require(splits.name(), task, plan.model().outputs());
            if (first && plan.judgedBy().part(splits).isPresent()) {
                found.requireLearnable(splits.name());
            }
            Map<String, Object> facts = new LinkedHashMap<>(plan.facts());
            facts.put(FOUND, found.toMap());
            TrainingRun<D, B> run = new TrainingRun<>(task, plan.model(), plan.recipe(), data, facts);
            Trainer trainer = new Trainer(run, hardware, directory, progress.and(reporting));
            found.lines().forEach(told);
            return stopping(trainer, () -> {
                try {
                    TrainingResult result = way.go(trainer);
                    reporting.end(result, () -> findings(task, data.validation(), result));
                    return result;
                } catch (TrainingException diverged) {
                    TrainingResult result = diverged.result();
                    reporting.end(result, () -> findings(task, data.validation(), result));
                    throw diverged;
                }
            });
        }
    }

    /** What the run's best network does on the images that it is judged by. */
    private <D extends Dataset<D>> Findings findings(TrainingTask<D, ?> task, D validation, TrainingResult result)
            throws IOException {
        if (result.bestEpoch() == 0) {
            return Findings.NONE;
        }
        boolean stopped = result.end() == TrainingResult.End.STOPPED;
        Settings settings = task.judging(plan.recipe().settings());
        return ReportTask.named(task.id())
                .findingsOn(
                        directory.best(),
                        validation.evenly(stopped ? IMAGES_WHEN_STOPPED : Integer.MAX_VALUE),
                        hardware.threads(),
                        settings);
    }

    @FunctionalInterface
    private interface Work {
        TrainingResult run() throws IOException;
    }

    /**
     * Runs a training that a signal to the process ends cleanly: the process waits for checkpoint and report, and a moment
     * for the last words on the console.
     */
    private static TrainingResult stopping(Trainer trainer, Work work) throws IOException {
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
            return work.run();
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
