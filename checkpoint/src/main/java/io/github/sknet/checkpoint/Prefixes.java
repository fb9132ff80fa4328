package io.github.sknet.checkpoint;

import io.github.sknet.checkpoint.format.Checkpoint;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the modules around a network put before all of its names. */
final class Prefixes {

    /** DataParallel's and torch.compile's, which are no part of any network. */
    static final List<String> WRAPPERS = List.of("module.", "_orig_mod.");

    /** Those, and what Lightning modules, detectors and self-supervised training call the network in them. */
    static final List<String> ALL = List.of(
            "module.",
            "_orig_mod.",
            "model.",
            "net.",
            "network.",
            "encoder.",
            "backbone.",
            "base_model.",
            "inner_model.",
            "_model.",
            "ema_model.",
            "student.",
            "teacher.");

    private Prefixes() {}

    /** The same tensors with none of the prefixes before all of their names, and a note of those that were left out. */
    static Checkpoint strip(Checkpoint checkpoint, List<String> prefixes) {
        Map<String, Tensor> tensors = checkpoint.weights().tensors();
        StringBuilder left = new StringBuilder();
        for (Optional<String> prefix = shared(tensors.keySet(), prefixes);
                prefix.isPresent();
                prefix = shared(tensors.keySet(), prefixes)) {
            Map<String, Tensor> shorter = new LinkedHashMap<>();
            int length = prefix.get().length();
            tensors.forEach((name, tensor) -> shorter.put(name.substring(length), tensor));
            tensors = shorter;
            left.append(prefix.get());
        }
        return left.isEmpty()
                ? checkpoint
                : checkpoint.with(new Weights(tensors), "all names began with '" + left + "', which was left out");
    }

    private static Optional<String> shared(Set<String> names, List<String> prefixes) {
        return prefixes.stream()
                .filter(prefix -> !names.isEmpty()
                        && names.stream().allMatch(name -> name.length() > prefix.length() && name.startsWith(prefix)))
                .findFirst();
    }
}
