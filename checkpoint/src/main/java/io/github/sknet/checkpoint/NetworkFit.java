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

    /** How many tensors keep the weights from fitting, the head's not counted. */
    int mismatchesBeforeHead(Weights weights) {
        Map<String, ParameterSpec> wanted = graph.parameters();
        long unfit = wanted.entrySet().stream()
                .filter(parameter -> !head.containsKey(parameter.getKey()))
                .filter(parameter ->
                        !fits(parameter.getValue(), weights.tensors().get(parameter.getKey())))
                .count();
        long unexpected = weights.tensors().keySet().stream()
                .filter(name -> !wanted.containsKey(name) && !name.endsWith(Weights.COUNTERS))
                .count();
        return Math.toIntExact(unfit + unexpected);
    }

    private static boolean fits(ParameterSpec spec, Tensor tensor) {
        return tensor != null && tensor.shape().equals(spec.shape());
    }

    int parameters() {
        return graph.parameters().size();
    }

    /** The head's parameters that the weights lack or have in another shape. */
    List<String> unfitHead(Weights weights) {
        List<String> unfit = new ArrayList<>();
        head.forEach((name, spec) -> {
            if (!fits(spec, weights.tensors().get(name))) {
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
     * @throws WeightsException naming missing, unexpected and misshapen tensors
     */
    void require(Weights weights, String source) throws WeightsException {
        if (!weights.mismatches(graph).isEmpty()) {
            throw new WeightsException(source + " does not fit " + new Misfit(architecture, weights).sentence());
        }
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
