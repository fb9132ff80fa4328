package io.github.sknet.train.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.graph.json.Fields;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.text.FileProblem;
import io.github.sknet.graph.weights.AtomicFile;
import io.github.sknet.train.recipe.Recipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The folder of a run: {@code config.json} (all that would repeat it), {@code metrics.csv} (a row an epoch),
 * {@code last.safetensors} (a model file that the run can be resumed from), {@code best.safetensors} (a model file), and
 * for the eye {@code report.html} and TensorBoard's {@code events}. Every file but the events is replaced whole or not at
 * all.
 *
 * @param path the folder
 */
public record RunDirectory(Path path) {

    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * A folder for a new run. It is made when the run begins, so that a run that is refused leaves none.
     *
     * @throws IOException when it holds a run already, or is a file
     */
    public static RunDirectory create(Path path) throws IOException {
        RunDirectory run = new RunDirectory(path);
        run.requireNew();
        return run;
    }

    private void requireNew() throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new IOException(path + " is a file: a run needs a folder");
        }
        if (Files.exists(last()) || Files.exists(metrics())) {
            throw new IOException(path + " holds a run already: resume it, or choose another folder");
        }
    }

    /**
     * The folder of a run to be resumed.
     *
     * @throws IOException when there is none
     */
    public static RunDirectory existing(Path path) throws IOException {
        RunDirectory run = new RunDirectory(path);
        if (Files.isRegularFile(path)) {
            Path folder = path.toAbsolutePath().getParent();
            throw new IOException(path + " is a file: what is resumed is a run's folder, such as " + folder);
        }
        if (!Files.isRegularFile(run.last())) {
            throw new IOException("There is no run to resume in " + path + ": it has no "
                    + run.last().getFileName());
        }
        return run;
    }

    /**
     * Takes the folder for a new run, and makes it if need be. Whoever has data to read first takes it before.
     *
     * @throws IOException when another run has it, it holds one, or it can't be made or written
     */
    public RunLock lockNew() throws IOException {
        RunLock lock = RunLock.take(this);
        try {
            // Another run may have come and gone since it was asked for.
            requireNew();
        } catch (IOException e) {
            lock.close();
            throw e;
        }
        return lock;
    }

    /**
     * Takes the folder for a run that goes on. What a killed run left half-written is removed.
     *
     * @throws IOException when another run has it, or it can't be written
     */
    public RunLock lockExisting() throws IOException {
        RunLock lock = RunLock.take(this);
        try {
            AtomicFile.removeAbandoned(path);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
        return lock;
    }

    public Path config() {
        return path.resolve("config.json");
    }

    public Path metrics() {
        return path.resolve("metrics.csv");
    }

    public Path last() {
        return path.resolve("last.safetensors");
    }

    public Path best() {
        return path.resolve("best.safetensors");
    }

    public Path report() {
        return path.resolve("report.html");
    }

    /** The folder of the events. */
    public Path events() {
        return path.resolve("events");
    }

    /** The file whose lock is the run's. */
    Path lock() {
        return path.resolve(".lock");
    }

    /** All that a run writes. */
    List<Path> contents() {
        return List.of(config(), metrics(), last(), best(), report(), events(), lock());
    }

    /** Writes the configuration, for people as well. */
    void writeConfig(Map<String, Object> config) throws IOException {
        byte[] text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(config);
        AtomicFile.write(config(), out -> out.write(text));
    }

    /**
     * Reads the configuration.
     *
     * @throws IOException when it is missing or no JSON object
     */
    public Map<String, Object> readConfig() throws IOException {
        try {
            return Json.read(Files.readAllBytes(config()));
        } catch (IOException e) {
            throw unreadable(FileProblem.reason(e), e);
        } catch (IllegalArgumentException e) {
            throw unreadable(e.getMessage(), e);
        }
    }

    private IOException unreadable(String reason, Exception cause) {
        return new IOException("The run's configuration " + config() + " can't be read: " + reason, cause);
    }

    /**
     * Reads the recipe of the configuration, which may be of version 0.1.
     *
     * @throws IOException when it is missing or can't be understood
     */
    public Recipe readRecipe() throws IOException {
        Fields config = new Fields("The configuration", readConfig());
        try {
            String task = config.has(RunConfiguration.TASK)
                    ? config.text(RunConfiguration.TASK)
                    : ModelFile.readTask(last()).id();
            return Recipe.of(config.map(RunConfiguration.RECIPE), task);
        } catch (IllegalArgumentException e) {
            throw new IOException(config() + ": " + e.getMessage(), e);
        }
    }

    /**
     * The rows of the metrics, none where there is no such file yet.
     *
     * @throws IOException when the file can't be read or understood
     */
    public List<EpochMetrics> readMetrics() throws IOException {
        List<EpochMetrics> rows = new ArrayList<>();
        if (Files.exists(metrics())) {
            List<String> lines = Files.readAllLines(metrics());
            String[] columns = lines.isEmpty() ? new String[0] : lines.get(0).split(",");
            for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
                rows.add(row(columns, line.split(",", -1)));
            }
        }
        return rows;
    }

    private EpochMetrics row(String[] columns, String[] cells) throws IOException {
        try {
            Map<String, Double> values = new LinkedHashMap<>();
            for (int i = 1; i < cells.length; i++) {
                if (!cells[i].isEmpty()) {
                    values.put(columns[i], Double.valueOf(cells[i]));
                }
            }
            return new EpochMetrics(Integer.parseInt(cells[0]), values);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IOException(metrics() + " has a row that is no epoch: " + String.join(",", cells), e);
        }
    }

    /**
     * Adds a row to the metrics. Rows of this epoch and later ones, left by a run that ended before it could save its
     * state, are replaced.
     */
    void addMetrics(EpochMetrics row) throws IOException {
        List<EpochMetrics> rows = new ArrayList<>(readMetrics());
        rows.removeIf(earlier -> earlier.epoch() >= row.epoch());
        rows.add(row);
        Set<String> columns = new LinkedHashSet<>();
        // A row of an epoch that was evaluated has all columns, in their order.
        rows.stream()
                .map(each -> each.values().keySet())
                .sorted(Comparator.<Set<String>>comparingInt(Set::size).reversed())
                .forEach(columns::addAll);
        StringBuilder text =
                new StringBuilder("epoch,").append(String.join(",", columns)).append('\n');
        for (EpochMetrics each : rows) {
            text.append(each.epoch());
            for (String column : columns) {
                Double value = each.values().get(column);
                text.append(',').append(value == null ? "" : format(value));
            }
            text.append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(metrics(), out -> out.write(bytes));
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
