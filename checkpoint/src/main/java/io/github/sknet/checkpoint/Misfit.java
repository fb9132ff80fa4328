package io.github.sknet.checkpoint;

import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.text.Counted;
import io.github.sknet.graph.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        Architecture changed = MadeFor.sized(architecture, weights);
        return changed.equals(architecture)
                        || !weights.mismatches(changed.build()).isEmpty()
                ? Optional.empty()
                : Optional.of(changed);
    }

    private boolean onlyTheHeadIsMissing() {
        return new NetworkFit(architecture).mismatchesBeforeHead(weights) == 0;
    }
}
