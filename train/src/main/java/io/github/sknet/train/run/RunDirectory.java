package io.github.sknet.train.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.weights.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The folder of a run: {@code config.json} (all that would repeat it), {@code metrics.csv} (a row an epoch),
 * {@code last.safetensors} (a model file that the run can be resumed from) and {@code best.safetensors} (a model file).
 * Every file is replaced whole or not at all.
 *
 * @param path the folder
 */
public record RunDirectory(Path path) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A folder for a new run; it is made if need be.
     *
     * @throws IOException when it holds a run already, or can't be made
     */
    public static RunDirectory create(Path path) throws IOException {
        RunDirectory run = new RunDirectory(path);
        if (Files.exists(run.last()) || Files.exists(run.metrics())) {
            throw new IOException(path + " holds a run already: resume it, or choose another folder");
        }
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new IOException("The run's folder " + path + " can't be made: " + e.getMessage(), e);
        }
        return run;
    }

    /**
     * The folder of a run to be resumed.
     *
     * @throws IOException when there is none
     */
    public static RunDirectory existing(Path path) throws IOException {
        RunDirectory run = new RunDirectory(path);
        if (!Files.isRegularFile(run.last())) {
            throw new IOException("There is no run to resume in " + path + ": it has no "
                    + run.last().getFileName());
        }
        return run;
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

    /** Writes the configuration. */
    public void writeConfig(JsonNode config) throws IOException {
        byte[] text = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(config);
        AtomicFile.write(config(), out -> out.write(text));
    }

    /**
     * Reads the configuration.
     *
     * @throws IOException when it is missing or no JSON
     */
    public JsonNode readConfig() throws IOException {
        try {
            return JSON.readTree(Files.readAllBytes(config()));
        } catch (IOException e) {
            throw new IOException("The run's configuration " + config() + " can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * Adds a row to the metrics. Rows of this epoch and later ones, left by a run that ended before it could save its
     * state, are replaced.
     */
    void addMetrics(EpochMetrics row) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("epoch," + String.join(",", row.values().keySet()));
        if (Files.exists(metrics())) {
            for (String line : Files.readAllLines(metrics())) {
                String epoch = line.substring(0, Math.max(line.indexOf(','), 0));
                if (epoch.matches("\\d+") && Integer.parseInt(epoch) < row.epoch()) {
                    lines.add(line);
                }
            }
        }
        lines.add(row.epoch() + ","
                + row.values().values().stream().map(RunDirectory::format).collect(Collectors.joining(",")));
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(metrics(), out -> out.write(text));
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
