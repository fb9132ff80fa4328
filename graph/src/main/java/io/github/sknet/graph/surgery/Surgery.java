package io.github.sknet.graph.surgery;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.text.Listing;
import io.github.sknet.graph.weights.Weights;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Which convolutions of a trained network are replaced by selective kernels, and how.
 *
 * <p>A branch whose kernel holds the old one takes its values, with zeros around them; every branch takes the old normalisation
 * and activation. Branches that are equal make any mixture equal: the network computes what it computed, to rounding, in
 * training as in inference, and fine-tuning goes on from there. The attention is fresh.
 *
 * <pre>{@code
 * Operated operated = Surgery.exact(List.of(KernelShape.square(3), KernelShape.square(5)))
 *         .where(new NodePattern("layer[34].*.conv2"))
 *         .apply(model.graph(), model.weights(), 1);
 * }</pre>
 *
 * @param where which convolutions; those that are branches of a selection already are never touched
 * @param kernels the branches' kernels; empty for the old one beside a larger one, by two taps in each direction, or, at equal cost, by
 *     twice the dilation, as in the paper
 * @param mode what matters more, the numbers or the cost
 * @param groups of the branches' convolutions; empty for what the mode takes
 * @param gate the attention between the branches
 */
public record Surgery(Predicate<Node> where, List<KernelShape> kernels, Mode mode, Optional<Integer> groups, Gate gate)
        implements Intervention {

    private static final int LISTED = 6;

    /** What matters more. */
    public enum Mode {
        /** The network computes the same as before; a branch costs at least what the convolution did. */
        EXACT,
        /**
         * The branches together cost about what the convolution did, by more groups (the old ones times the number of branches where
         * that divides the channels, if nothing else is said) or dilation. Each keeps what it can of the old weight.
         */
        EQUAL_COST
    }

    public Surgery {
        kernels = List.copyOf(kernels);
        if (kernels.size() == 1) {
            throw new IllegalArgumentException(
                    "A selective kernel needs two kernels or more to select from, not " + kernels.get(0) + " alone");
        }
        KernelShape.requireDifferent(kernels);
        if (groups.isPresent() && groups.get() < 1) {
            throw new IllegalArgumentException("Groups are at least 1, not " + groups.get());
        }
    }

    /** All convolutions with more than one tap, exactly. */
    public static Surgery exact(List<KernelShape> kernels) {
        return new Surgery(Surgery::isSpatial, kernels, Mode.EXACT, Optional.empty(), Gate.PAPER);
    }

    /** All convolutions with more than one tap, at about their cost. */
    public static Surgery equalCost(List<KernelShape> kernels) {
        return new Surgery(Surgery::isSpatial, kernels, Mode.EQUAL_COST, Optional.empty(), Gate.PAPER);
    }

    /** Those of the given convolutions only, whatever the number of their taps. */
    public Surgery where(Predicate<Node> where) {
        return new Surgery(where, kernels, mode, groups, gate);
    }

    /** With another number of groups in the branches. */
    public Surgery withGroups(int groups) {
        return new Surgery(where, kernels, mode, Optional.of(groups), gate);
    }

    /** With an attention of another width. */
    public Surgery withGate(Gate gate) {
        return new Surgery(where, kernels, mode, groups, gate);
    }

    /** A convolution with more than one tap. */
    public static boolean isSpatial(Node node) {
        return node.op() instanceof Conv2d convolution && convolution.window().taps() > 1;
    }

    @Override
    public Operated apply(Graph graph, Weights weights, long seed) {
        List<Transplant> transplants = plan(graph);
        Rewriting rewriting = new Rewriting(graph, weights);
        Map<String, Supplier<Node>> replacements = new LinkedHashMap<>();
        Set<String> removed = new HashSet<>();
        for (Transplant transplant : transplants) {
            replacements.put(transplant.site().last().name(), () -> transplant.carryOut(rewriting));
            transplant.site().nodes().map(Node::name).forEach(removed::add);
        }
        double kept =
                transplants.stream().mapToDouble(Transplant::kept).average().orElseThrow();
        return rewriting.carryOut(
                removed,
                replacements,
                transplants.stream().map(Transplant::change).toList(),
                kept,
                seed);
    }

    private List<Transplant> plan(Graph graph) {
        Map<String, List<Node>> consumers = graph.consumers();
        Set<String> selected = branchesOfSelections(graph, consumers);
        List<Transplant> planned = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (!(node.op() instanceof Conv2d) || selected.contains(node.name()) || !where.test(node)) {
                continue;
            }
            try {
                planned.add(transplant(ConvolutionSite.at(node, graph, consumers)));
            } catch (IllegalArgumentException e) {
                refused.add(node.name() + " (" + node.op() + "): " + e.getMessage());
            }
        }
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", refused));
        }
        if (planned.isEmpty()) {
            throw new IllegalArgumentException("No convolution was chosen; the network has "
                    + Listing.names(
                            graph.nodes().stream()
                                    .filter(node -> node.op() instanceof Conv2d && !selected.contains(node.name()))
                                    .map(Node::name)
                                    .toList(),
                            LISTED));
        }
        return planned;
    }

    /** What comes, normalised and activated, into a selection: it is selected already. */
    private static Set<String> branchesOfSelections(Graph graph, Map<String, List<Node>> consumers) {
        Set<String> selected = new HashSet<>();
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Conv2d) {
                Node last = ConvolutionSite.at(node, graph, consumers).last();
                boolean isBranch = consumers.get(last.name()).stream()
                        .anyMatch(reader -> reader.op() instanceof Select select
                                && select.maps(reader.inputs()).contains(last.name()));
                if (isBranch) {
                    selected.add(node.name());
                }
            }
        }
        return selected;
    }

    private Transplant transplant(ConvolutionSite site) {
        Conv2d old = site.op();
        List<KernelShape> chosen = kernels.isEmpty() ? usualKernels(old) : kernels;
        int branchGroups = groups.orElse(mode == Mode.EXACT ? old.groups() : cheaperGroups(old, chosen.size()));
        List<Conv2d> branches = new ArrayList<>();
        for (KernelShape kernel : chosen) {
            Conv2d branch = new Conv2d(
                    old.inChannels(),
                    old.outChannels(),
                    kernel.inPlaceOf(old.window()),
                    branchGroups,
                    old.bias(),
                    old.weightInit(),
                    old.biasInit());
            if (mode == Mode.EXACT && !new KernelTransfer(old, branch).isExact()) {
                throw new IllegalArgumentException("a branch of " + kernel
                        + (branchGroups == old.groups() ? "" : " in " + branchGroups + " groups")
                        + " does not hold the old kernel, so that the network would compute something else; choose larger kernels"
                        + (old.window().dilation().equals(Size.square(1)) ? "" : " of the same dilation")
                        + ", other convolutions, or equal cost");
            }
            branches.add(branch);
        }
        return new Transplant(site, branches, gate.attention(old.outChannels()));
    }

    private List<KernelShape> usualKernels(Conv2d old) {
        KernelShape kernel = KernelShape.of(old.window());
        return List.of(kernel, mode == Mode.EXACT ? kernel.larger() : kernel.dilated());
    }

    /** Groups that make each of the branches cheaper by their number, where the channels divide by them. */
    private static int cheaperGroups(Conv2d old, int branches) {
        int wanted = old.groups() * branches;
        return old.inChannels() % wanted == 0 && old.outChannels() % wanted == 0 ? wanted : old.groups();
    }
}
