package io.github.sknet.graph.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.UntrustedJson;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One model, one file: a safetensors file whose metadata say which network it is, what its classes are called, how images
 * are prepared for it and how it was trained. Python's safetensors reads it as any other.
 *
 * <p>Metadata keys: {@code sknet.architecture}, {@code sknet.labels}, {@code sknet.preprocessing}, {@code sknet.training}
 * (each JSON) and {@code sknet.version}.
 *
 * @param architecture which network
 * @param weights exactly its parameters and buffers
 * @param labels the classes' names, as many as classes; empty where they have none
 * @param preprocessing how an image becomes the network's input, as JSON; see {@code sknet-vision}
 * @param training how the weights came to be, as JSON
 */
public record ModelFile(
        Architecture architecture,
        Weights weights,
        List<String> labels,
        Optional<JsonNode> preprocessing,
        Optional<JsonNode> training) {

    /** The version of this project, as written into files. */
    public static final String VERSION = Optional.ofNullable(
                    ModelFile.class.getPackage().getImplementationVersion())
            .orElse("development");

    /**
     * How the names of tensors begin that a file may hold besides the network's: a training run's checkpoint is a model
     * file with the run's state in it.
     */
    public static final String RESERVED = "sknet.";

    private static final String PREFIX = "sknet.";
    private static final String ARCHITECTURE = PREFIX + "architecture";
    private static final String LABELS = PREFIX + "labels";
    private static final String PREPROCESSING = PREFIX + "preprocessing";
    private static final String TRAINING = PREFIX + "training";
    private static final String WRITTEN_BY = PREFIX + "version";

    private static final JsonMapper JSON = JsonMapper.builder(UntrustedJson.FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public ModelFile {
        labels = List.copyOf(labels);
        if (!labels.isEmpty() && labels.size() != architecture.classes()) {
            throw new IllegalArgumentException(
                    "A model of " + architecture.classes() + " classes needs as many labels, not " + labels.size());
        }
        weights = weights.fitting(architecture.build());
    }

    /** The network, built anew from the architecture. */
    public Graph graph() {
        return architecture.build();
    }

    /**
     * Reads a model file.
     *
     * @throws WeightsException when it isn't one, is damaged, or its weights do not fit its network
     * @throws IOException when it can't be read
     */
    public static ModelFile read(Path file) throws IOException {
        Safetensors content = Safetensors.read(file);
        Map<String, String> metadata = content.metadata();
        Architecture architecture = architecture(file, metadata);
        List<String> labels =
                metadata.containsKey(LABELS) ? parse(file, metadata, LABELS, new TypeReference<>() {}) : List.of();
        if (labels.stream().anyMatch(Objects::isNull)) {
            throw new WeightsException(file + ": its metadata '" + LABELS + "' has a label that is null");
        }
        try {
            return new ModelFile(
                    architecture,
                    new Weights(withoutReserved(content.tensors())),
                    labels,
                    optional(file, metadata, PREPROCESSING),
                    optional(file, metadata, TRAINING));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new WeightsException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads which network a file holds, and not its weights.
     *
     * @throws WeightsException when it isn't a model file
     * @throws IOException when it can't be read
     */
    public static Architecture readArchitecture(Path file) throws IOException {
        return architecture(file, Safetensors.readMetadata(file));
    }

    private static Architecture architecture(Path file, Map<String, String> metadata) throws WeightsException {
        if (!metadata.containsKey(ARCHITECTURE)) {
            throw new WeightsException(file + " holds weights but does not say of which network; "
                    + "'sknet import' makes a model file of it");
        }
        return parse(file, metadata, ARCHITECTURE, new TypeReference<>() {});
    }

    private static Map<String, Tensor> withoutReserved(Map<String, Tensor> tensors) {
        Map<String, Tensor> own = new LinkedHashMap<>(tensors);
        own.keySet().removeIf(name -> name.startsWith(RESERVED));
        return own;
    }

    private static Optional<JsonNode> optional(Path file, Map<String, String> metadata, String key)
            throws WeightsException {
        return metadata.containsKey(key)
                ? Optional.of(parse(file, metadata, key, new TypeReference<>() {}))
                : Optional.empty();
    }

    private static <T> T parse(Path file, Map<String, String> metadata, String key, TypeReference<T> type)
            throws WeightsException {
        try {
            T value = JSON.readValue(metadata.get(key), type);
            if (value == null) {
                throw new WeightsException(file + ": its metadata '" + key + "' is null");
            }
            return value;
        } catch (JsonProcessingException e) {
            String reason = e.getCause() instanceof IllegalArgumentException
                    ? e.getCause().getMessage()
                    : e.getOriginalMessage();
            throw new WeightsException(file + ": its metadata '" + key + "' can't be understood: " + reason, e);
        }
    }

    /**
     * Writes the model, whole or not at all.
     *
     * @throws IOException when the file can't be written
     */
    public void write(Path file) throws IOException {
        Map<String, String> header = new LinkedHashMap<>();
        header.put("format", "pt");
        header.putAll(metadata());
        new Safetensors(header, weights.tensors()).write(file);
    }

    /** Everything but the weights as strings, in the keys listed above: what other file formats carry along, too. */
    public Map<String, String> metadata() throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(WRITTEN_BY, VERSION);
        metadata.put(ARCHITECTURE, JSON.writeValueAsString(architecture));
        if (!labels.isEmpty()) {
            metadata.put(LABELS, JSON.writeValueAsString(labels));
        }
        preprocessing.ifPresent(node -> metadata.put(PREPROCESSING, node.toString()));
        training.ifPresent(node -> metadata.put(TRAINING, node.toString()));
        return metadata;
    }
}
