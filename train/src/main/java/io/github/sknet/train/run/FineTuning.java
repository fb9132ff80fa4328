package io.github.sknet.train.run;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.text.Listing;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Weights to go on from, taken from another network of the same kind.
 *
 * @param weights of the new network
 * @param fresh the names of the parameters that the other network has not, or in another shape, or that were to: they start anew
 */
public record FineTuning(Weights weights, List<String> fresh) {

    /** More names than these are only counted. */
    private static final int NAMED = 6;

    public FineTuning {
        fresh = List.copyOf(fresh);
    }

    /**
     * Takes over every parameter of the same name and shape: all but the classifier where only the number of classes differs.
     *
     * @param seed of those that start anew
     * @throws IllegalArgumentException when nothing fits
     */
    public static FineTuning from(Weights source, Graph graph, long seed) {
        FineTuning tuning = from(source, graph, Set.of(), seed);
        if (tuning.taken() == 0) {
            throw new IllegalArgumentException("The network can't start from these weights: none of its "
                    + tuning.weights().tensors().size() + " parameters is among them in the same shape");
        }
        return tuning;
    }

    /**
     * Takes over every parameter of the same name and shape, as far as it may.
     *
     * @param anew the names of parameters that start anew in any case, such as a head's for other classes of the same number
     * @param seed of those that start anew
     */
    public static FineTuning from(Weights source, Graph graph, Set<String> anew, long seed) {
        Map<String, Tensor> taken = new LinkedHashMap<>();
        List<String> fresh = new ArrayList<>();
        Weights.initial(graph, seed).tensors().forEach((name, initial) -> {
            Tensor known = source.tensors().get(name);
            boolean fits =
                    !anew.contains(name) && known != null && known.shape().equals(initial.shape());
            taken.put(name, fits ? known : initial);
            if (!fits) {
                fresh.add(name);
            }
        });
        return new FineTuning(new Weights(taken), fresh);
    }

    /** How many tensors were taken over. */
    public int taken() {
        return weights.tensors().size() - fresh.size();
    }

    /**
     * The share of the network's parameters that was taken over, 0 to 1; NaN where there is nothing to count.
     *
     * @param head the names of those that do not count
     */
    public double share(Set<String> head) {
        long all = 0;
        long missing = 0;
        Set<String> anew = Set.copyOf(fresh);
        for (Map.Entry<String, Tensor> tensor : weights.tensors().entrySet()) {
            if (!head.contains(tensor.getKey())) {
                all += tensor.getValue().values().length;
                missing += anew.contains(tensor.getKey()) ? tensor.getValue().values().length : 0;
            }
        }
        return (double) (all - missing) / all;
    }

    /** The nodes whose parameters start anew, at least one of them. */
    public List<String> freshNodes() {
        return fresh.stream()
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .distinct()
                .toList();
    }

    /** For people: {@code 206 of 209 tensors; fresh: fc}. */
    public String describe() {
        List<String> nodes = freshNodes();
        String count = taken() + " of " + weights.tensors().size() + " tensors";
        return nodes.isEmpty() ? count : count + "; fresh: " + Listing.names(nodes, NAMED);
    }
}
