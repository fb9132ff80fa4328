package io.github.sknet.onnx.importer.proto;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.github.sknet.graph.weights.ElementType;
import io.github.sknet.onnx.importer.model.Constant;
import io.github.sknet.onnx.importer.model.MemoryBudget;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * Reads tensors of ONNX files. Floats of all precisions become floats, integers and booleans whole numbers.
 *
 * @param external where tensors are that are not in the file
 * @param budget how much may be read
 */
record TensorReader(ExternalData external, MemoryBudget budget) {

    /**
     * A tensor's values.
     *
     * @throws IllegalArgumentException when its type is not supported, or it does not hold as many values as it says
     */
    Constant read(TensorProto tensor) {
        List<Integer> shape = shape(tensor);
        int count = Constant.elements(shape);
        DataType type = DataType.forNumber(tensor.getDataType());
        if (type == null) {
            throw new IllegalArgumentException("its data type " + tensor.getDataType() + " is unknown");
        }
        if (tensor.getDataLocation() == DataLocation.EXTERNAL) {
            return raw(type, shape, count, external.read(tensor, (long) count * bytes(type)));
        }
        if (tensor.hasRawData()) {
            ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer();
            if (bytes.remaining() != (long) count * bytes(type)) {
                throw new IllegalArgumentException("it holds " + bytes.remaining() + " bytes, but its shape " + shape
                        + " needs " + (long) count * bytes(type));
            }
            return raw(type, shape, count, bytes);
        }
        return listed(tensor, type, shape, count);
    }

    private static List<Integer> shape(TensorProto tensor) {
        List<Integer> shape = new ArrayList<>();
        for (long axis : tensor.getDimsList()) {
            if (axis < 0 || axis > Constant.MAX_ELEMENTS) {
                throw new IllegalArgumentException("its shape " + tensor.getDimsList() + " can't be");
            }
            shape.add((int) axis);
        }
        return shape;
    }

    private static int bytes(DataType type) {
        return switch (type) {
            case BOOL, INT8, UINT8 -> 1;
            case FLOAT16, BFLOAT16, INT16, UINT16 -> 2;
            case FLOAT, INT32, UINT32 -> 4;
            case DOUBLE, INT64, UINT64 -> 8;
            default -> throw new IllegalArgumentException("its data type " + type + " is not supported");
        };
    }

    private Constant raw(DataType type, List<Integer> shape, int count, ByteBuffer bytes) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        return switch (type) {
            case FLOAT -> floats(ElementType.F32, shape, count, bytes);
            case DOUBLE -> floats(ElementType.F64, shape, count, bytes);
            case FLOAT16 -> floats(ElementType.F16, shape, count, bytes);
            case BFLOAT16 -> floats(ElementType.BF16, shape, count, bytes);
            case BOOL, UINT8 -> wholes(shape, count, i -> bytes.get(i) & 0xFF);
            case INT8 -> wholes(shape, count, bytes::get);
            case INT16 -> wholes(shape, count, i -> bytes.getShort(2 * i));
            case UINT16 -> wholes(shape, count, i -> bytes.getShort(2 * i) & 0xFFFF);
            case INT32 -> wholes(shape, count, i -> bytes.getInt(4 * i));
            case UINT32 -> wholes(shape, count, i -> bytes.getInt(4 * i) & 0xFFFFFFFFL);
            default -> wholes(shape, count, i -> bytes.getLong(8 * i));
        };
    }

    private Constant floats(ElementType type, List<Integer> shape, int count, ByteBuffer bytes) {
        budget.take(count, Float.BYTES);
        float[] values = new float[count];
        type.decode(bytes, values, 0, count);
        return Constant.of(shape, values);
    }

    private Constant wholes(List<Integer> shape, int count, IntToLongFunction value) {
        budget.take(count, Long.BYTES);
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = value.applyAsLong(i);
        }
        return Constant.of(shape, values);
    }

    /** Values in a list of their kind, one entry each. */
    private Constant listed(TensorProto tensor, DataType type, List<Integer> shape, int count) {
        return switch (type) {
            case FLOAT -> {
                require(tensor.getFloatDataCount(), shape, count);
                budget.take(count, Float.BYTES);
                float[] values = new float[count];
                for (int i = 0; i < count; i++) {
                    values[i] = tensor.getFloatData(i);
                }
                yield Constant.of(shape, values);
            }
            case DOUBLE -> {
                require(tensor.getDoubleDataCount(), shape, count);
                budget.take(count, Float.BYTES);
                float[] values = new float[count];
                for (int i = 0; i < count; i++) {
                    values[i] = (float) tensor.getDoubleData(i);
                }
                yield Constant.of(shape, values);
            }
            case FLOAT16, BFLOAT16 -> {
                require(tensor.getInt32DataCount(), shape, count);
                ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(count, Short.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
                tensor.getInt32DataList().forEach(bits -> bytes.putShort(bits.shortValue()));
                yield raw(type, shape, count, bytes.flip());
            }
            case INT64 -> {
                require(tensor.getInt64DataCount(), shape, count);
                yield wholes(shape, count, tensor::getInt64Data);
            }
            case UINT32, UINT64 -> {
                require(tensor.getUint64DataCount(), shape, count);
                yield wholes(shape, count, tensor::getUint64Data);
            }
            case BOOL, INT8, UINT8, INT16, UINT16, INT32 -> {
                require(tensor.getInt32DataCount(), shape, count);
                yield wholes(shape, count, tensor::getInt32Data);
            }
            default -> throw new IllegalArgumentException("its data type " + type + " is not supported");
        };
    }

    private static void require(int held, List<Integer> shape, int count) {
        if (held != count) {
            throw new IllegalArgumentException(
                    "it holds " + held + " values, but its shape " + shape + " needs " + count);
        }
    }
}
