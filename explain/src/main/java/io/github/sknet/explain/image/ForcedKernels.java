package io.github.sknet.explain.image;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.models.ModelFile;
import io.github.sknet.graph.selection.Kernel;
import io.github.sknet.graph.selection.SelectionUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Selections that are not left to the network: a share of 1 for one kernel, of 0 for the others, so that V = Fₘ. A network that is
 * forced so is a smaller one: the branch takes the selection's place, and what nobody reads any more is gone.
 *
 * @param branches the branch that is taken, from 0, by the name of the {@code Select} node
 */
public record ForcedKernels(Map<String, Integer> branches) {

    /** The network chooses everywhere. */
    public static final ForcedKernels NONE = new ForcedKernels(Map.of());

    /** The word for every unit. */
    public static final String ALL = "all";

    public ForcedKernels {
        branches = Collections.unmodifiableMap(new LinkedHashMap<>(branches));
    }

    /** One unit takes one of its kernels. */
    public static ForcedKernels of(SelectionUnit unit, int branch) {
        return new ForcedKernels(Map.of(unit.node(), branch));
    }

    /**
     * Every unit that has a kernel of the given name takes it; the others choose.
     *
     * @throws IllegalArgumentException when no unit has such a kernel
     */
    public static ForcedKernels everywhere(List<SelectionUnit> units, String kernel) {
        Map<String, Integer> branches = new LinkedHashMap<>();
        units.forEach(unit -> branch(unit, kernel).ifPresent(branch -> branches.put(unit.node(), branch)));
        if (branches.isEmpty()) {
            throw new IllegalArgumentException(
                    "No unit has a kernel '" + kernel + "'; there are: " + String.join(", ", names(units)));
        }
        return new ForcedKernels(branches);
    }

    /**
     * Reads {@code UNIT=KERNEL,UNIT=KERNEL}; {@code all=KERNEL} is every unit that has it. What is said later holds.
     *
     * @throws IllegalArgumentException when that is not its form, or there is no such unit or kernel
     */
    public static ForcedKernels parse(List<SelectionUnit> units, String text) {
        Map<String, Integer> branches = new LinkedHashMap<>();
        for (String choice : text.split(",")) {
            int equals = choice.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "Kernels are forced by UNIT=KERNEL, such as SK_2_1=3x3 or all=3x3, not by '" + choice + "'");
            }
            String name = choice.substring(0, equals);
            String kernel = choice.substring(equals + 1);
            if (name.equals(ALL)) {
                branches.putAll(everywhere(units, kernel).branches);
            } else {
                SelectionUnit unit = unit(units, name);
                branches.put(unit.node(), branch(unit, kernel).orElseThrow(() -> noSuch(unit, kernel)));
            }
        }
        return new ForcedKernels(branches);
    }

    private static SelectionUnit unit(List<SelectionUnit> units, String name) {
        return units.stream()
                .filter(unit -> unit.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The network has no unit '" + name + "'; it has: "
                        + String.join(
                                ", ", units.stream().map(SelectionUnit::name).toList())));
    }

    private static IllegalArgumentException noSuch(SelectionUnit unit, String kernel) {
        return new IllegalArgumentException("The unit " + unit.name() + " has no kernel '" + kernel + "'; it has: "
                + String.join(", ", names(List.of(unit))));
    }

    private static Optional<Integer> branch(SelectionUnit unit, String kernel) {
        return IntStream.range(0, unit.kernels().size())
                .filter(branch -> unit.kernels().get(branch).name().equals(kernel))
                .boxed()
                .findFirst();
    }

    /** The names of the kernels that units have, each once. */
    static List<String> names(List<SelectionUnit> units) {
        return units.stream()
                .flatMap(unit -> unit.kernels().stream())
                .map(Kernel::name)
                .distinct()
                .toList();
    }

    /**
     * The network without these selections.
     *
     * @throws IllegalArgumentException when it has no such selection
     */
    public Graph applyTo(Graph graph) {
        Map<String, String> instead = new HashMap<>();
        branches.forEach((selection, branch) ->
                instead.put(selection, graph.node(selection).inputs().get(branch)));
        Map<String, String> outputs = replaced(graph.outputs(), instead);
        List<Node> rewritten = new ArrayList<>();
        for (Node node : graph.nodes()) {
            List<String> inputs =
                    node.inputs().stream().map(input -> read(input, instead)).toList();
            rewritten.add(new Node(node.name(), node.op(), inputs, node.parametersOf()));
        }
        Set<String> needed = needed(rewritten, outputs);
        Map<String, String> features = replaced(graph.features(), instead);
        features.values().retainAll(needed);
        rewritten.removeIf(node -> !needed.contains(node.name()));
        return new Graph(rewritten, outputs, features);
    }

    private static Map<String, String> replaced(Map<String, String> named, Map<String, String> instead) {
        Map<String, String> replaced = new LinkedHashMap<>(named);
        replaced.replaceAll((name, node) -> read(node, instead));
        return replaced;
    }

    /** What is read in a node's place; a branch may be a selection itself. */
    private static String read(String name, Map<String, String> instead) {
        String read = name;
        while (instead.containsKey(read)) {
            read = instead.get(read);
        }
        return read;
    }

    private static Set<String> needed(List<Node> nodes, Map<String, String> outputs) {
        Set<String> needed = new HashSet<>(outputs.values());
        needed.add(nodes.get(0).name());
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (needed.contains(nodes.get(i).name())) {
                needed.addAll(nodes.get(i).inputs());
            }
        }
        return needed;
    }

    /** The model with that network, for the same images and of the same classes. */
    public ModelFile applyTo(ModelFile model) {
        if (branches.isEmpty()) {
            return model;
        }
        Graph graph = applyTo(model.graph());
        return new ModelFile(
                graph,
                model.weights().of(graph),
                model.outputs(),
                model.labels(),
                model.preprocessing(),
                Optional.empty(),
                model.training());
    }
}
