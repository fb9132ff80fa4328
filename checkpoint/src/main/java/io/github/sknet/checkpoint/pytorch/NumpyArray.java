package io.github.sknet.checkpoint.pytorch;

import io.github.sknet.graph.weights.ElementType;
import io.github.sknet.graph.weights.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.razorvine.pickle.PickleException;

/** An array of NumPy, whose numbers stand in the pickle. It is made empty, and then filled by its state. */
final class NumpyArray implements PickledTensor {

    /** The type of an array's elements: {@code dtype("f4")} and, as state, its byte order. */
    static final class Type {

        private static final Map<String, ElementType> ELEMENTS = Map.of(
                "f8", ElementType.F64,
                "f4", ElementType.F32,
                "f2", ElementType.F16,
                "i8", ElementType.I64,
                "i4", ElementType.I32,
                "i2", ElementType.I16,
                "i1", ElementType.I8,
                "u1", ElementType.U8,
                "b1", ElementType.BOOL);

        private final String code;
        private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

        private Type(String code) {
            this.code = code;
        }

        static Object of(Object[] arguments) {
            return arguments.length > 0 && arguments[0] instanceof String code
                    ? new Type(code)
                    : new PythonObject("numpy.dtype");
        }

        /** (version, byte order, …). */
        void setState(Object state) {
            if (state instanceof Object[] parts && parts.length > 1 && ">".equals(parts[1])) {
                order = ByteOrder.BIG_ENDIAN;
            }
        }

        Optional<ElementType> elements() {
            return Optional.ofNullable(ELEMENTS.get(code));
        }
    }

    private List<Integer> shape = List.of();
    private Type type;
    private boolean columnsFirst;
    private byte[] bytes;

    /** (bytes, type, shape, order): how NumPy pickles arrays since protocol 5. */
    static Object ofBuffer(Object[] arguments) {
        NumpyArray array = new NumpyArray();
        array.fill(arguments[2], arguments[1], "F".equals(arguments[3]), arguments[0]);
        return array;
    }

    /** (version, shape, type, whether columns come first, bytes). */
    void setState(Object state) {
        if (!(state instanceof Object[] parts) || parts.length != 5) {
            throw new PickleException("an array's state is no tuple of five");
        }
        fill(parts[1], parts[2], Boolean.TRUE.equals(parts[3]), parts[4]);
    }

    private void fill(Object shape, Object type, boolean columnsFirst, Object bytes) {
        this.shape = List.copyOf(TensorFunctions.shape(shape));
        this.columnsFirst = columnsFirst;
        if (type instanceof Type known && bytes instanceof byte[] content) {
            this.type = known;
            this.bytes = content;
        }
    }

    /** Whether its elements are numbers that can be read; arrays of objects and of texts are not. */
    boolean isReadable() {
        return type != null && type.elements().isPresent();
    }

    @Override
    public List<Integer> shape() {
        return shape;
    }

    long elements() {
        return shape.contains(0) ? 0 : Tensor.elements(shape);
    }

    /** How many bytes of the pickle its numbers are. */
    int storedBytes() {
        return bytes.length;
    }

    /**
     * The array in row-major order.
     *
     * @throws PickleException when its bytes are not as many as its shape and type say
     */
    Tensor toTensor() {
        ElementType element = type.elements().orElseThrow();
        long elements = elements();
        if (elements * element.bytes() != bytes.length) {
            throw new PickleException(
                    "an array of shape " + shape + " and type " + element + " has " + bytes.length + " bytes");
        }
        float[] values = new float[(int) elements];
        element.decode(ByteBuffer.wrap(bytes).order(type.order), values, 0, values.length);
        if (!columnsFirst) {
            return new Tensor(shape, values);
        }
        Long[] strides = new Long[shape.size()];
        long stride = 1;
        for (int axis = 0; axis < strides.length; axis++) {
            strides[axis] = stride;
            stride *= shape.get(axis);
        }
        return new TensorView(new Storage(element, "", elements), 0, shape, List.of(strides)).toTensor(values);
    }
}
