package io.github.sknet.graph.surgery;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.blocks.Attention;
import io.github.sknet.graph.blocks.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One convolution and what takes its place. The parts have timm's names, below the convolution's.
 *
 * @param site the convolution, with its normalisation and activation
 * @param branches the convolutions of the branches
 * @param attention between them
 */
record Transplant(ConvolutionSite site, List<Conv2d> branches, Attention attention) {

    Change change() {
        int groups = branches.get(0).groups();
        String kernels = branches.stream()
                .map(branch -> KernelShape.of(branch.window()).toString())
                .collect(Collectors.joining(" | "));
        return new Change(
                site.convolution().name(),
                site.op().toString(),
                kernels + (groups == 1 ? "" : ", groups " + groups) + ", d " + attention.width());
    }

    /** How much of the old weight a branch holds on average, 0 … 1. */
    double kept() {
        return branches.stream()
                .mapToDouble(branch -> new KernelTransfer(site.op(), branch).share())
                .average()
                .orElseThrow();
    }

    /** Writes it down: each branch with the old normalisation and activation, then the attention. */
    Node carryOut(Rewriting rewriting) {
        Node old = site.convolution();
        GraphBuilder scope = rewriting.builder().inPlaceOf(old);
        List<Node> maps = new ArrayList<>();
        for (int m = 0; m < branches.size(); m++) {
            GraphBuilder path = scope.scope("paths." + m);
            Node map = path.add("conv", branches.get(m), rewriting.successors(old.inputs()));
            KernelTransfer transfer = new KernelTransfer(site.op(), branches.get(m));
            rewriting.give(map, "weight", transfer.weight(rewriting.weights().get(old.parameterName("weight"))));
            if (site.op().bias()) {
                rewriting.give(map, "bias", rewriting.weights().get(old.parameterName("bias")));
            }
            if (site.norm().isPresent()) {
                map = copied(rewriting, path, "bn", site.norm().get(), map);
            }
            if (site.activation().isPresent()) {
                map = copied(rewriting, path, "act", site.activation().get(), map);
            }
            maps.add(map);
        }
        return attention.build(scope, Dialect.TIMM, site.op().outChannels(), maps);
    }

    private static Node copied(Rewriting rewriting, GraphBuilder path, String name, Node original, Node input) {
        Node copy = path.add(name, original.op(), input);
        rewriting.giveAll(copy, original);
        return copy;
    }
}
