package io.github.sknet.cli;

import io.github.sknet.train.run.TrainingListener;
import java.util.Locale;

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
        bar.to(step.batch(), step.batches());
        bar.message(String.format(
                Locale.ROOT,
                "loss %.3f, %.0f images/s, %s left",
                step.loss(),
                step.imagesPerSecond(),
                EpochLine.duration(step.secondsLeft())));
    }

    @Override
    public void epoch(Epoch epoch) {
        close();
        console.progress(EpochLine.of(epoch));
    }

    /** The bar gives its line back: what follows, and the terminal's own sign for the key, stand on lines of their own. */
    @Override
    public void stopping() {
        close();
        console.progress("stopping: the checkpoint and the report are being written …");
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
