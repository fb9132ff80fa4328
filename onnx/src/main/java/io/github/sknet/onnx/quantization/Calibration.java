package io.github.sknet.onnx.quantization;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.onnx.OnnxSession;
import io.github.sknet.onnx.RuntimeLibrary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An engine that computes the float network in ONNX Runtime and notes the least and the largest number of every value that is to have
 * eight bits. All images together make the range: nothing that was seen is cut off.
 */
final class Calibration implements Engine {

    private final byte[] watched;
    private final Map<String, Range> ranges = new TreeMap<>();
    private boolean seen;

    /**
     * An engine for one network.
     *
     * @param values whose numbers are noted
     */
    Calibration(ModelProto model, Set<String> values) {
        this.watched = watched(model, values).toByteArray();
        values.forEach(value -> ranges.put(value, Range.ZERO));
    }

    /** The network with the values as further outputs. */
    private static ModelProto watched(ModelProto model, Set<String> values) {
        GraphProto.Builder graph = model.getGraph().toBuilder();
        TypeProto.Tensor floats = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .build();
        TypeProto type = TypeProto.newBuilder().setTensorType(floats).build();
        String input = graph.getInput(0).getName();
        values.stream()
                .filter(value -> !value.equals(input))
                .forEach(value -> graph.addOutput(
                        ValueInfoProto.newBuilder().setName(value).setType(type)));
        return model.toBuilder().setGraph(graph).build();
    }

    @Override
    public String name() {
        return "calibration";
    }

    @Override
    public Predictor load(Graph graph, Weights weights, int threads) {
        RuntimeLibrary.require();
        OnnxSession session = OnnxSession.open(watched, threads);
        return new WatchedPredictor(
                graph,
                input -> {
                    Map<String, Tensor> values = new LinkedHashMap<>(session.run(input));
                    note(graph.input().name(), input);
                    values.forEach(this::note);
                    return values;
                },
                session::close);
    }

    private synchronized void note(String value, Tensor numbers) {
        seen = true;
        ranges.computeIfPresent(value, (key, range) -> range.with(numbers.values()));
    }

    /**
     * The range of each value.
     *
     * @throws IllegalStateException when no image was seen
     */
    synchronized Map<String, Range> ranges() {
        if (!seen) {
            throw new IllegalStateException("Nothing was computed yet: ranges are taken from images");
        }
        return Map.copyOf(ranges);
    }
}
