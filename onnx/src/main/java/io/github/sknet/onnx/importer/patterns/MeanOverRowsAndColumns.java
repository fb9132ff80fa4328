package io.github.sknet.onnx.importer.patterns;

import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mean over the last axis, and then over what then is the last: global pooling as {@code mean(-1).mean(-1)}. */
record MeanOverRowsAndColumns() implements Pattern {

    @Override
    public Optional<OnnxNode> match(OnnxNode last, Matcher matcher) {
        if (!isOverLast(last, matcher)) {
            return Optional.empty();
        }
        return matcher.producer(last.input(0), last.operator())
                .filter(first -> isOverLast(first, matcher))
                .map(first -> Matcher.instead(
                        last,
                        last.operator(),
                        List.of(first.input(0)),
                        Map.of("axes", new ArrayList<>(List.of(-2L, -1L)), "keepdims", 0L)));
    }

    private static boolean isOverLast(OnnxNode node, Matcher matcher) {
        boolean reduction =
                node.operator().equals("ReduceMean") || node.operator().equals("ReduceMax");
        return reduction
                && !node.attributes().flag("keepdims", true)
                && matcher.axes(node)
                        .filter(axes -> axes.length == 1 && axes[0] == -1)
                        .isPresent();
    }
}
