package io.github.sknet.training.reporting;

import io.github.sknet.graph.text.FileProblem;
import io.github.sknet.report.Findings;
import io.github.sknet.report.ReportTask;
import io.github.sknet.report.html.Html;
import io.github.sknet.report.html.RunReport;
import io.github.sknet.report.html.RunReport.Headline;
import io.github.sknet.report.html.Section;
import io.github.sknet.report.html.TableSection;
import io.github.sknet.report.tensorboard.EventWriter;
import io.github.sknet.train.run.EpochMetrics;
import io.github.sknet.train.run.RunDirectory;
import io.github.sknet.train.run.TrainingListener;
import io.github.sknet.train.run.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Keeps a run's {@code report.html} and its TensorBoard events up to date: after each epoch what {@code metrics.csv}
 * holds, which covers the parts before a resumption too, and at the end what the network does on images that it has not
 * learned from. What goes wrong here is told, and never ends a run.
 */
public final class RunReporting implements TrainingListener, AutoCloseable {

    private final RunDirectory directory;
    private final ReportTask<?> task;
    private final Consumer<String> problems;
    private final Set<String> told = new HashSet<>();
    private EventWriter events;

    /**
     * The reporting of a run.
     *
     * @param directory of the run
     * @param task the name of the run's task
     * @param problems is told what could not be written, in a sentence
     */
    public RunReporting(RunDirectory directory, String task, Consumer<String> problems) {
        this.directory = directory;
        this.task = ReportTask.named(task);
        this.problems = problems;
    }

    /** Looks at a trained network. */
    @FunctionalInterface
    public interface Examination {
        Findings findings() throws IOException;
    }

    private interface Writing {
        void write() throws IOException;
    }

    private void attempt(String what, Writing writing) {
        try {
            writing.write();
        } catch (IOException | RuntimeException | LinkageError | InternalError problem) {
            // The last two are how drawing ends where the system has no fonts.
            String sentence = what + " of the run in " + directory.path() + " could not be written: " + reason(problem);
            if (told.add(sentence)) {
                problems.accept(sentence);
            }
        }
    }

    private static String reason(Throwable problem) {
        if (problem instanceof IOException file) {
            return FileProblem.sentence(file);
        }
        return problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
    }

    @Override
    public void begin(int epoch) {
        attempt("The TensorBoard events", () -> events = EventWriter.open(directory.events(), epoch));
    }

    @Override
    public void epoch(Epoch epoch) {
        EpochMetrics metrics = epoch.metrics();
        if (events != null) {
            Map<String, Double> values = new LinkedHashMap<>();
            metrics.values().forEach((column, value) -> values.put(MetricNames.tag(column), value));
            attempt("The TensorBoard events", () -> events.scalars(metrics.epoch(), values));
        }
        attempt("The report", () -> write("In training", metrics.epoch(), Findings.NONE, List.of()));
    }

    /** Writes the whole report; where the network can't be looked at, the report without that. */
    public void end(TrainingResult result, Examination examination) {
        String state = ended(result.end());
        attempt("The report", () -> write(state, result.epochs(), Findings.NONE, result.broken()));
        attempt("The report", () -> write(state, result.epochs(), examination.findings(), result.broken()));
    }

    private static String ended(TrainingResult.End end) {
        return switch (end) {
            case COMPLETED -> "Completed";
            case PATIENCE -> "Ended early, as there was no better result for a while";
            case STOPPED -> "Stopped; it can be resumed";
            case DIVERGED -> "Ended, as the loss was no longer a number";
        };
    }

    /**
     * Writes the page; training names the images that it could not read, as the findings do theirs.
     *
     * @param epochs that are behind the run: the metrics of a run that was killed may tell of one more
     */
    private void write(String state, int epochs, Findings findings, List<String> unread) throws IOException {
        Map<String, Object> config = directory.readConfig();
        List<EpochMetrics> rows = directory.readMetrics().stream()
                .filter(row -> row.epoch() <= epochs)
                .toList();
        List<Headline> headlines = new ArrayList<>(findings.headlines());
        headlines.addAll(headlines(rows));
        List<Section> sections = new ArrayList<>();
        sections.add(RunCurves.of(task.curves(), rows));
        sections.addAll(findings.sections());
        List<List<String>> broken = Stream.concat(unread.stream(), findings.broken().stream())
                .map(List::of)
                .toList();
        if (!broken.isEmpty()) {
            sections.add(new TableSection(
                    "Broken images",
                    broken.size() + " could not be read, and were skipped.",
                    List.of("what was wrong"),
                    broken));
        }
        sections.add(RunFacts.configuration(config));
        sections.add(RunFacts.environment(config));
        String title =
                network(config) + ", " + directory.path().toAbsolutePath().getFileName();
        new RunReport(title, state + " after " + epochs + " of " + planned(config) + " epochs.", headlines, sections)
                .write(directory.report());
    }

    /** The registered network's name, or that of the file that the run started from. */
    private static String network(Map<String, Object> config) {
        if (config.get("architecture") instanceof Map<?, ?> architecture) {
            return String.valueOf(architecture.get("model"));
        }
        return config.get("from") instanceof String from
                ? Path.of(from).getFileName().toString()
                : "a network of its own";
    }

    private static Object planned(Map<String, Object> config) {
        return config.get("recipe") instanceof Map<?, ?> recipe ? recipe.get("epochs") : "?";
    }

    private static List<Headline> headlines(List<EpochMetrics> rows) {
        double seconds = sum(rows, "seconds");
        if (rows.isEmpty() || !(seconds > 0)) {
            return List.of();
        }
        double waited = rows.stream()
                .mapToDouble(row -> value(row, "waiting_share") * value(row, "seconds"))
                .sum();
        double images = rows.stream()
                .mapToDouble(row -> value(row, "images_per_second") * value(row, "seconds"))
                .sum();
        return List.of(
                new Headline("training", duration(seconds), "evaluation not counted"),
                new Headline("speed", String.format(Locale.ROOT, "%.0f images/s", images / seconds), "mean"),
                new Headline("waiting for data", Html.percent(waited / seconds), "of the training"));
    }

    private static double sum(List<EpochMetrics> rows, String column) {
        return rows.stream().mapToDouble(row -> value(row, column)).sum();
    }

    private static double value(EpochMetrics row, String column) {
        return row.values().getOrDefault(column, 0.0);
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 120
                ? whole + " s"
                : whole < 7200
                        ? String.format(Locale.ROOT, "%.1f min", seconds / 60)
                        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }

    @Override
    public void close() {
        if (events != null) {
            attempt("The TensorBoard events", events::close);
        }
    }
}
