package io.github.sknet.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrayAdapter;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * An array of DJL's on Java's heap. It can do what preparing images and reading a classifier's scores takes: shapes, parts, other
 * orders of axes, other types, arithmetic with numbers and arrays, softmax, and what {@link ImageOperations} adds. Everything else is
 * refused with an {@link UnsupportedOperationException}.
 */
final class HeapArray extends NDArrayAdapter {

    private ByteBuffer data;

    /**
     * Wraps elements without copying them.
     *
     * @param data the elements in row-major order, each in the machine's byte order
     */
    HeapArray(HeapManager manager, ByteBuffer data, Shape shape, DataType type) {
        super(manager, null, shape, type, NDManager.nextUid());
        this.data = data;
        manager.attachInternal(uid, this);
    }

    HeapManager heap() {
        return (HeapManager) manager;
    }

    @Override
    public void attach(NDManager to) {
        detach();
        manager = to;
        to.attachInternal(getUid(), this);
    }

    @Override
    public void detach() {
        manager.detachInternal(getUid());
        manager = HeapManager.system();
    }

    @Override
    public void intern(NDArray replaced) {
        data = ((HeapArray) replaced).data;
        shape = replaced.getShape();
        dataType = replaced.getDataType();
        replaced.close();
    }

    @Override
    public void close() {
        if (!isClosed) {
            manager.detachInternal(getUid());
            isClosed = true;
            data = null;
        }
    }

    @Override
    public ByteBuffer toByteBuffer(boolean tryDirect) {
        if (isClosed) {
            throw new IllegalStateException("The array is closed");
        }
        return data.duplicate().order(data.order()).rewind();
    }

    /** The values as floats, in row-major order. */
    float[] floats() {
        Elements elements = Elements.of(getDataType());
        ByteBuffer bytes = toByteBuffer(false);
        float[] values = new float[size(getShape())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) elements.get(bytes, i);
        }
        return values;
    }

    private static int size(Shape shape) {
        return Math.toIntExact(shape.size());
    }

    @Override
    public NDArray duplicate() {
        return heap().create(toByteBuffer(false), getShape(), getDataType());
    }

    @Override
    public NDArray toType(DataType type, boolean copy) {
        if (type.equals(getDataType())) {
            return copy ? duplicate() : this;
        }
        Elements from = Elements.of(getDataType());
        Elements to = Elements.of(type);
        int count = size(shape);
        ByteBuffer source = toByteBuffer(false);
        ByteBuffer target = ByteBuffer.allocate(Math.multiplyExact(count, type.getNumOfBytes()))
                .order(source.order());
        for (int i = 0; i < count; i++) {
            to.put(target, i, from.get(source, i));
        }
        return new HeapArray(heap(), target, shape, type);
    }

    @Override
    public NDArray reshape(Shape wanted) {
        long[] extents = wanted.getShape().clone();
        int free = IntStream.range(0, extents.length)
                .filter(axis -> extents[axis] < 0)
                .findFirst()
                .orElse(-1);
        if (free >= 0) {
            long others = Arrays.stream(extents).filter(extent -> extent >= 0).reduce(1, (a, b) -> a * b);
            extents[free] = others == 0 ? 0 : getShape().size() / others;
        }
        Shape reshaped = new Shape(extents);
        if (reshaped.size() != getShape().size()) {
            throw new IllegalArgumentException("An array of shape " + getShape() + " has "
                    + getShape().size() + " values, and " + wanted + " takes another number");
        }
        return new HeapArray(heap(), toByteBuffer(false), reshaped, getDataType());
    }

    @Override
    public NDArray flatten() {
        return reshape(new Shape(getShape().size()));
    }

    @Override
    public NDArray expandDims(int axis) {
        int at = axis < 0 ? axis + getShape().dimension() + 1 : axis;
        return reshape(getShape().slice(0, at).add(1).addAll(getShape().slice(at)));
    }

    @Override
    public NDArray squeeze(int[] axes) {
        boolean[] removed = new boolean[getShape().dimension()];
        for (int axis : axes) {
            int at = axis(axis);
            if (getShape().get(at) != 1) {
                throw new IllegalArgumentException(
                        "The axis " + axis + " of an array of shape " + getShape() + " is longer than 1");
            }
            removed[at] = true;
        }
        return reshape(new Shape(IntStream.range(0, removed.length)
                .filter(axis -> !removed[axis])
                .mapToLong(getShape()::get)
                .toArray()));
    }

    private int axis(int axis) {
        return axis < 0 ? axis + getShape().dimension() : axis;
    }

    @Override
    public NDArray transpose() {
        int dimensions = getShape().dimension();
        return transpose(IntStream.range(0, dimensions)
                .map(axis -> dimensions - 1 - axis)
                .toArray());
    }

    @Override
    public NDArray transpose(int... axes) {
        long[] own = Strides.of(getShape());
        long[] extents = Arrays.stream(axes)
                .mapToLong(axis -> getShape().get(axis(axis)))
                .toArray();
        return strided(
                new Shape(extents),
                0,
                Arrays.stream(axes).mapToLong(axis -> own[axis(axis)]).toArray());
    }

    @Override
    public NDList split(long sections, int axis) {
        long extent = getShape().get(axis(axis));
        if (sections < 1 || extent % sections != 0) {
            throw new IllegalArgumentException(
                    "An axis of " + extent + " can't be split into " + sections + " parts of one size");
        }
        return split(
                LongStream.range(1, sections).map(i -> i * (extent / sections)).toArray(), axis);
    }

    @Override
    public NDList split(long[] indices, int axis) {
        int at = axis(axis);
        long[] strides = Strides.of(getShape());
        NDList parts = new NDList();
        long from = 0;
        for (int i = 0; i <= indices.length; i++) {
            long to = i < indices.length ? indices[i] : getShape().get(at);
            long[] extents = getShape().getShape().clone();
            extents[at] = to - from;
            parts.add(strided(new Shape(extents), from * strides[at], strides));
            from = to;
        }
        return parts;
    }

    @Override
    public NDArray get(NDManager manager, NDIndex index) {
        NDArray part = getNDArrayInternal().getIndexer(manager).get(this, index);
        part.attach(manager);
        return part;
    }

    @Override
    public NDArray get(NDIndex index) {
        return get(manager, index);
    }

    /**
     * A copy of the elements that steps in this array reach.
     *
     * @param extents of the copy
     * @param offset of its first element
     * @param strides how far neighbours along each of its axes are from each other here, in elements
     */
    HeapArray strided(Shape extents, long offset, long[] strides) {
        int width = getDataType().getNumOfBytes();
        byte[] copy = new byte[Math.multiplyExact(size(extents), width)];
        ByteBuffer source = toByteBuffer(false);
        int to = 0;
        for (long element : Strides.walk(extents, offset, strides)) {
            source.get(Math.toIntExact(element * width), copy, to, width);
            to += width;
        }
        return new HeapArray(heap(), ByteBuffer.wrap(copy).order(source.order()), extents, getDataType());
    }

    @Override
    public NDArray softmax(int axis) {
        int at = axis(axis);
        int count = (int) getShape().get(at);
        int inner = size(getShape().slice(at + 1));
        float[] values = floats();
        for (int outer = 0; outer < values.length; outer += count * inner) {
            for (int i = outer; i < outer + inner; i++) {
                softmax(values, i, count, inner);
            }
        }
        return heap().floats(values, getShape());
    }

    private static void softmax(float[] values, int from, int count, int step) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < count; k++) {
            largest = Math.max(largest, values[from + k * step]);
        }
        double[] powers = new double[count];
        double sum = 0;
        for (int k = 0; k < count; k++) {
            powers[k] = Math.exp(values[from + k * step] - largest);
            sum += powers[k];
        }
        for (int k = 0; k < count; k++) {
            values[from + k * step] = (float) (powers[k] / sum);
        }
    }

    @Override
    public NDArray add(Number number) {
        return add(manager.create(number.floatValue()));
    }

    @Override
    public NDArray add(NDArray other) {
        return combined(other, Float::sum);
    }

    @Override
    public NDArray sub(Number number) {
        return sub(manager.create(number.floatValue()));
    }

    @Override
    public NDArray sub(NDArray other) {
        return combined(other, (a, b) -> a - b);
    }

    @Override
    public NDArray mul(Number number) {
        return mul(manager.create(number.floatValue()));
    }

    @Override
    public NDArray mul(NDArray other) {
        return combined(other, (a, b) -> a * b);
    }

    @Override
    public NDArray div(Number number) {
        return div(manager.create(number.floatValue()));
    }

    @Override
    public NDArray div(NDArray other) {
        return combined(other, (a, b) -> a / b);
    }

    /** A function of two floats. */
    private interface FloatOperator {
        float of(float a, float b);
    }

    /** Value by value, in float; axes of 1 are repeated. */
    private NDArray combined(NDArray other, FloatOperator operator) {
        HeapArray second = heap().from(other);
        Shape common = Strides.broadcast(getShape(), second.getShape());
        float[] a = strided(common, 0, Strides.repeated(getShape(), common)).floats();
        float[] b = second.strided(common, 0, Strides.repeated(second.getShape(), common))
                .floats();
        for (int i = 0; i < a.length; i++) {
            a[i] = operator.of(a[i], b[i]);
        }
        return heap().floats(a, common);
    }

    @Override
    public NDArrayEx getNDArrayInternal() {
        return ImageOperations.of(this);
    }
}
