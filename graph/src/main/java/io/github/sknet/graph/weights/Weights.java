package io.github.sknet.graph.weights;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.ParameterSpec;
import io.github.sknet.graph.json.Json;
import io.github.sknet.graph.text.Listing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters and buffers of a network by full name ({@code layer1.0.conv2.weight}), as in a PyTorch checkpoint.
 *
 * @param tensors in the order of the file or the graph
 */
public record Weights(Map<String, Tensor> tensors) {

    private static final int LISTED = 10;

    /** How the names of BatchNorm's counters end, which PyTorch writes and nothing here needs. */
    public static final String COUNTERS = ".num_batches_tracked";

    public Weights {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** Fresh parameters for a graph; the same for the same seed, on every machine. */
    public static Weights initial(Graph graph, long seed) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        graph.parameters()
                .forEach((name, spec) ->
                        tensors.put(name, new Tensor(spec.shape(), Initialiser.values(spec, seed ^ name.hashCode()))));
        return new Weights(tensors);
    }

    /**
     * The tensor of the given name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("There is no parameter '" + name + "'");
        }
        return tensor;
    }

    /**
     * Checks that there are only numbers.
     *
     * @param whose what the sentence calls these weights
     * @throws NotANumberException naming a tensor that holds NaN or an infinity
     */
    public void requireNumbers(String whose) {
        tensors.forEach((name, tensor) -> {
            if (!tensor.isFinite()) {
                throw new NotANumberException(
                        whose + " are not all numbers: '" + Json.cut(name) + "' holds NaN or an infinity");
            }
        });
    }

    /**
     * What keeps these weights from fitting a graph, one sentence each; empty where they fit. BatchNorm's
     * {@code num_batches_tracked} counters, which PyTorch writes and nothing here needs, are no mismatch.
     */
    public List<String> mismatches(Graph graph) {
        return mismatches(graph, shapes());
    }

    private Map<String, List<Integer>> shapes() {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        return shapes;
    }

    private static List<String> mismatches(Graph graph, Map<String, List<Integer>> shapes) {
        Map<String, ParameterSpec> wanted = graph.parameters();
        List<String> found = new ArrayList<>();
        wanted.forEach((name, spec) -> {
            List<Integer> shape = shapes.get(name);
            if (shape == null) {
                found.add("missing: " + name + " " + spec.shape());
            } else if (!shape.equals(spec.shape())) {
                found.add("wrong shape: " + name + " is " + shape + ", not " + spec.shape());
            }
        });
        shapes.keySet().stream()
                .filter(name -> !wanted.containsKey(name) && !name.endsWith(COUNTERS))
                .forEach(name -> found.add("unexpected: " + Json.cut(name)));
        return found;
    }

    /**
     * The parameters of a part of the network that these are all of.
     *
     * @throws IllegalArgumentException naming a parameter that is missing
     */
    public Weights of(Graph part) {
        Map<String, Tensor> kept = new LinkedHashMap<>();
        part.parameters().keySet().forEach(name -> kept.put(name, get(name)));
        return new Weights(kept);
    }

    /**
     * Exactly the graph's parameters, in the graph's order.
     *
     * @throws IllegalArgumentException listing what is missing, unexpected or misshapen
     */
    public Weights fitting(Graph graph) {
        requireFit(graph, shapes());
        Map<String, Tensor> fitting = new LinkedHashMap<>();
        graph.parameters().keySet().forEach(name -> fitting.put(name, tensors.get(name)));
        return new Weights(fitting);
    }

    /**
     * Checks that tensors of the given shapes are a graph's parameters, as {@link #mismatches} does, without the tensors.
     *
     * @param shapes by full name
     * @throws IllegalArgumentException listing what is missing, unexpected or misshapen
     */
    public static void requireFit(Graph graph, Map<String, List<Integer>> shapes) {
        List<String> mismatches = mismatches(graph, shapes);
        if (!mismatches.isEmpty()) {
            throw new IllegalArgumentException(
                    "The weights do not fit the network: " + Listing.clauses(mismatches, LISTED));
        }
    }
}
