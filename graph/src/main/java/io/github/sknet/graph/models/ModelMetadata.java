package io.github.sknet.graph.models;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.codec.GraphCodec;
import io.github.sknet.graph.json.Fields;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.preprocessing.Preprocessing;
import io.github.sknet.graph.task.Task;
import io.github.sknet.graph.task.TaskOutputs;
import io.github.sknet.graph.weights.WeightsException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** All of a {@link ModelFile} but its weights, and its form as strings by key. */
record ModelMetadata(
        Graph graph,
        TaskOutputs outputs,
        List<String> labels,
        Optional<Preprocessing> preprocessing,
        Optional<Architecture> architecture,
        Optional<String> training) {

    private static final String VERSION = ModelFile.RESERVED + "version";
    private static final String GRAPH = ModelFile.RESERVED + "graph";
    private static final String TASK = ModelFile.RESERVED + "task";
    private static final String LABELS = ModelFile.RESERVED + "labels";
    private static final String PREPROCESSING = ModelFile.RESERVED + "preprocessing";
    private static final String ARCHITECTURE = ModelFile.RESERVED + "architecture";
    private static final String TRAINING = ModelFile.RESERVED + "training";

    private static final String ID = "id";
    private static final String OUTPUTS = "outputs";

    Map<String, String> write() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(VERSION, ModelFile.VERSION);
        metadata.put(GRAPH, GraphCodec.write(graph));
        Map<String, Object> task = new LinkedHashMap<>();
        task.put(ID, outputs.task().id());
        task.put(OUTPUTS, outputs.toMap());
        metadata.put(TASK, Json.write(task));
        if (!labels.isEmpty()) {
            metadata.put(LABELS, Json.write(labels));
        }
        preprocessing.ifPresent(said -> metadata.put(PREPROCESSING, Json.write(said.toMap())));
        architecture.ifPresent(said -> metadata.put(ARCHITECTURE, Json.write(said.toMap())));
        training.ifPresent(said -> metadata.put(TRAINING, said));
        return metadata;
    }

    /**
     * Reads the strings of a file.
     *
     * @throws WeightsException when they are not a model's
     * @throws IllegalArgumentException without the file's name, when the registry has no such network
     */
    static ModelMetadata read(Path file, Map<String, String> metadata) throws WeightsException {
        Optional<Architecture> architecture = architecture(file, metadata);
        Graph graph;
        TaskOutputs outputs;
        if (metadata.containsKey(GRAPH)) {
            graph = parse(file, metadata, GRAPH, GraphCodec::read);
            Task task = readTask(file, metadata);
            outputs = parse(file, metadata, TASK, text -> task.outputs(graph, described(text)));
        } else {
            Architecture named = architecture.orElseThrow(() -> noModel(file));
            graph = named.build();
            outputs = named.task().outputs(graph);
        }
        return new ModelMetadata(
                graph,
                outputs,
                optional(file, metadata, LABELS, ModelMetadata::labels).orElse(List.of()),
                optional(file, metadata, PREPROCESSING, text -> Preprocessing.fromMap(Json.read(text))),
                architecture,
                optional(file, metadata, TRAINING, text -> {
                    Json.read(text);
                    return text;
                }));
    }

    /** Reads the task alone; throws as {@link #read}. */
    static Task readTask(Path file, Map<String, String> metadata) throws WeightsException {
        if (metadata.containsKey(TASK)) {
            return parse(file, metadata, TASK, text -> Task.named(new Fields("It", Json.read(text)).text(ID)));
        }
        if (metadata.containsKey(GRAPH)) {
            throw new WeightsException(file + " holds a network but does not say what for: it lacks '" + TASK + "'");
        }
        return architecture(file, metadata).orElseThrow(() -> noModel(file)).task();
    }

    private static WeightsException noModel(Path file) {
        return new WeightsException(file + " holds weights but does not say of which network; "
                + "'sknet import' makes a model file of it");
    }

    private static Optional<Architecture> architecture(Path file, Map<String, String> metadata)
            throws WeightsException {
        return optional(file, metadata, ARCHITECTURE, text -> Architecture.fromMap(Json.read(text)));
    }

    private static Map<String, Object> described(String text) {
        Fields task = new Fields("It", Json.read(text));
        task.text(ID);
        Map<String, Object> outputs = task.map(OUTPUTS);
        task.complete();
        return outputs;
    }

    private static List<String> labels(String text) {
        return new Fields("It", Collections.singletonMap("labels", Json.value(text))).texts("labels");
    }

    private static <T> Optional<T> optional(
            Path file, Map<String, String> metadata, String key, Function<String, T> reader) throws WeightsException {
        return metadata.containsKey(key) ? Optional.of(parse(file, metadata, key, reader)) : Optional.empty();
    }

    private static <T> T parse(Path file, Map<String, String> metadata, String key, Function<String, T> reader)
            throws WeightsException {
        try {
            return reader.apply(metadata.get(key));
        } catch (IllegalArgumentException e) {
            throw new WeightsException(file + ": its metadata '" + key + "' can't be understood: " + e.getMessage(), e);
        }
    }
}
