package io.github.sknet.cli;

import io.github.sknet.train.run.EpochMetrics;
import io.github.sknet.train.run.TrainingListener;
import java.util.Locale;
import java.util.Map;

/** How a run goes: a bar an epoch on a terminal, a line an epoch everywhere. */
final class ConsoleProgress implements TrainingListener, AutoCloseable {

    private final Console console;
    private final String title;
    private TerminalBar bar;
    private int epochOfBar;

    /**
     * Tells of a run.
     *
     * @param title what is said once the run has begun: it may be refused until then
     */
    ConsoleProgress(Console console, String title) {
        this.console = console;
        this.title = title;
    }

    @Override
    public void begin(int epoch) {
        console.progress(title);
    }

    @Override
    public void step(Step step) {
        if (bar == null || epochOfBar != step.epoch()) {
            close();
            bar = new TerminalBar("epoch " + step.epoch() + "/" + step.epochs());
            epochOfBar = step.epoch();
        }
        StringBuilder message = new StringBuilder(String.format(Locale.ROOT, "loss %.3f", step.loss()));
        step.metrics().forEach((name, value) -> message.append(String.format(Locale.ROOT, ", %s %.3f", name, value)));
        message.append(String.format(
                Locale.ROOT, ", %.0f images/s, %s left in all", step.imagesPerSecond(), duration(step.secondsLeft())));
        bar.to(step.batch(), step.batches());
        bar.message(message.toString());
    }

    @Override
    public void epoch(EpochMetrics metrics, boolean best) {
        close();
        StringBuilder line = new StringBuilder("epoch " + metrics.epoch() + ":");
        for (Map.Entry<String, Double> value : metrics.ofAllClasses().entrySet()) {
            line.append(String.format(Locale.ROOT, " %s %.4g", value.getKey(), value.getValue()));
        }
        console.progress(line.append(best ? " (best so far)" : "").toString());
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
