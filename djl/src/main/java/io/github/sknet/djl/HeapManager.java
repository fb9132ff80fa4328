package io.github.sknet.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Makes {@link HeapArray}s: DJL's manager of the engine {@code SKNet}. */
class HeapManager extends BaseNDManager {

    private HeapManager(NDManager parent, Device device) {
        super(parent, device);
        if (!this.device.equals(Device.cpu())) {
            throw new IllegalArgumentException(
                    "The engine " + SKNetEngine.NAME + " computes on the processor, not on " + this.device);
        }
    }

    /** The root of all managers, which is made when it is first asked for: only then DJL knows the engine. */
    static HeapManager system() {
        return Root.MANAGER;
    }

    @Override
    public Engine getEngine() {
        return Engine.getEngine(SKNetEngine.NAME);
    }

    @Override
    public ByteBuffer allocateDirect(int capacity) {
        return ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
    }

    @Override
    public HeapArray from(NDArray array) {
        if (array == null || array instanceof HeapArray) {
            return (HeapArray) array;
        }
        HeapArray copy = create(array.toByteBuffer(), array.getShape(), array.getDataType());
        copy.setName(array.getName());
        return copy;
    }

    @Override
    public HeapArray create(Buffer data, Shape shape, DataType type) {
        int elements = Math.toIntExact(shape.size());
        BaseNDManager.validateBuffer(data, type, elements);
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(elements, type.getNumOfBytes()))
                .order(ByteOrder.nativeOrder());
        BaseNDManager.copyBuffer(data, bytes);
        bytes.rewind();
        return new HeapArray(this, bytes, shape, type);
    }

    /** Floats of a shape. */
    HeapArray floats(float[] values, Shape shape) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.nativeOrder());
        bytes.asFloatBuffer().put(values);
        return new HeapArray(this, bytes, shape, DataType.FLOAT32);
    }

    @Override
    public NDArray zeros(Shape shape, DataType type) {
        int bytes = Math.multiplyExact(Math.toIntExact(shape.size()), type.getNumOfBytes());
        return new HeapArray(this, ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder()), shape, type);
    }

    @Override
    public NDArray ones(Shape shape, DataType type) {
        return full(shape, 1, type);
    }

    @Override
    public NDArray full(Shape shape, float value, DataType type) {
        float[] values = new float[Math.toIntExact(shape.size())];
        Arrays.fill(values, value);
        return floats(values, shape).toType(type, false);
    }

    @Override
    public NDManager newSubManager(Device device) {
        HeapManager manager = new HeapManager(this, device);
        attachInternal(manager.uid, manager);
        return manager;
    }

    /** Lives as long as the process. */
    private static final class Root extends HeapManager implements SystemNDManager {

        private static final Root MANAGER = new Root();

        private Root() {
            super(null, null);
        }
    }
}
