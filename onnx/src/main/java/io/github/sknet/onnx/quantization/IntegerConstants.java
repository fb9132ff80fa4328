package io.github.sknet.onnx.quantization;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Adds constants to a graph.
 *
 * @param graph what they are added to
 */
record IntegerConstants(GraphProto.Builder graph) {

    String bytes(String name, DataType type, List<Long> shape, byte[] values) {
        return add(name, type, shape, ByteString.copyFrom(values));
    }

    String ints(String name, int[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asIntBuffer().put(values);
        return add(name, DataType.INT32, List.of((long) values.length), ByteString.copyFrom(buffer));
    }

    String floats(String name, List<Long> shape, float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return add(name, DataType.FLOAT, shape, ByteString.copyFrom(buffer));
    }

    private String add(String name, DataType type, List<Long> shape, ByteString raw) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addAllDims(shape)
                .setRawData(raw));
        return name;
    }
}
