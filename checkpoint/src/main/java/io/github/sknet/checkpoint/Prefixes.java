package io.github.sknet.checkpoint;

import io.github.sknet.checkpoint.format.Checkpoint;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

    private static final int LISTED = 6;

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

    /**
     * For each prefix that some names have and others lack, the tensors below it without it and any further one: those of a network
     * within a module that has other parts.
     */
    static List<Checkpoint> parts(Checkpoint checkpoint) {
        List<Checkpoint> parts = new ArrayList<>();
        for (String prefix : ALL) {
            Map<String, Tensor> below = new LinkedHashMap<>();
            Map<String, Integer> others = new TreeMap<>();
            checkpoint.weights().tensors().forEach((name, tensor) -> {
                if (name.startsWith(prefix) && name.length() > prefix.length()) {
                    below.put(name, tensor);
                } else {
                    others.merge(name.split("\\.", 2)[0], 1, Integer::sum);
                }
            });
            if (!below.isEmpty() && !others.isEmpty()) {
                parts.add(strip(checkpoint.with(new Weights(below), "left aside, by tensors: " + listed(others)), ALL));
            }
        }
        return parts;
    }

    private static String listed(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .limit(LISTED)
                .map(count -> Json.cut(count.getKey()) + " " + count.getValue())
                .collect(Collectors.joining(", ", "", counts.size() > LISTED ? " …" : ""));
    }

    private static Optional<String> shared(Set<String> names, List<String> prefixes) {
        return prefixes.stream()
                .filter(prefix -> !names.isEmpty()
                        && names.stream().allMatch(name -> name.length() > prefix.length() && name.startsWith(prefix)))
                .findFirst();
    }
}
