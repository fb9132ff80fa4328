package io.github.sknet.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.modality.cv.util.NDImageUtils;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrays of this engine beside those of DJL's PyTorch. */
class HeapArrayTest {

    /** An operation on an array of floats (2, 3, 4). */
    record Operation(String name, UnaryOperator<NDArray> operator) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Operation> operations() {
        return List.of(
                new Operation("reshape", x -> x.reshape(4, -1)),
                new Operation("flatten", NDArray::flatten),
                new Operation("expandDims", x -> x.expandDims(1)),
                new Operation("expandDims at the end", x -> x.expandDims(-1)),
                new Operation("squeeze", x -> x.expandDims(0).squeeze(0)),
                new Operation("squeeze all", x -> x.expandDims(0).expandDims(2).squeeze()),
                new Operation("transpose", NDArray::transpose),
                new Operation("transpose axes", x -> x.transpose(2, 0, 1)),
                new Operation("swapAxes", x -> x.swapAxes(0, 2)),
                new Operation("split", x -> x.split(new long[] {1}, 1).get(1)),
                new Operation("split evenly", x -> x.split(2).get(0)),
                new Operation("slice", x -> x.get(":, 1:3, ::2")),
                new Operation("element", x -> x.get(1)),
                new Operation("from the end", x -> x.get(new NDIndex("..., -1"))),
                new Operation("stack", x -> NDArrays.stack(new NDList(x, x.mul(2), x), 1)),
                new Operation("concat", x -> NDArrays.concat(new NDList(x, x.mul(2)), 2)),
                new Operation("softmax", x -> x.softmax(1)),
                new Operation("softmax of the last", x -> x.softmax(-1)),
                new Operation("add", x -> x.add(3)),
                new Operation("sub", x -> x.sub(x.get(":, :1"))),
                new Operation("mul", x -> x.mul(x.get("0"))),
                new Operation("div", x -> x.div(7)),
                new Operation(
                        "to double and back",
                        x -> x.toType(DataType.FLOAT64, false).toType(DataType.FLOAT32, false)),
                new Operation(
                        "to int", x -> x.mul(10).toType(DataType.INT32, false).toType(DataType.FLOAT32, false)),
                new Operation(
                        "to long", x -> x.mul(10).toType(DataType.INT64, true).toType(DataType.FLOAT32, true)),
                new Operation(
                        "normalize",
                        x -> NDImageUtils.normalize(
                                x.get(0).expandDims(2), new float[] {0.1f, 0.2f, 0.3f}, new float[] {0.5f, 0.6f, 0.7f
                                })),
                new Operation("duplicate", NDArray::duplicate));
    }

    private static NDArray floats(NDManager manager) {
        Random random = new Random(3);
        float[] values = new float[24];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 4 - 2;
        }
        return manager.create(values, new Shape(2, 3, 4));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void agreesWithPyTorch(Operation operation) {
        try (NDManager own = NDManager.newBaseManager(SKNetEngine.NAME);
                NDManager other = NDManager.newBaseManager("PyTorch")) {
            NDArray expected = operation.operator().apply(floats(other));
            NDArray said = operation.operator().apply(floats(own));
            assertEquals(expected.getShape(), said.getShape());
            assertEquals(expected.getDataType(), said.getDataType());
            assertArrayEquals(expected.toFloatArray(), said.toFloatArray(), 1e-6f);
        }
    }

    @Test
    void imagesBecomeTensorsAsInPyTorch() {
        byte[] samples = new byte[5 * 4 * 3];
        new Random(4).nextBytes(samples);
        List<float[]> tensors = Stream.of(SKNetEngine.NAME, "PyTorch")
                .map(engine -> {
                    try (NDManager manager = NDManager.newBaseManager(engine)) {
                        NDArray image = manager.create(ByteBuffer.wrap(samples), new Shape(5, 4, 3), DataType.UINT8);
                        NDArray tensor = NDImageUtils.toTensor(NDImageUtils.centerCrop(image, 2, 3));
                        assertEquals(new Shape(3, 3, 2), tensor.getShape());
                        return tensor.toFloatArray();
                    }
                })
                .toList();
        assertArrayEquals(tensors.get(1), tensors.get(0), 1e-7f);
    }

    @Test
    void whatItCantDoIsRefused() {
        try (NDManager manager = NDManager.newBaseManager(SKNetEngine.NAME)) {
            NDArray array = floats(manager);
            assertThrows(UnsupportedOperationException.class, array::exp);
            assertEquals(
                    "Arrays of the engine SKNet prepare images; they have no operation 'relu'",
                    assertThrows(
                                    UnsupportedOperationException.class,
                                    () -> array.getNDArrayInternal().relu())
                            .getMessage());
            assertEquals(
                    "Arrays of shapes (2, 3, 4) and (5) do not fit each other",
                    assertThrows(IllegalArgumentException.class, () -> array.add(manager.create(new float[5])))
                            .getMessage());
        }
    }

    @Test
    void closedArraysAreGone() {
        NDArray array;
        try (NDManager manager = NDManager.newBaseManager(SKNetEngine.NAME)) {
            array = floats(manager);
            assertEquals(1, manager.getManagedArrays().size());
        }
        assertThrows(IllegalStateException.class, array::toFloatArray);
    }
}
