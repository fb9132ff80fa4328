package io.github.sknet.graph.selection;

import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Select;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A place where the network chooses kernels.
 *
 * @param name as the paper has it, {@code SK_2_3} for the third unit of the first stage (the paper's conv2), where the
 *     network has stages of units; else the node's name
 * @param node the name of the {@code Select} node
 * @param kernels the kernels it chooses from, in the order of the branches
 */
public record SelectionUnit(String name, String node, List<Kernel> kernels) {

    /** {@code layer1.2.…}, in the seed article's networks {@code stage_1.2.…}: the third unit of the paper's conv2. */
    private static final Pattern STAGED = Pattern.compile("(?:layer|stage_)(\\d+)\\.(\\d+)\\..*");

    public SelectionUnit {
        kernels = List.copyOf(kernels);
        if (kernels.isEmpty()) {
            throw new IllegalArgumentException("The selection " + name + " needs at least one kernel");
        }
    }

    /** All selections of a network, in order. */
    public static List<SelectionUnit> of(Graph graph) {
        List<Node> selections = graph.selections();
        List<String> names =
                selections.stream().map(node -> paperName(node.name())).toList();
        boolean staged = !names.contains("") && new HashSet<>(names).size() == names.size();
        return IntStream.range(0, selections.size())
                .mapToObj(i -> unit(
                        graph,
                        selections.get(i),
                        staged ? names.get(i) : selections.get(i).name()))
                .toList();
    }

    private static SelectionUnit unit(Graph graph, Node node, String name) {
        int branches = ((Select) node.op()).branches();
        return new SelectionUnit(name, node.name(), Kernel.of(graph, node, branches));
    }

    private static String paperName(String node) {
        Matcher matcher = STAGED.matcher(node);
        return matcher.matches()
                ? "SK_" + (Integer.parseInt(matcher.group(1)) + 1) + "_" + (Integer.parseInt(matcher.group(2)) + 1)
                : "";
    }

    /** The branch whose kernel reaches least far; the first of several. */
    public int smallest() {
        return branches().boxed().min(byArea()).orElseThrow();
    }

    /** The branch whose kernel reaches farthest; the last of several. */
    public int largest() {
        return branches()
                .boxed()
                .reduce((a, b) -> byArea().compare(b, a) >= 0 ? b : a)
                .orElseThrow();
    }

    private IntStream branches() {
        return IntStream.range(0, kernels.size());
    }

    private Comparator<Integer> byArea() {
        return Comparator.comparingLong(m -> kernels.get(m).area());
    }

    /**
     * By how much the farthest-reaching kernel is preferred to the least: the paper's "mean attention difference".
     *
     * @param shares of each kernel, in the order of the branches
     * @return in −1 … 1
     */
    public double preference(List<Double> shares) {
        return shares.get(largest()) - shares.get(smallest());
    }

    /**
     * A line for people: the unit's name and the share of each kernel.
     *
     * @param shares in the order of the kernels, 0 to 1
     */
    public String line(List<? extends Number> shares) {
        StringBuilder line = new StringBuilder(String.format("%-10s", name));
        for (int m = 0; m < shares.size(); m++) {
            line.append(String.format(
                    Locale.ROOT,
                    "  %s %.1f %%",
                    kernels.get(m).name(),
                    100 * shares.get(m).doubleValue()));
        }
        return line.toString();
    }

    /**
     * The same for tools: {@code unit}, its {@code node}, the names of its {@code kernels}, and their {@code shares}.
     *
     * @param shares in the order of the kernels, 0 to 1
     */
    public Map<String, Object> toMap(List<? extends Number> shares) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("unit", name);
        map.put("node", node);
        map.put("kernels", kernels.stream().map(Kernel::name).toList());
        map.put("shares", shares);
        return map;
    }

    /** For tools: this record's components by name. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("node", node);
        map.put("kernels", kernels.stream().map(Kernel::toMap).toList());
        return map;
    }
}
