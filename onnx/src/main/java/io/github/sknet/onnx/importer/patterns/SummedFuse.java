package io.github.sknet.onnx.importer.patterns;

import io.github.sknet.onnx.importer.lowering.Operators.Internal;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sum of maps' means over all pixels: <em>Fuse</em> as this project's own export has it, map by map. */
record SummedFuse() implements Pattern {

    @Override
    public Optional<OnnxNode> match(OnnxNode last, Matcher matcher) {
        if (!last.operator().equals("Add") || last.inputs().size() != 2) {
            return Optional.empty();
        }
        Optional<OnnxNode> mean = matcher.producer(last.input(1), "GlobalAveragePool");
        Optional<List<String>> maps = matcher.producer(last.input(0), "GlobalAveragePool")
                .or(() -> matcher.producer(last.input(0), Internal.FUSE))
                .map(OnnxNode::inputs);
        if (mean.isEmpty() || maps.isEmpty()) {
            return Optional.empty();
        }
        List<String> inputs = new ArrayList<>(maps.get());
        inputs.add(mean.get().input(0));
        return Optional.of(Matcher.instead(last, Internal.FUSE, inputs, Map.of("keepdims", 1L)));
    }
}
