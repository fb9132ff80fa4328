package io.github.sknet.onnx.quantization;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A convolution or linear layer that is to compute with integers. Its weight has the output channels first.
 *
 * @param node Conv or Gemm
 * @param result the value behind it that has eight bits, too: its own or, where a Relu or Clip alone reads that, theirs; empty for
 *     linear layers, which give floats, and for outputs of the network
 */
record Layer(NodeProto node, Optional<String> result) {

    private static final Set<String> KINDS = Set.of("Conv", "Gemm");
    private static final Set<String> BOUNDS = Set.of("Relu", "Clip");

    /** The value that the layer reads. */
    String input() {
        return node.getInput(0);
    }

    String weight() {
        return node.getInput(1);
    }

    Optional<String> bias() {
        return node.getInputCount() > 2 ? Optional.of(node.getInput(2)) : Optional.empty();
    }

    /** The layers of a graph whose weights are constants. */
    static List<Layer> of(GraphProto graph) {
        Set<String> constants = new HashSet<>();
        graph.getInitializerList().stream().map(TensorProto::getName).forEach(constants::add);
        Map<String, List<NodeProto>> readers = new HashMap<>();
        for (NodeProto node : graph.getNodeList()) {
            node.getInputList()
                    .forEach(value -> readers.computeIfAbsent(value, key -> new ArrayList<>())
                            .add(node));
        }
        Set<String> outputs = new HashSet<>();
        graph.getOutputList().forEach(output -> outputs.add(output.getName()));
        return graph.getNodeList().stream()
                .filter(node -> KINDS.contains(node.getOpType()) && constants.contains(node.getInput(1)))
                .map(node -> new Layer(node, result(node, readers, outputs)))
                .toList();
    }

    private static Optional<String> result(NodeProto layer, Map<String, List<NodeProto>> readers, Set<String> outputs) {
        String value = layer.getOutput(0);
        List<NodeProto> reading = readers.getOrDefault(value, List.of());
        if (reading.size() == 1 && BOUNDS.contains(reading.get(0).getOpType())) {
            value = reading.get(0).getOutput(0);
            reading = readers.getOrDefault(value, List.of());
        }
        // An output of the network is an Identity of what it shows.
        boolean shown =
                reading.stream().flatMap(node -> node.getOutputList().stream()).anyMatch(outputs::contains);
        return layer.getOpType().equals("Gemm") || shown ? Optional.empty() : Optional.of(value);
    }
}
