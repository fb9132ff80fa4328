package io.github.sknet.onnx.quantization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.github.sknet.conformance.numbers.Generated;
import io.github.sknet.graph.Activation;
import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.GlobalAveragePool;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.GraphBuilder;
import io.github.sknet.graph.Init;
import io.github.sknet.graph.Linear;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Window;
import io.github.sknet.graph.engine.Engine;
import io.github.sknet.graph.engine.Predictor;
import io.github.sknet.graph.models.Models;
import io.github.sknet.graph.weights.Tensor;
import io.github.sknet.graph.weights.Weights;
import io.github.sknet.onnx.OnnxExporter;
import io.github.sknet.onnx.OnnxOptions;
import io.github.sknet.onnx.Opset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantizationTest {

    private static byte[] exported(Graph graph, Weights weights, Opset opset) {
        return OnnxExporter.toBytes(graph, weights, OnnxOptions.lean().withOpset(opset), Map.of("sknet.labels", "[]"));
    }

    private static void show(Engine engine, Graph graph, Tensor input) {
        try (Predictor predictor = engine.load(graph, Weights.initial(graph, 1), 1)) {
            predictor.predict(input, false);
        }
    }

    /** Every network's outputs stay near the float ones: steps of 1/255 of a range add up, mistakes are of the range itself. */
    @ParameterizedTest
    @ValueSource(strings = {"sknet_tiny", "skresnet18", "shufflenetv2_x0_5_sk", "sknet_seed", "semantic_fpn_sk_small"})
    void outputsStayNear(String name) {
        Graph graph = Models.named(name).build();
        Weights weights = Weights.initial(graph, 5);
        Tensor input = Generated.tensor("input", List.of(4, graph.inputChannels(), 64, 96));
        Quantization quantization = Quantization.of(exported(graph, weights, Opset.USUAL));
        show(quantization.calibration(), graph, input);
        Comparison comparison = quantization.comparison(quantization.quantized());
        show(comparison, graph, input);
        assertEquals(graph.outputs().keySet(), comparison.differences().keySet());
        comparison.differences().forEach((output, difference) -> {
            assertTrue(difference.largest() < 0.15 * difference.magnitude(), output + ": " + difference);
            assertTrue(difference.largest() > 0, output + " is not computed as before");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {Opset.OLDEST, 15, 17, 18, 21, Opset.NEWEST})
    void inEveryForm(int opset) {
        Graph graph = Models.named("sknet_tiny").build();
        Quantization quantization = Quantization.of(exported(graph, Weights.initial(graph, 5), new Opset(opset)));
        Tensor input = Generated.tensor("input", List.of(3, 1, 28, 28));
        show(quantization.calibration(), graph, input);
        Comparison comparison = quantization.comparison(quantization.quantized());
        show(comparison, graph, input);
        Comparison.Difference difference = comparison.differences().get("logits");
        assertEquals(3, difference.rows());
        assertTrue(difference.largest() < 0.15 * difference.magnitude(), difference.toString());
    }

    private static Graph convolutionAndLayer() {
        GraphBuilder b = new GraphBuilder(2);
        Node map = b.add("conv", Conv2d.of(2, 3, Window.of(1)).withBias(Init.torchDefault()), b.input());
        Node mean = b.add("mean", new GlobalAveragePool(), b.add("relu", Activation.relu(), map));
        b.output("logits", b.add("fc", Linear.of(3, 2), mean));
        return b.build();
    }

    /** By hand: what is written of a network of one convolution and one linear layer. */
    @Test
    void theNumbersAreWhatTheyStandFor() throws Exception {
        Graph graph = convolutionAndLayer();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("conv.weight", Tensor.of(new float[] {1, -0.5f, 0.25f, 0.125f, 0, 0}, 3, 2, 1, 1));
        tensors.put("conv.bias", Tensor.of(new float[] {0.5f, -0.25f, 8}, 3));
        tensors.put("fc.weight", Tensor.of(new float[] {1, 2, 4, -8, 0, 1}, 2, 3));
        tensors.put("fc.bias", Tensor.of(new float[] {0, 1}, 2));
        Quantization quantization = Quantization.of(exported(graph, new Weights(tensors), Opset.USUAL));
        assertEquals(2, quantization.layers());
        // The input is from −2 to 3.1: 255 steps of 0.02, of which 100 are below zero.
        show(quantization.calibration(), graph, Tensor.of(new float[] {-2, 1, 3.1f, 0.5f}, 1, 2, 1, 2));
        ModelProto model = ModelProto.parseFrom(quantization.quantized());
        Map<String, TensorProto> constants = model.getGraph().getInitializerList().stream()
                .collect(Collectors.toMap(TensorProto::getName, constant -> constant));

        assertEquals(0.02f, floats(constants.get("input/scale"))[0], 1e-7);
        assertArrayEquals(new byte[] {100}, bytes(constants.get("input/zero")));
        assertArrayEquals(new byte[] {127, -64, 127, 64, 0, 0}, bytes(constants.get("conv.weight/int8")));
        float[] scales = floats(constants.get("conv.weight/scale"));
        assertEquals(1 / 127f, scales[0], 1e-9);
        assertEquals(0.25f / 127, scales[1], 1e-9);
        // A channel without weights still has a bias, which 32 bits hold.
        float[] biasScales = floats(constants.get("conv/bias/scale"));
        int[] biases = ints(constants.get("conv/bias/int32"));
        float[] expected = {0.5f, -0.25f, 8};
        for (int c = 0; c < 3; c++) {
            assertEquals(0.02f * scales[c], biasScales[c], 1e-6 * biasScales[c]);
            assertEquals(expected[c], biases[c] * (double) biasScales[c], 1e-4);
        }
        assertArrayEquals(new byte[] {32, 64, 127, -127, 0, 16}, bytes(constants.get("fc.weight/int8")));
        assertEquals(
                List.of("sknet.labels"),
                model.getMetadataPropsList().stream()
                        .map(entry -> entry.getKey())
                        .toList());
        assertEquals(model.getGraph().getInitializerCount(), constants.size(), "each is written once");
        assertTrue(!constants.containsKey("conv.weight"), "the floats are gone");
    }

    /** The relu alone reads the convolution, so its result has eight bits; the output has not. */
    @Test
    void valuesGoThroughEightBitsWhereLayersMeet() throws Exception {
        Graph graph = convolutionAndLayer();
        Quantization quantization = Quantization.of(exported(graph, Weights.initial(graph, 1), Opset.USUAL));
        show(quantization.calibration(), graph, Generated.tensor("input", List.of(2, 2, 5, 5)));
        GraphProto written = ModelProto.parseFrom(quantization.quantized()).getGraph();
        assertEquals(
                List.of("input/uint8", "relu/uint8", "mean/uint8"),
                written.getNodeList().stream()
                        .filter(node -> node.getOpType().equals("QuantizeLinear"))
                        .map(NodeProto::getName)
                        .toList());
        NodeProto convolution = written.getNodeList().stream()
                .filter(node -> node.getOpType().equals("Conv"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of("input/dequantized", "conv.weight/dequantized", "conv/bias/dequantized"),
                convolution.getInputList());
    }

    /** A head that two levels share: one weight, and a bias for the scale of each level. */
    @Test
    void sharedWeightsAreWrittenOnce() throws Exception {
        GraphBuilder b = new GraphBuilder(4);
        Node first = b.add("head", Conv2d.of(4, 4, Window.of(3).padding(1)).withBias(Init.torchDefault()), b.input());
        Node again = b.addSharing("head2", first, b.add("relu", Activation.relu(), first));
        b.output("result", b.add("end", Activation.sigmoid(), again));
        Graph graph = b.build();
        Quantization quantization = Quantization.of(exported(graph, Generated.weights(graph), Opset.USUAL));
        Tensor input = Generated.tensor("input", List.of(2, 4, 6, 6));
        show(quantization.calibration(), graph, input);
        byte[] quantized = quantization.quantized();
        List<String> names = ModelProto.parseFrom(quantized).getGraph().getInitializerList().stream()
                .map(TensorProto::getName)
                .toList();
        assertEquals(names.stream().distinct().toList(), names);
        assertTrue(
                names.containsAll(List.of("head.weight/int8", "head/bias/int32", "head2/bias/int32")), names::toString);
        Comparison comparison = quantization.comparison(quantized);
        show(comparison, graph, input);
        Comparison.Difference difference = comparison.differences().get("result");
        assertTrue(difference.largest() < 0.1 * difference.magnitude(), difference.toString());
        assertEquals(0, difference.rows(), "a map has no rows");
    }

    @Test
    void whatCannotBeQuantisedIsSaid() {
        GraphBuilder b = new GraphBuilder(1);
        b.output("result", b.add("relu", Activation.relu(), b.input()));
        Graph graph = b.build();
        byte[] plain = exported(graph, new Weights(Map.of()), Opset.USUAL);
        String message = assertThrows(IllegalArgumentException.class, () -> Quantization.of(plain))
                .getMessage();
        assertTrue(message.contains("no convolution or linear layer"), message);

        Graph layers = convolutionAndLayer();
        Quantization unseen = Quantization.of(exported(layers, Weights.initial(layers, 1), Opset.USUAL));
        message = assertThrows(IllegalStateException.class, unseen::quantized).getMessage();
        assertTrue(message.contains("ranges are taken from images"), message);
    }

    private static float[] floats(TensorProto constant) {
        float[] values = new float[constant.getRawData().size() / Float.BYTES];
        buffer(constant).asFloatBuffer().get(values);
        return values;
    }

    private static int[] ints(TensorProto constant) {
        int[] values = new int[constant.getRawData().size() / Integer.BYTES];
        buffer(constant).asIntBuffer().get(values);
        return values;
    }

    private static java.nio.ByteBuffer buffer(TensorProto constant) {
        return constant.getRawData().asReadOnlyByteBuffer().order(java.nio.ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(TensorProto constant) {
        return constant.getRawData().toByteArray();
    }
}
