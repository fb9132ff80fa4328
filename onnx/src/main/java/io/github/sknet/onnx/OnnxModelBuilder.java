package io.github.sknet.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes an ONNX model node by node; knows names and bytes, but no network. */
final class OnnxModelBuilder {

    private final Opset opset;
    private final GraphProto.Builder graph;
    private final Set<String> taken;
    private final Set<String> initializers = new HashSet<>();

    /**
     * An empty model.
     *
     * @param opset what its operators mean
     * @param reserved the names that {@link #reserve} must not give: those of inputs and outputs
     */
    OnnxModelBuilder(String name, Opset opset, Collection<String> reserved) {
        this.opset = opset;
        this.graph = GraphProto.newBuilder().setName(name);
        this.taken = new HashSet<>(reserved);
    }

    Opset opset() {
        return opset;
    }

    void input(String name, Object... extents) {
        graph.addInput(floatValue(name, extents));
    }

    void output(String name, Object... extents) {
        graph.addOutput(floatValue(name, extents));
    }

    /** An output of whole numbers. */
    void outputLongs(String name, Object... extents) {
        graph.addOutput(value(TensorProto.DataType.INT64, name, extents));
    }

    /** Adds a node with one output, named as wished or, where that name is taken, alike; returns the output's name. */
    String add(String opType, String wished, List<String> inputs, AttributeProto... attributes) {
        return addNamed(opType, reserve(wished), inputs, attributes);
    }

    /** A name for {@link #addNamed}: the one wished or, where that is taken, one alike. */
    String reserve(String wished) {
        String name = wished;
        for (int i = 2; !taken.add(name); i++) {
            name = wished + "/" + i;
        }
        return name;
    }

    /** Adds a node whose one output has exactly the given name. */
    String addNamed(String opType, String name, List<String> inputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(opType)
                .setName(name)
                .addAllInput(inputs)
                .addOutput(name)
                .addAllAttribute(Arrays.asList(attributes)));
        return name;
    }

    /** Adds a node with several outputs, named {@code name/0}, {@code name/1} … or alike; returns their names. */
    List<String> addMany(String opType, String name, int outputs, List<String> inputs, AttributeProto... attributes) {
        List<String> names = IntStream.range(0, outputs)
                .mapToObj(i -> reserve(name + "/" + i))
                .toList();
        graph.addNode(NodeProto.newBuilder()
                .setOpType(opType)
                .setName(name)
                .addAllInput(inputs)
                .addAllOutput(names)
                .addAllAttribute(Arrays.asList(attributes)));
        return names;
    }

    /** A constant of floats under a name that says what it is; written once however often it is asked for. */
    String floats(String name, List<Integer> shape, float[] values) {
        if (initializers.add(name)) {
            taken.add(name);
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            graph.addInitializer(TensorProto.newBuilder()
                    .setName(name)
                    .setDataType(TensorProto.DataType.FLOAT.getNumber())
                    .addAllDims(shape.stream().map(Integer::longValue).toList())
                    .setRawData(UnsafeByteOperations.unsafeWrap(bytes)));
        }
        return name;
    }

    /** A one-dimensional constant of whole numbers (axes, sizes, indices); equal ones are written once. */
    String longs(long... values) {
        String name = "const/" + Arrays.stream(values).mapToObj(Long::toString).collect(Collectors.joining("_"));
        return longs(name, values);
    }

    /** A one-dimensional constant of whole numbers under a name of its own. */
    String longs(String name, long[] values) {
        if (initializers.add(name)) {
            taken.add(name);
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asLongBuffer().put(values);
            graph.addInitializer(TensorProto.newBuilder()
                    .setName(name)
                    .setDataType(TensorProto.DataType.INT64.getNumber())
                    .addDims(values.length)
                    .setRawData(UnsafeByteOperations.unsafeWrap(bytes)));
        }
        return name;
    }

    /** The model. What nobody reads is left out, such as a concatenation whose parts are read one by one. */
    ModelProto build(String producerVersion, Map<String, String> metadata) {
        dropUnread();
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(opset.irVersion())
                .setProducerName("sknet")
                .setProducerVersion(producerVersion)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset.version()))
                .setGraph(graph);
        metadata.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build();
    }

    private void dropUnread() {
        Set<String> read = new HashSet<>();
        graph.getOutputList().forEach(output -> read.add(output.getName()));
        List<NodeProto> kept = new ArrayList<>();
        for (int i = graph.getNodeCount() - 1; i >= 0; i--) {
            NodeProto node = graph.getNode(i);
            if (node.getOutputList().stream().anyMatch(read::contains)) {
                read.addAll(node.getInputList());
                kept.add(node);
            }
        }
        Collections.reverse(kept);
        List<TensorProto> constants = graph.getInitializerList().stream()
                .filter(constant -> read.contains(constant.getName()))
                .toList();
        graph.clearNode().addAllNode(kept).clearInitializer().addAllInitializer(constants);
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto attribute(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    static AttributeProto attribute(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    static AttributeProto attribute(String name, List<Integer> values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(values.stream().map(Integer::longValue).toList())
                .build();
    }

    /** A float value whose extents are numbers, or strings where they are free. */
    private static ValueInfoProto floatValue(String name, Object... extents) {
        return value(TensorProto.DataType.FLOAT, name, extents);
    }

    private static ValueInfoProto value(TensorProto.DataType kind, String name, Object... extents) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (Object extent : extents) {
            TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
            shape.addDim(
                    extent instanceof Integer size
                            ? dimension.setDimValue(size)
                            : dimension.setDimParam(extent.toString()));
        }
        TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder()
                .setElemType(kind.getNumber())
                .setShape(shape)
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
