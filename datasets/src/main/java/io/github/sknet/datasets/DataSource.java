package io.github.sknet.datasets;

import io.github.sknet.graph.json.Fields;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where images are, and how their annotations are read.
 *
 * @param location a path, or the name of a bundled data set
 * @param labels the classes' names, in the order of a network's outputs; empty for those that the data names
 * @param settings what else the task's {@link DatasetTask#settings} say, by name
 */
public record DataSource(String location, List<String> labels, Map<String, String> settings) {

    public DataSource {
        labels = List.copyOf(labels);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** A data set that names its classes. */
    public static DataSource of(String location) {
        return new DataSource(location, List.of(), Map.of());
    }

    /** The same with a model's classes, where none were named. */
    public DataSource orLabels(List<String> known) {
        return labels.isEmpty() ? withLabels(known) : this;
    }

    /** The same with named classes. */
    public DataSource withLabels(List<String> labels) {
        return new DataSource(location, labels, settings);
    }

    /**
     * Opens the data set for a task.
     *
     * @throws IOException as {@link DatasetTask#open}
     * @throws IllegalArgumentException when something is set that is for another task, or the data is another's or of other
     *     classes than were named
     */
    public <D extends Dataset<D>> Splits<D> open(DatasetTask<D, ?> task, AnnotationProblems problems)
            throws IOException {
        for (String name : settings.keySet()) {
            if (!knows(task, name)) {
                String owners = DatasetTask.all().stream()
                        .filter(other -> knows(other, name))
                        .map(DatasetTask::id)
                        .collect(Collectors.joining(" or "));
                throw new IllegalArgumentException(
                        owners.isEmpty()
                                ? "There is no setting '" + name + "' for data to " + task.id()
                                : name + " is for data to " + owners + ", not to " + task.id());
            }
        }
        try {
            return task.open(this, problems);
        } catch (DatasetException unreadable) {
            Optional<OtherTask> other = task.sign(this).isPresent() ? Optional.empty() : OtherTask.of(this, task.id());
            if (other.isPresent()) {
                throw other.get().refusal(task.id());
            }
            throw unreadable;
        }
    }

    private static boolean knows(DatasetTask<?, ?> task, String name) {
        return task.settings().stream().anyMatch(setting -> setting.name().equals(name));
    }

    /** The form of a run's configuration: {@code data}, {@code labels} and, where there are any, {@code dataSettings} by name. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("data", location);
        map.put("labels", labels);
        if (!settings.isEmpty()) {
            map.put("dataSettings", settings);
        }
        return map;
    }

    /**
     * Reads {@link #toMap}'s form, among a configuration's other entries; that of version 0.1 had masks' {@code ignore} beside
     * {@code data}.
     *
     * @throws IllegalArgumentException saying what is missing or wrong
     */
    public static DataSource from(Fields configuration) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (configuration.has("ignore")) {
            settings.put("ignore", String.valueOf(configuration.integer("ignore")));
        }
        if (configuration.has("dataSettings")) {
            Fields given = configuration.object("dataSettings");
            given.names().forEach(name -> settings.put(name, given.text(name)));
        }
        return new DataSource(
                configuration.text("data"),
                configuration.has("labels") ? configuration.texts("labels") : List.of(),
                settings);
    }
}
