package io.github.sknet.onnx.importer;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Writes small ONNX files. A node's output is named as its operator and a number; weights are the same in every run. */
final class TestFile {

    /** An axis that the file leaves free. */
    static final int FREE = -1;

    private final ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(8);
    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");
    private final Random random = new Random(7);
    private int next = 1;

    private TestFile(int opset) {
        model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset));
    }

    /** A file of a version, whose input {@code x} has the given axes. */
    static TestFile of(int opset, int... axes) {
        TestFile file = new TestFile(opset);
        file.graph.addInput(value("x", 1, axes));
        return file;
    }

    private static ValueInfoProto value(String name, int type, int... axes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (int i = 0; i < axes.length; i++) {
            TensorShapeProto.Dimension.Builder axis = TensorShapeProto.Dimension.newBuilder();
            shape.addDim(axes[i] == FREE ? axis.setDimParam("free" + i) : axis.setDimValue(axes[i]));
        }
        TypeProto.Tensor tensor =
                TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape).build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /** Another input, which no network here has. */
    TestFile input(String name, int... axes) {
        graph.addInput(value(name, 1, axes));
        return this;
    }

    /** A constant of random floats. */
    String weight(int... shape) {
        float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * 0.5f;
        }
        return floats(values, shape);
    }

    /** A constant of random floats that are more than 0. */
    String positive(int... shape) {
        float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.5f + random.nextFloat();
        }
        return floats(values, shape);
    }

    /** A single number. */
    String number(double value) {
        return floats(new float[] {(float) value});
    }

    String floats(float[] values, int... shape) {
        TensorProto.Builder tensor = tensor(TensorProto.DataType.FLOAT, shape);
        for (float value : values) {
            tensor.addFloatData(value);
        }
        return add(tensor);
    }

    /** Sizes, axes or indices. */
    String longs(long... values) {
        TensorProto.Builder tensor = tensor(TensorProto.DataType.INT64, values.length);
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        return add(tensor);
    }

    /** A single index. */
    String index(long value) {
        return add(tensor(TensorProto.DataType.INT64).addInt64Data(value));
    }

    String add(TensorProto.Builder tensor) {
        String name = "constant" + next++;
        graph.addInitializer(tensor.setName(name));
        return name;
    }

    static TensorProto.Builder tensor(TensorProto.DataType type, int... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(type.getNumber());
        Arrays.stream(shape).forEach(tensor::addDims);
        return tensor;
    }

    /** A node with one output, whose name this is. Inputs are texts, attributes {@link Attribute}s. */
    String node(String operator, Object... inputsAndAttributes) {
        return nodes(operator, 1, inputsAndAttributes).get(0);
    }

    /** A node with several outputs. */
    List<String> nodes(String operator, int outputs, Object... inputsAndAttributes) {
        NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator);
        for (Object each : inputsAndAttributes) {
            if (each instanceof Attribute attribute) {
                node.addAttribute(attribute.proto());
            } else {
                node.addInput((String) each);
            }
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            names.add(operator + next++);
        }
        graph.addNode(node.addAllOutput(names).setName(names.get(0)));
        return names;
    }

    /** An attribute. */
    record Attribute(AttributeProto proto) {}

    static Attribute ints(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        Arrays.stream(values).forEach(attribute::addInts);
        return new Attribute(attribute.build());
    }

    static Attribute of(String name, long value) {
        return new Attribute(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build());
    }

    static Attribute of(String name, double value) {
        return new Attribute(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF((float) value)
                .build());
    }

    static Attribute of(String name, String value) {
        return new Attribute(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build());
    }

    static Attribute floats(String name, double... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.FLOATS);
        Arrays.stream(values).forEach(value -> attribute.addFloats((float) value));
        return new Attribute(attribute.build());
    }

    /** Declares an output. */
    TestFile output(String name) {
        graph.addOutput(ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder().setElemType(1))));
        return this;
    }

    byte[] bytes() {
        return model.setGraph(graph).build().toByteArray();
    }

    Path write(Path folder) throws IOException {
        Path file = folder.resolve("model.onnx");
        Files.write(file, bytes());
        return file;
    }
}
