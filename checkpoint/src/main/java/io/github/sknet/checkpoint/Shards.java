package io.github.sknet.checkpoint;

import io.github.sknet.checkpoint.format.Checkpoint;
import io.github.sknet.checkpoint.format.MovingAverage;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.weights.FileKind;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A checkpoint that is spread over several files, as Hugging Face's libraries save large ones: {@code model.safetensors.index.json}
 * says under {@code weight_map} in which file beside it each tensor lies.
 */
final class Shards {

    private static final long MAX_INDEX_BYTES = 1 << 26;

    /** {@code model-00001-of-00002.safetensors}. */
    private static final Pattern PART = Pattern.compile("(.+)-\\d+-of-\\d+(\\.[a-z]+)");

    private Shards() {}

    /**
     * Refuses one of several files, beside which their index lies.
     *
     * @throws WeightsException naming the index
     */
    static void requireNoPart(Path file) throws WeightsException {
        Matcher part = PART.matcher(file.getFileName().toString());
        if (part.matches()) {
            Path index = file.resolveSibling(part.group(1) + part.group(2) + ".index.json");
            if (Files.isRegularFile(index)) {
                throw new WeightsException(
                        file + " is one of several files with a network's weights; give their index, " + index);
            }
        }
    }

    /**
     * Reads the tensors that an index names.
     *
     * @throws WeightsException when it is no index, a file or a tensor is missing, or a file lies elsewhere than beside the index
     */
    static Checkpoint read(Path index, MovingAverage average) throws IOException {
        Map<String, String> files = files(index);
        Set<String> names = new TreeSet<>(files.values());
        Map<String, Tensor> found = new LinkedHashMap<>();
        for (String name : names) {
            Path shard = index.resolveSibling(name);
            if (!Files.isRegularFile(shard) || FileKind.of(shard) == FileKind.JSON) {
                throw new WeightsException(
                        index + " names the file " + name + ", but no file with weights of that name is beside it");
            }
            Checkpoints.readWhole(shard, average).weights().tensors().forEach((tensor, values) -> {
                if (name.equals(files.get(tensor))) {
                    found.put(tensor, values);
                }
            });
        }
        List<String> missing = new ArrayList<>(files.keySet());
        missing.removeAll(found.keySet());
        if (!missing.isEmpty()) {
            throw new WeightsException(index + " names the tensor " + Json.cut(missing.get(0)) + " in "
                    + files.get(missing.get(0)) + ", which does not hold it");
        }
        return new Checkpoint(
                "a checkpoint of " + names.size() + " files with an index", new Weights(found), List.of());
    }

    private static Map<String, String> files(Path index) throws IOException {
        if (Files.size(index) > MAX_INDEX_BYTES) {
            throw new WeightsException(index + " is no index of a checkpoint: it has " + Files.size(index) + " bytes");
        }
        Object map;
        try {
            map = Json.read(Files.readAllBytes(index)).get("weight_map");
        } catch (IllegalArgumentException e) {
            throw new WeightsException(index + " is no index of a checkpoint: it is no JSON object", e);
        }
        if (!(map instanceof Map<?, ?> entries) || entries.isEmpty()) {
            throw new WeightsException(index + " is no index of a checkpoint: it has no 'weight_map'");
        }
        Map<String, String> files = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            if (!(entry.getValue() instanceof String name) || !isPlainName(index, name)) {
                throw new WeightsException(index + " puts the tensor " + Json.cut((String) entry.getKey()) + " into "
                        + Json.shown(entry.getValue()) + ", which is no name of a file beside it");
            }
            files.put((String) entry.getKey(), name);
        }
        return files;
    }

    /** Not a path that leads elsewhere, and not the index itself. */
    private static boolean isPlainName(Path index, String name) {
        return !name.isBlank()
                && !name.equals(".")
                && !name.equals("..")
                && name.indexOf('/') < 0
                && name.indexOf('\\') < 0
                && name.indexOf('\0') < 0
                && !name.endsWith(".json")
                && !name.equals(String.valueOf(index.getFileName()));
    }
}
