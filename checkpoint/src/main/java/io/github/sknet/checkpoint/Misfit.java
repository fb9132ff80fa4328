package io.github.sknet.checkpoint;

import io.github.sknet.graph.ParameterSpec;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.text.Counted;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Why weights do not fit a registered network, and with how many classes or channels they would.
 *
 * @param architecture the network
 * @param weights that do not fit it
 */
record Misfit(Architecture architecture, Weights weights) {

    /** How many tensors of each kind are named: one usually explains all. */
    private static final int NAMED = 3;

    /** As after "the file does not fit". */
    String sentence() {
        return architecture.model() + " with " + Counted.of(architecture.classes(), "class", "classes") + ": "
                + tensors() + remedy();
    }

    /** Some of each kind: those that are missing, of another shape, unexpected. */
    private String tensors() {
        Map<String, List<String>> byKind = new TreeMap<>();
        for (String mismatch : weights.mismatches(architecture.build())) {
            String[] parts = mismatch.split(": ", 2);
            byKind.computeIfAbsent(parts[0], kind -> new ArrayList<>()).add(parts[1]);
        }
        List<String> kinds = new ArrayList<>();
        byKind.forEach((kind, names) -> {
            int named = Math.min(NAMED, names.size());
            kinds.add(kind + ": " + String.join("; ", names.subList(0, named))
                    + (names.size() > named ? " and " + (names.size() - named) + " more" : ""));
        });
        return String.join("; ", kinds);
    }

    private String remedy() {
        Optional<Architecture> fitting = fitting();
        if (fitting.isPresent()) {
            List<String> made = new ArrayList<>();
            List<String> options = new ArrayList<>();
            if (fitting.get().classes() != architecture.classes()) {
                made.add(Counted.of(fitting.get().classes(), "class", "classes"));
                options.add("--classes " + fitting.get().classes());
            }
            if (fitting.get().channels() != architecture.channels()) {
                made.add(Counted.of(fitting.get().channels(), "channel"));
                options.add("--channels " + fitting.get().channels());
            }
            return ". It was made for " + String.join(" and ", made) + " (" + String.join(" ", options) + ")";
        }
        return onlyTheHeadIsMissing() ? ". Only the head is missing: --classes N makes a fresh one, to be trained" : "";
    }

    /** The network for other classes or channels that the weights are exactly the parameters of. */
    private Optional<Architecture> fitting() {
        Architecture changed = architecture;
        OptionalInt classes = found(architecture.classes(), architecture.withClasses(architecture.classes() + 1));
        if (classes.isPresent()) {
            changed = changed.withClasses(classes.getAsInt());
        }
        OptionalInt channels = found(architecture.channels(), architecture.withChannels(architecture.channels() + 1));
        if (channels.isPresent()) {
            changed = changed.withChannels(channels.getAsInt());
        }
        return changed.equals(architecture)
                        || !weights.mismatches(changed.build()).isEmpty()
                ? Optional.empty()
                : Optional.of(changed);
    }

    /**
     * The number that the weights were made for, where the network has another one.
     *
     * @param own number of the network
     * @param more the network with one more
     */
    private OptionalInt found(int own, Architecture more) {
        Map<String, ParameterSpec> larger = more.build().parameters();
        for (Map.Entry<String, ParameterSpec> parameter :
                architecture.build().parameters().entrySet()) {
            ParameterSpec other = larger.get(parameter.getKey());
            Tensor tensor = weights.tensors().get(parameter.getKey());
            List<Integer> shape = parameter.getValue().shape();
            if (other == null || tensor == null || tensor.shape().size() != shape.size()) {
                continue;
            }
            for (int axis = 0; axis < shape.size(); axis++) {
                int step = other.shape().get(axis) - shape.get(axis);
                if (step > 0) {
                    int number = own + (tensor.shape().get(axis) - shape.get(axis)) / step;
                    return number > 0 && number != own && number <= Architecture.MAX_WIDTH
                            ? OptionalInt.of(number)
                            : OptionalInt.empty();
                }
            }
        }
        return OptionalInt.empty();
    }

    private boolean onlyTheHeadIsMissing() {
        Map<String, Tensor> withHead = new LinkedHashMap<>(weights.tensors());
        Map<String, ParameterSpec> others =
                architecture.withClasses(architecture.classes() + 1).build().parameters();
        architecture.build().parameters().forEach((name, spec) -> {
            ParameterSpec other = others.get(name);
            if (other == null || !Objects.equals(other.shape(), spec.shape())) {
                withHead.put(name, Tensor.zeros(spec.shape()));
            }
        });
        return new Weights(withHead).mismatches(architecture.build()).isEmpty();
    }
}
