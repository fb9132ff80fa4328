package io.github.sknet.checkpoint;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.ParameterSpec;
import io.github.sknet.graph.models.Architecture;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.graph.weights.WeightsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Weights held against a network. Every tensor must be there in its shape, with none left over but BatchNorm's
 * {@code num_batches_tracked}.
 */
final class NetworkFit {

    private static final long SEED = 0;

    private static final int LISTED = 40;

    private final Architecture architecture;
    private final Graph graph;
    private final Map<String, ParameterSpec> head;

    NetworkFit(Architecture architecture) {
        this.architecture = architecture;
        this.graph = architecture.build();
        this.head = head(architecture, graph);
    }

    /** The parameters that would be others for another number of classes. */
    private static Map<String, ParameterSpec> head(Architecture architecture, Graph graph) {
        Map<String, ParameterSpec> others =
                architecture.withClasses(architecture.classes() + 1).build().parameters();
        Map<String, ParameterSpec> head = new LinkedHashMap<>();
        graph.parameters().forEach((name, spec) -> {
            ParameterSpec other = others.get(name);
            if (other == null || !Objects.equals(other.shape(), spec.shape())) {
                head.put(name, spec);
            }
        });
        return head;
    }

    /** The network with as many classes and input channels as the weights have, where they say. */
    static Architecture sized(Architecture architecture, Weights weights) {
        NetworkFit fit = new NetworkFit(architecture);
        Architecture sized = architecture;
        int classes = fit.classesOf(weights);
        if (classes > 0) {
            sized = sized.withClasses(classes);
        }
        // The first parameter is the first convolution's weight: (out, in, height, width).
        Map.Entry<String, ParameterSpec> first =
                fit.graph.parameters().entrySet().iterator().next();
        Tensor stem = weights.tensors().get(first.getKey());
        if (stem != null && stem.shape().size() == 4 && first.getValue().shape().get(1) == architecture.channels()) {
            sized = stem.size(1) > 0 ? sized.withChannels(stem.size(1)) : sized;
        }
        return sized;
    }

    /** For how many classes the weights' head was made; 0 where they have none. */
    private int classesOf(Weights weights) {
        return head.keySet().stream()
                .map(name -> weights.tensors().get(name))
                .filter(Objects::nonNull)
                .filter(tensor -> !tensor.shape().isEmpty())
                .mapToInt(tensor -> tensor.size(0))
                .findFirst()
                .orElse(0);
    }

    /** How many tensors keep the weights from fitting, the head's not counted. */
    int mismatchesBeforeHead(Weights weights) {
        return withAnyHead(weights).mismatches(graph).size();
    }

    int parameters() {
        return graph.parameters().size();
    }

    private Weights withAnyHead(Weights weights) {
        Map<String, Tensor> withHead = new LinkedHashMap<>(weights.tensors());
        head.forEach((name, spec) -> withHead.put(name, Tensor.zeros(spec.shape())));
        return new Weights(withHead);
    }

    /** The head's parameters that the weights lack or have in another shape. */
    List<String> unfitHead(Weights weights) {
        List<String> unfit = new ArrayList<>();
        head.forEach((name, spec) -> {
            Tensor found = weights.tensors().get(name);
            if (found == null || !found.shape().equals(spec.shape())) {
                unfit.add(name);
            }
        });
        return unfit;
    }

    /** The weights with fresh parameters in place of the given ones. */
    Weights withFresh(Weights weights, List<String> names) {
        Weights initial = Weights.initial(graph, SEED);
        Map<String, Tensor> tensors = new LinkedHashMap<>(weights.tensors());
        names.forEach(name -> tensors.put(name, initial.get(name)));
        return new Weights(tensors);
    }

    /**
     * Refuses weights that do not fit.
     *
     * @param source what the message calls them
     * @throws WeightsException listing the missing, unexpected and misshapen tensors
     */
    void require(Weights weights, String source) throws WeightsException {
        List<String> mismatches = weights.mismatches(graph);
        if (!mismatches.isEmpty()) {
            int shown = Math.min(mismatches.size(), LISTED);
            String more = mismatches.size() > shown ? "; and " + (mismatches.size() - shown) + " more" : "";
            throw new WeightsException(source + " does not fit " + architecture.model() + " with "
                    + architecture.classes() + " classes: " + String.join("; ", mismatches.subList(0, shown)) + more
                    + hint(weights));
        }
    }

    /** Where only the head is in the way, what to do about it. */
    private String hint(Weights weights) {
        if (mismatchesBeforeHead(weights) > 0) {
            return "";
        }
        int classes = classesOf(weights);
        return classes > 0
                ? ". Only the head differs: it was made for " + classes + " classes"
                : ". Only the head is missing: --classes N makes a fresh one, to be trained";
    }

    /**
     * Refuses numbers that are none: a training run that diverged leaves such, and every answer would be one.
     *
     * @throws WeightsException naming the first such tensor
     */
    void requireFinite(Weights weights, String source) throws WeightsException {
        for (String name : graph.parameters().keySet()) {
            float[] values = weights.get(name).values();
            int wrong = 0;
            for (float value : values) {
                wrong += Float.isFinite(value) ? 0 : 1;
            }
            if (wrong > 0) {
                throw new WeightsException(
                        source + ": " + wrong + " of the " + values.length + " numbers of " + name
                                + " are not finite (NaN or infinity); the training that made them diverged, or the file is damaged");
            }
        }
    }
}
