package io.github.sknet.graph.surgery;

import io.github.sknet.graph.Add;
import io.github.sknet.graph.BatchNorm;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Input;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.blocks.Block;
import io.github.sknet.graph.blocks.Branch;
import io.github.sknet.graph.blocks.SelectiveKernel;
import io.github.sknet.graph.blocks.SqueezeExcitation;
import io.github.sknet.graph.text.Listing;
import io.github.sknet.graph.weights.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Blocks that are put behind chosen nodes of a trained network, as people do who paste an attention block into a detector or a
 * U-Net; but each starts as the identity, so that nothing is lost: x + γ·block(x), where γ is a BatchNorm's weight that is 0 at
 * first (He et al. 2019, "Bag of tricks", §3.1: zero γ). Whoever read the node reads the sum.
 *
 * @param after which nodes; each must give a feature map
 * @param name how the new nodes' names begin, below the node's
 * @param block makes the block for a number of channels, which it must keep, as it must the size
 */
public record Insertion(Predicate<Node> after, String name, IntFunction<? extends Block> block)
        implements Intervention {

    private static final int MOST_GROUPS = 32;

    private static final int LISTED = 6;

    /**
     * The paper's block behind each chosen node, below {@code sk}.
     *
     * @param kernels to select from; they keep the map's size, so that they are odd
     * @param groups of the branches' convolutions; empty for the most that divide the channels, up to the paper's 32
     */
    public static Insertion selectiveKernel(
            Predicate<Node> after, List<KernelShape> kernels, Optional<Integer> groups, Gate gate) {
        KernelShape.requireDifferent(kernels);
        return new Insertion(after, "sk", channels -> {
            int used = groups.orElseGet(() -> greatestCommonDivisor(channels, MOST_GROUPS));
            List<Branch> branches = kernels.stream()
                    .map(kernel -> new Branch(kernel.taps(), kernel.dilation(), used))
                    .toList();
            return SelectiveKernel.paper(channels, branches.size(), used, gate.reduction(), 1, gate.minimum())
                    .withBranches(branches);
        });
    }

    /** Channel attention behind each chosen node, below {@code se}: to compare with. */
    public static Insertion squeezeExcitation(Predicate<Node> after, int reduction) {
        return new Insertion(
                after, "se", channels -> new SqueezeExcitation(channels, Math.max(1, channels / reduction)));
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    @Override
    public Operated apply(Graph graph, Weights weights, long seed) {
        Rewriting rewriting = new Rewriting(graph, weights);
        Map<String, Supplier<Node>> replacements = new LinkedHashMap<>();
        Map<String, Shape> shapes = graph.shapes();
        List<Node> chosen = chosen(graph, shapes);
        for (Node node : chosen) {
            int channels = shapes.get(node.name()).channels();
            replacements.put(node.name(), () -> insert(rewriting, node, channels));
        }
        return rewriting.carryOut(
                Set.of(),
                replacements,
                chosen.stream()
                        .map(node -> new Change(node.name(), node.op().toString(), "followed by " + name))
                        .toList(),
                1,
                seed);
    }

    private List<Node> chosen(Graph graph, Map<String, Shape> shapes) {
        List<Node> chosen = graph.nodes().stream()
                .filter(node -> !(node.op() instanceof Input) && after.test(node))
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("No node was chosen to put a block behind; the network has "
                    + Listing.names(
                            graph.nodes().stream()
                                    .filter(node -> !(node.op() instanceof Input)
                                            && !shapes.get(node.name()).vector())
                                    .map(Node::name)
                                    .toList(),
                            LISTED));
        }
        List<String> vectors = chosen.stream()
                .filter(node -> shapes.get(node.name()).vector())
                .map(node -> node.name() + " gives no feature map but a vector " + shapes.get(node.name()))
                .toList();
        if (!vectors.isEmpty()) {
            throw new IllegalArgumentException(Listing.clauses(vectors, LISTED));
        }
        return chosen;
    }

    private Node insert(Rewriting rewriting, Node node, int channels) {
        Node copy = rewriting.copy(node);
        GraphBuilder scope = rewriting.builder().inPlaceOf(node).scope(name);
        Block made = block.apply(channels);
        if (made.inChannels() != channels || made.outChannels() != channels) {
            throw new IllegalArgumentException("A block behind " + node.name() + " takes and gives " + channels
                    + " channels, not " + made.inChannels() + " and " + made.outChannels());
        }
        Node change = scope.add("bn", BatchNorm.of(channels).withWeightInit(0), made.build(scope, copy));
        return scope.add("add", new Add(), copy, change);
    }
}
