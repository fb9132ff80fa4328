package io.github.sknet.onnx.quantization;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A float network rewritten: values of eight bits are written once by QuantizeLinear and DequantizeLinear, and all their readers read
 * that; weights and biases are integers behind a DequantizeLinear.
 */
final class Int8Rewriting {

    private final ModelProto model;
    private final Map<String, Range> ranges;
    private final Map<String, Layer> layers;
    private final Map<String, TensorProto> constants;
    private final GraphProto.Builder graph;
    private final IntegerConstants added;
    private final Map<String, float[]> weightScales = new HashMap<>();

    private Int8Rewriting(ModelProto model, List<Layer> layers, Map<String, Range> ranges) {
        this.model = model;
        this.ranges = ranges;
        this.layers =
                layers.stream().collect(Collectors.toMap(layer -> layer.node().getName(), layer -> layer));
        this.constants = model.getGraph().getInitializerList().stream()
                .collect(Collectors.toMap(TensorProto::getName, constant -> constant));
        this.graph = model.getGraph().toBuilder().clearNode();
        this.added = new IntegerConstants(graph);
    }

    /**
     * Rewrites a network.
     *
     * @param layers those that compute with integers
     * @param ranges of all values that have eight bits
     */
    static ModelProto rewrite(ModelProto model, List<Layer> layers, Map<String, Range> ranges) {
        return new Int8Rewriting(model, layers, ranges).run();
    }

    private ModelProto run() {
        writeWeights();
        quantize(graph.getInput(0).getName());
        for (NodeProto node : model.getGraph().getNodeList()) {
            graph.addNode(rewired(node));
            node.getOutputList().forEach(this::quantize);
        }
        dropUnread();
        return model.toBuilder().setGraph(graph).build();
    }

    private void writeWeights() {
        Map<String, float[]> biases = new HashMap<>();
        layers.values().forEach(layer -> layer.bias().ifPresent(name -> biases.put(name, floats(name))));
        layers.values().stream().collect(Collectors.groupingBy(Layer::weight)).forEach((name, sharing) -> {
            TensorProto weight = constants.get(name);
            float[] values = floats(name);
            int channels = Math.toIntExact(weight.getDims(0));
            float[] scales = WeightScales.of(values, channels, sharing, biases, ranges);
            weightScales.put(name, scales);
            List<Long> perChannel = List.of((long) channels);
            dequantize(
                    name,
                    added.bytes(
                            name + "/int8", DataType.INT8, weight.getDimsList(), WeightScales.weight(values, scales)),
                    added.floats(name + "/scale", perChannel, scales),
                    added.bytes(name + "/zero", DataType.INT8, perChannel, new byte[channels]),
                    true);
        });
    }

    private NodeProto rewired(NodeProto node) {
        NodeProto.Builder rewired = node.toBuilder();
        for (int i = 0; i < node.getInputCount(); i++) {
            String value = node.getInput(i);
            if (ranges.containsKey(value)) {
                rewired.setInput(i, dequantized(value));
            }
        }
        Layer layer = layers.get(node.getName());
        if (layer != null) {
            rewired.setInput(1, dequantized(layer.weight()));
            layer.bias().ifPresent(bias -> rewired.setInput(2, bias(layer, bias)));
        }
        return rewired.build();
    }

    /** The bias of one layer, as the scale of the layer's input is in it. */
    private String bias(Layer layer, String bias) {
        float input = ranges.get(layer.input()).scale();
        float[] scales = weightScales.get(layer.weight()).clone();
        for (int c = 0; c < scales.length; c++) {
            scales[c] *= input;
        }
        String name = layer.node().getName() + "/bias";
        return dequantize(
                name,
                added.ints(name + "/int32", WeightScales.bias(floats(bias), scales)),
                added.floats(name + "/scale", List.of((long) scales.length), scales),
                added.ints(name + "/zero", new int[scales.length]),
                true);
    }

    /** A value through eight bits, where it is one of them. */
    private void quantize(String value) {
        Range range = ranges.get(value);
        if (range == null) {
            return;
        }
        String scale = added.floats(value + "/scale", List.of(), range.scale());
        String zero = added.bytes(value + "/zero", DataType.UINT8, List.of(), new byte[] {(byte) range.zeroPoint()});
        String integers = value + "/uint8";
        graph.addNode(NodeProto.newBuilder()
                .setOpType("QuantizeLinear")
                .setName(integers)
                .addAllInput(List.of(value, scale, zero))
                .addOutput(integers));
        dequantize(value, integers, scale, zero, false);
    }

    private String dequantize(String value, String integers, String scale, String zero, boolean perChannel) {
        String result = dequantized(value);
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType("DequantizeLinear")
                .setName(result)
                .addAllInput(List.of(integers, scale, zero))
                .addOutput(result);
        if (perChannel) {
            node.addAttribute(AttributeProto.newBuilder()
                    .setName("axis")
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(0));
        }
        graph.addNode(node);
        return result;
    }

    private static String dequantized(String value) {
        return value + "/dequantized";
    }

    private float[] floats(String constant) {
        float[] values = new float[constants.get(constant).getRawData().size() / Float.BYTES];
        constants
                .get(constant)
                .getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }

    private void dropUnread() {
        Set<String> read = new HashSet<>();
        graph.getNodeList().forEach(node -> read.addAll(node.getInputList()));
        List<TensorProto> kept = graph.getInitializerList().stream()
                .filter(constant -> read.contains(constant.getName()))
                .toList();
        graph.clearInitializer().addAllInitializer(kept);
    }
}
