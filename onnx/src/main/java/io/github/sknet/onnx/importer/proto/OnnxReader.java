package io.github.sknet.onnx.importer.proto;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.sknet.graph.json.Json;
import io.github.sknet.onnx.importer.OnnxImportException;
import io.github.sknet.onnx.importer.model.Constant;
import io.github.sknet.onnx.importer.model.InputSpec;
import io.github.sknet.onnx.importer.model.MemoryBudget;
import io.github.sknet.onnx.importer.model.OnnxGraph;
import io.github.sknet.onnx.importer.model.OnnxNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads an ONNX file: a protobuf message (onnx.proto of the ONNX project). All that it says of itself is checked: types, sizes, names,
 * the order of nodes, and where external tensors lie.
 */
public final class OnnxReader {

    /** The oldest operator set that is understood: the first without a notion of consumed inputs. */
    public static final int OLDEST_OPSET = 6;

    /** The newest operator set that ONNX Runtime 1.28 takes, too. */
    public static final int NEWEST_OPSET = 26;

    private final TensorReader tensors;
    private final AttributeReader attributes;

    private OnnxReader(Path folder, MemoryBudget budget) {
        this.tensors = new TensorReader(new ExternalData(folder), budget);
        this.attributes = new AttributeReader(tensors);
    }

    /**
     * What a file holds.
     *
     * @param graph the network
     * @param metadata texts about it
     */
    public record Model(OnnxGraph graph, Map<String, String> metadata) {}

    /**
     * Reads a file.
     *
     * @param budget how much its tensors may take
     * @throws OnnxImportException naming the file, when it is none, is damaged or wants what it may not have
     * @throws IOException when it can't be read
     */
    public static Model read(Path file, MemoryBudget budget) throws IOException {
        ModelProto model = parse(file);
        try {
            Path folder = file.toAbsolutePath().getParent();
            Map<String, String> metadata = new LinkedHashMap<>();
            model.getMetadataPropsList().forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
            return new Model(new OnnxReader(folder, budget).graph(model), metadata);
        } catch (IllegalArgumentException e) {
            throw new OnnxImportException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a file that holds one tensor alone, as ONNX's own tests do.
     *
     * @throws OnnxImportException naming the file, when it is none
     * @throws IOException when it can't be read
     */
    public static Constant readTensor(Path file) throws IOException {
        try {
            Path folder = file.toAbsolutePath().getParent();
            return new TensorReader(new ExternalData(folder), MemoryBudget.ofHeap())
                    .read(TensorProto.parseFrom(Files.readAllBytes(file)));
        } catch (IllegalArgumentException | InvalidProtocolBufferException e) {
            throw new OnnxImportException(file + " is no ONNX tensor: " + e.getMessage(), e);
        }
    }

    private static ModelProto parse(Path file) throws IOException {
        long size = Files.size(file);
        if (size > Constant.MAX_ELEMENTS) {
            throw new OnnxImportException(
                    file + " is larger than 2 GiB, which no ONNX file is: larger weights lie in files beside it");
        }
        try {
            CodedInputStream in = CodedInputStream.newInstance(Files.readAllBytes(file));
            // Weights then stay where they were read, instead of being copied.
            in.enableAliasing(true);
            ModelProto model = ModelProto.parseFrom(in);
            if (!model.hasGraph() || model.getOpsetImportCount() == 0) {
                throw new OnnxImportException(file + " is no ONNX file: it holds no graph");
            }
            return model;
        } catch (InvalidProtocolBufferException e) {
            throw new OnnxImportException(file + " is no ONNX file, or a damaged one: " + e.getMessage(), e);
        }
    }

    private OnnxGraph graph(ModelProto model) {
        GraphProto graph = model.getGraph();
        if (graph.getSparseInitializerCount() > 0) {
            throw new IllegalArgumentException("sparse tensors are not supported");
        }
        Map<String, Constant> constants = new LinkedHashMap<>();
        for (TensorProto tensor : graph.getInitializerList()) {
            constants.put(tensor.getName(), tensor(tensor));
        }
        List<InputSpec> inputs = new ArrayList<>();
        for (ValueInfoProto input : graph.getInputList()) {
            if (!constants.containsKey(input.getName())) {
                inputs.add(input(input));
            }
        }
        List<String> outputs =
                graph.getOutputList().stream().map(ValueInfoProto::getName).toList();
        List<OnnxNode> nodes = new ArrayList<>();
        graph.getNodeList().forEach(node -> nodes.add(node(node)));
        OnnxGraph read = new OnnxGraph(opset(model), inputs, outputs, constants, nodes);
        checkOrder(read);
        return read;
    }

    private static int opset(ModelProto model) {
        for (OperatorSetIdProto set : model.getOpsetImportList()) {
            if (isOnnx(set.getDomain())) {
                if (set.getVersion() < OLDEST_OPSET || set.getVersion() > NEWEST_OPSET) {
                    throw new IllegalArgumentException("its operator set is " + set.getVersion() + "; those from "
                            + OLDEST_OPSET + " to " + NEWEST_OPSET + " are understood");
                }
                return (int) set.getVersion();
            }
        }
        throw new IllegalArgumentException("it does not say which version of ONNX's operators it uses");
    }

    private static boolean isOnnx(String domain) {
        return domain.isEmpty() || domain.equals("ai.onnx");
    }

    private Constant tensor(TensorProto tensor) {
        try {
            return tensors.read(tensor);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("tensor '" + Json.cut(tensor.getName()) + "': " + e.getMessage(), e);
        }
    }

    private static InputSpec input(ValueInfoProto input) {
        TypeProto.Tensor type = input.getType().getTensorType();
        List<OptionalLong> extents = new ArrayList<>();
        for (TensorShapeProto.Dimension dimension : type.getShape().getDimList()) {
            // A size of 0 or less is how some writers say that it is free.
            extents.add(
                    dimension.hasDimValue() && dimension.getDimValue() > 0
                            ? OptionalLong.of(dimension.getDimValue())
                            : OptionalLong.empty());
        }
        return new InputSpec(input.getName(), extents);
    }

    private OnnxNode node(NodeProto node) {
        String domain = node.getDomain();
        String operator = isOnnx(domain) ? node.getOpType() : domain + "::" + node.getOpType();
        try {
            return new OnnxNode(
                    operator,
                    node.getName(),
                    node.getInputList(),
                    node.getOutputList(),
                    attributes.read(node.getAttributeList()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(operator + " '" + Json.cut(node.getName()) + "': " + e.getMessage(), e);
        }
    }

    /** Every value has one origin, and is read after it is made. */
    private static void checkOrder(OnnxGraph graph) {
        Set<String> known = new HashSet<>(graph.constants().keySet());
        graph.inputs().forEach(input -> known.add(input.name()));
        for (OnnxNode node : graph.nodes()) {
            for (String input : node.inputs()) {
                if (!input.isEmpty() && !known.contains(input)) {
                    throw new IllegalArgumentException(node.operator() + " '" + Json.cut(node.label()) + "' reads '"
                            + Json.cut(input) + "', which no earlier node makes");
                }
            }
            for (String output : node.outputs()) {
                if (!output.isEmpty() && !known.add(output)) {
                    throw new IllegalArgumentException("the value '" + Json.cut(output) + "' is made twice");
                }
            }
        }
        for (String output : graph.outputs()) {
            if (!known.contains(output)) {
                throw new IllegalArgumentException("no node makes the output '" + Json.cut(output) + "'");
            }
        }
    }
}
