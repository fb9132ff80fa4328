package io.github.sknet.onnx.importer.lowering;

import io.github.sknet.graph.Add;
import io.github.sknet.graph.Concat;
import io.github.sknet.graph.Fuse;
import io.github.sknet.graph.Select;
import io.github.sknet.onnx.importer.evaluation.Dim;
import io.github.sknet.onnx.importer.lowering.Factor.Axis;
import io.github.sknet.onnx.importer.lowering.Feature.Base;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The two operations of selective kernels, which the patterns put in place of what files spell out. */
final class SelectiveKernels {

    private SelectiveKernels() {}

    /** The mean over all pixels of the inputs' sum, (N, C), or (N, C, 1, 1) with {@code keepdims}. */
    static Value fuse(OnnxNode node, Context context) {
        List<Base> maps = maps(node, context, node.inputs().size());
        Base first = maps.get(0);
        Base vector = Standard.vectorOf(first, first.channels());
        boolean alike = maps.stream()
                .allMatch(
                        map -> map.height().same(first.height()) && map.width().same(first.width()));
        String name = NodeNames.of(node);
        Base fused = alike
                ? context.add(name, new Fuse(), maps, Map.of(), vector)
                : context.add(name, new Add(), means(context, maps), Map.of(), vector);
        return node.attributes().flag("keepdims", false) ? Feature.map(fused) : Feature.vector(fused);
    }

    private static List<Base> means(Context context, List<Base> maps) {
        return maps.stream().map(map -> context.standard().pooled(map, "mean")).toList();
    }

    /** Inputs: the maps, then the logits: one of (N, C) for each map, or one of (N, M·C) or (N, M, C) for all. */
    static Value select(OnnxNode node, Context context) {
        int branches = Math.toIntExact(node.attributes().whole("branches", 0));
        List<Base> inputs = maps(node, context, branches);
        inputs.add(
                node.inputs().size() == 2 * branches
                        ? joined(node, context, branches)
                        : whole(node, context, branches));
        return Feature.map(context.add(NodeNames.of(node), Select.of(branches), inputs, Map.of(), inputs.get(0)));
    }

    private static Base joined(OnnxNode node, Context context, int branches) {
        List<Base> logits = new ArrayList<>();
        int channels = 0;
        for (int i = 0; i < branches; i++) {
            Base vector = context.standard().vector(context.feature(node, branches + i));
            channels = Math.addExact(channels, vector.channels());
            logits.add(vector);
        }
        return context.add(
                NodeNames.of(node) + ".logits",
                new Concat(),
                logits,
                Map.of(),
                Standard.vectorOf(logits.get(0), channels));
    }

    private static List<Base> maps(OnnxNode node, Context context, int count) {
        List<Base> maps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            maps.add(context.standard().pixels(context.feature(node, i)));
        }
        return maps;
    }

    /** A vector of all branches' logits, branch by branch. */
    private static Base whole(OnnxNode node, Context context, int branches) {
        Feature logits = context.feature(node, branches);
        if (logits.rank() == 2) {
            return context.standard().vector(logits);
        }
        boolean byBranch = logits.rank() >= 3
                && logits.isBatch(0)
                && logits.view().extent(1).is(branches);
        if (!byBranch || !logits.view().within(1, Axis.CHANNEL)) {
            throw new IllegalArgumentException(
                    "its logits of shape " + logits.view().shape() + " are not (N, branches, C)");
        }
        List<Dim> flat = List.of(logits.view().extent(0), Dim.of(-1));
        return context.standard().vector(logits.with(logits.view().reshape(flat)));
    }
}
