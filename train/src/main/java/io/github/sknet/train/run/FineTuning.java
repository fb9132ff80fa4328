package io.github.sknet.train.run;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Weights to go on from, taken from another network of the same kind.
 *
 * @param weights of the new network
 * @param fresh the names of the parameters that the other network has not, or in another shape: they start anew
 */
public record FineTuning(Weights weights, List<String> fresh) {

    public FineTuning {
        fresh = List.copyOf(fresh);
    }

    /**
     * Takes over every parameter of the same name and shape: all but the classifier where only the classes differ.
     *
     * @param seed of those that start anew
     * @throws IllegalArgumentException when nothing fits
     */
    public static FineTuning from(Weights source, Graph graph, long seed) {
        Map<String, Tensor> taken = new LinkedHashMap<>();
        List<String> fresh = new ArrayList<>();
        Weights.initial(graph, seed).tensors().forEach((name, initial) -> {
            Tensor known = source.tensors().get(name);
            boolean fits = known != null && known.shape().equals(initial.shape());
            taken.put(name, fits ? known : initial);
            if (!fits) {
                fresh.add(name);
            }
        });
        if (fresh.size() == taken.size()) {
            throw new IllegalArgumentException("The network can't start from these weights: none of its " + taken.size()
                    + " parameters is among them in the same shape");
        }
        return new FineTuning(new Weights(taken), fresh);
    }
}
