package io.github.sknet.graph.models;

import io.github.sknet.graph.AveragePool;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.MaxPool;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Op;
import io.github.sknet.graph.ReceptiveField;
import io.github.sknet.graph.Select;
import io.github.sknet.graph.Shape;
import io.github.sknet.graph.Size;
import io.github.sknet.graph.Summary;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.selection.BranchConvolution;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One stage of a network: the nodes whose names begin alike ({@code layer2}), with the nodes without windows or parameters of
 * their own that follow it.
 *
 * @param name the first part of its nodes' names
 * @param output the shape of its last feature map, or of its last vector
 * @param selections how often a kernel is selected in it
 * @param kernels the kernels that can be selected; without selections, those larger than 1×1 that there are
 * @param receptiveField of its last feature map; empty for vectors, which see the whole image
 * @param parameters its trained values
 * @param macs its multiply-accumulates for one image
 */
public record StageInfo(
        String name,
        Shape output,
        int selections,
        List<String> kernels,
        Optional<ReceptiveField> receptiveField,
        long parameters,
        long macs) {

    public StageInfo {
        kernels = List.copyOf(kernels);
    }

    /** The stages of a graph, in order. */
    static List<StageInfo> of(Graph graph, Summary summary) {
        Map<String, ReceptiveField> fields = ReceptiveField.of(graph);
        List<StageInfo> stages = new ArrayList<>();
        List<Summary.Row> rows = summary.rows().subList(1, summary.rows().size());
        int begin = 0;
        for (int i = 1; i <= rows.size(); i++) {
            if (i == rows.size() || beginsStage(rows, begin, i)) {
                stages.add(of(graph, rows.subList(begin, i), fields));
                begin = i;
            }
        }
        return stages;
    }

    /** What only moves or mixes values, as a concatenation does, begins a stage where more of that stage follows. */
    private static boolean beginsStage(List<Summary.Row> rows, int begin, int i) {
        String name = stageName(rows.get(i));
        return !name.equals(stageName(rows.get(begin)))
                && rows.subList(i, rows.size()).stream()
                        .takeWhile(row -> stageName(row).equals(name))
                        .anyMatch(row -> isSubstantial(row.node().op()));
    }

    private static boolean isSubstantial(Op op) {
        return op instanceof Conv2d || op instanceof MaxPool || op instanceof AveragePool || op instanceof Linear;
    }

    private static String stageName(Summary.Row row) {
        String name = row.node().name();
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static StageInfo of(Graph graph, List<Summary.Row> rows, Map<String, ReceptiveField> fields) {
        Summary.Row last = rows.get(rows.size() - 1);
        for (Summary.Row row : rows) {
            if (!row.shape().vector()) {
                last = row;
            }
        }
        List<Node> selections = rows.stream()
                .map(Summary.Row::node)
                .filter(node -> node.op() instanceof Select)
                .toList();
        return new StageInfo(
                stageName(rows.get(0)),
                last.shape(),
                selections.size(),
                selections.isEmpty() ? kernels(rows) : choices(graph, selections),
                Optional.ofNullable(fields.get(last.node().name())),
                rows.stream().mapToLong(Summary.Row::parameters).sum(),
                rows.stream().mapToLong(Summary.Row::macs).sum());
    }

    private static List<String> kernels(List<Summary.Row> rows) {
        Set<String> kernels = new LinkedHashSet<>();
        for (Summary.Row row : rows) {
            if (row.node().op() instanceof Conv2d op && op.window().taps() > 1) {
                kernels.add(kernel(op.window()));
            } else if (row.node().op() instanceof MaxPool op) {
                kernels.add(kernel(op.window()));
            }
        }
        return List.copyOf(kernels);
    }

    private static List<String> choices(Graph graph, List<Node> selections) {
        Set<String> kernels = new LinkedHashSet<>();
        for (Node selection : selections) {
            int branches = ((Select) selection.op()).branches();
            for (String branch : selection.inputs().subList(0, branches)) {
                BranchConvolution.find(graph, branch).ifPresent(op -> kernels.add(kernel(op.window())));
            }
        }
        return List.copyOf(kernels);
    }

    private static String kernel(Window window) {
        String kernel = window.kernel().height() + "×" + window.kernel().width();
        return window.dilation().equals(Size.square(1)) ? kernel : kernel + " dilation " + window.dilation();
    }
}
