package io.github.sknet.checkpoint;

import io.github.sknet.checkpoint.pytorch.TensorView;
import io.github.sknet.checkpoint.pytorch.TorchArchive;
import io.github.sknet.graph.weights.Safetensors;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.graph.weights.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the weights that other tools saved: {@code .safetensors}, and state dictionaries that {@code torch.save} wrote
 * ({@code .pth}, {@code .pt}). The kind is told from the content, not from the name. Nothing in a file is executed.
 */
public final class Checkpoints {

    /** Where training scripts keep the state dictionary among other things. */
    private static final List<String> WRAPPERS =
            List.of("state_dict", "model", "model_state_dict", "net", "state_dict_ema", "model_ema");

    /** What wrappers of modules put before every name: DataParallel, torch.compile. */
    private static final List<String> PREFIXES = List.of("module.", "_orig_mod.");

    private Checkpoints() {}

    /**
     * All tensors of a file, as floats, by their names there. A state dictionary may be wrapped in another dictionary
     * ({@code state_dict}, {@code model} …); prefixes that DataParallel and torch.compile add to all names are dropped.
     *
     * @throws WeightsException when the file is damaged, holds something else, or would have to run code; the message
     *     names it
     * @throws IOException when it can't be read
     */
    public static Weights read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new WeightsException("There is no file " + file);
        }
        return new Weights(withoutPrefixes(readTensors(file)));
    }

    private static Map<String, Tensor> readTensors(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(9);
        }
        if (start.length >= 4 && start[0] == 'P' && start[1] == 'K') {
            return readArchive(file);
        }
        if (start.length == 9 && start[8] == '{') {
            return Safetensors.read(file).tensors();
        }
        if (start.length >= 2 && start[0] == (byte) 0x80 && start[1] <= 5) {
            throw new WeightsException(file + " has the format of PyTorch before 1.6; load it there with torch.load "
                    + "and save it again with torch.save");
        }
        throw new WeightsException(
                file + " is neither a safetensors file nor a PyTorch checkpoint (.pth, .pt): it starts differently");
    }

    private static Map<String, Tensor> readArchive(Path file) throws IOException {
        try (TorchArchive archive = TorchArchive.open(file)) {
            return archive.readTensors(findStateDict(file, archive.readObject()));
        }
    }

    private static Map<String, TensorView> findStateDict(Path file, Object object) throws WeightsException {
        Object inner = object;
        for (int depth = 0; depth < 3 && inner instanceof Map<?, ?> map; depth++) {
            if (map.values().stream().anyMatch(TensorView.class::isInstance)) {
                return tensors(file, map);
            }
            inner = WRAPPERS.stream()
                    .filter(name -> map.get(name) instanceof Map)
                    .findFirst()
                    .<Object>map(map::get)
                    .orElse(null);
        }
        throw new WeightsException(file + " holds no state dictionary: no dictionary of tensors, neither at the top "
                + "nor under " + String.join(", ", WRAPPERS));
    }

    private static Map<String, TensorView> tensors(Path file, Map<?, ?> map) throws WeightsException {
        Map<String, TensorView> tensors = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name) || !(entry.getValue() instanceof TensorView view)) {
                throw new WeightsException(
                        file + ": the entry '" + entry.getKey() + "' of its state dictionary is no tensor");
            }
            tensors.put(name, view);
        }
        return tensors;
    }

    private static Map<String, Tensor> withoutPrefixes(Map<String, Tensor> tensors) {
        Map<String, Tensor> stripped = tensors;
        for (String prefix : PREFIXES) {
            if (!stripped.isEmpty() && stripped.keySet().stream().allMatch(name -> name.startsWith(prefix))) {
                Map<String, Tensor> shorter = new LinkedHashMap<>();
                stripped.forEach((name, tensor) -> shorter.put(name.substring(prefix.length()), tensor));
                stripped = shorter;
            }
        }
        return stripped;
    }
}
