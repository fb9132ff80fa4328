package io.github.sknet.djl;

import ai.djl.modality.cv.Image.Interpolation;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.sknet.vision.image.Image;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * DJL's further operations of an array, {@link NDArrayEx}, as far as its image transforms and batches need them. That interface has
 * some fifty methods, most of them for training; a proxy stands for the rest, which refuses.
 */
final class ImageOperations implements InvocationHandler {

    private final HeapArray array;

    private ImageOperations(HeapArray array) {
        this.array = array;
    }

    static NDArrayEx of(HeapArray array) {
        Class<?>[] interfaces = {NDArrayEx.class};
        return (NDArrayEx)
                Proxy.newProxyInstance(NDArrayEx.class.getClassLoader(), interfaces, new ImageOperations(array));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "getArray" -> array;
            case "getIndexer" -> new SliceIndexer();
            case "toTensor" -> toTensor();
            case "normalize" -> normalized((float[]) arguments[0], (float[]) arguments[1]);
            case "resize" ->
                resized((int) arguments[0], (int) arguments[1], Interpolation.values()[(int) arguments[2]]);
            case "stack" -> stacked((NDList) arguments[0], axis(arguments));
            case "concat" -> joined(all((NDList) arguments[0]), axis(arguments));
            default -> {
                if (!method.isDefault()) {
                    throw new UnsupportedOperationException("Arrays of the engine " + SKNetEngine.NAME
                            + " prepare images; they have no operation '" + method.getName() + "'");
                }
                yield InvocationHandler.invokeDefault(proxy, method, arguments);
            }
        };
    }

    private static int axis(Object[] arguments) {
        return arguments.length > 1 ? (int) arguments[1] : 0;
    }

    /** This array, then the others. */
    private List<HeapArray> all(NDList others) {
        List<HeapArray> all = new ArrayList<>();
        all.add(array);
        others.forEach(other -> all.add(array.heap().from(other)));
        return all;
    }

    /** Samples of 0 … 255, (H, W, C) or (N, H, W, C), as floats of 0 … 1 with the channels in front. */
    private NDArray toTensor() {
        float[] values = array.floats();
        for (int i = 0; i < values.length; i++) {
            values[i] /= 255;
        }
        HeapArray fractions = array.heap().floats(values, array.getShape());
        return array.getShape().dimension() == 3 ? fractions.transpose(2, 0, 1) : fractions.transpose(0, 3, 1, 2);
    }

    /** (value − mean) / deviation, channel by channel, of (C, H, W) or (N, C, H, W). */
    private NDArray normalized(float[] mean, float[] deviation) {
        Shape shape = array.getShape();
        int channels = (int) shape.get(shape.dimension() - 3);
        if (mean.length != channels || deviation.length != channels) {
            throw new IllegalArgumentException("An image of shape " + shape + " has " + channels
                    + " channels, unlike the mean and deviation of " + mean.length);
        }
        int plane = Math.toIntExact(shape.slice(shape.dimension() - 2).size());
        float[] values = array.floats();
        for (int i = 0; i < values.length; i++) {
            int channel = i / plane % channels;
            values[i] = (values[i] - mean[channel]) / deviation[channel];
        }
        return array.heap().floats(values, shape);
    }

    /** Samples of (H, W, C) at another size, as Pillow does it. */
    private NDArray resized(int width, int height, Interpolation interpolation) {
        Shape shape = array.getShape();
        if (shape.dimension() != 3 || array.getDataType() != DataType.UINT8) {
            throw new UnsupportedOperationException("The engine " + SKNetEngine.NAME
                    + " resizes images as they are read, (H, W, C) of bytes, before anything else is done to them, not "
                    + array.getDataType() + " of shape " + shape);
        }
        byte[] samples = array.toByteArray();
        Image image = new Image((int) shape.get(1), (int) shape.get(0), (int) shape.get(2), samples)
                .resize(width, height, ownName(interpolation));
        return array.heap()
                .create(ByteBuffer.wrap(image.samples()), new Shape(height, width, shape.get(2)), DataType.UINT8);
    }

    private static io.github.sknet.graph.preprocessing.Interpolation ownName(Interpolation interpolation) {
        return switch (interpolation) {
            case NEAREST -> io.github.sknet.graph.preprocessing.Interpolation.NEAREST;
            case BILINEAR -> io.github.sknet.graph.preprocessing.Interpolation.BILINEAR;
            case BICUBIC -> io.github.sknet.graph.preprocessing.Interpolation.BICUBIC;
            case AREA ->
                throw new UnsupportedOperationException(
                        "The engine " + SKNetEngine.NAME
                                + " does not resize by area; bilinear, which smooths what becomes smaller, is the nearest to it");
        };
    }

    private NDArray stacked(NDList others, int axis) {
        List<HeapArray> raised = all(others).stream()
                .map(each -> (HeapArray) each.expandDims(axis))
                .toList();
        return joined(raised, axis);
    }

    private static NDArray joined(List<HeapArray> arrays, int axis) {
        Shape first = arrays.get(0).getShape();
        DataType type = arrays.get(0).getDataType();
        int along = axis < 0 ? axis + first.dimension() : axis;
        long[] extents = first.getShape().clone();
        extents[along] = 0;
        for (HeapArray each : arrays) {
            Shape shape = each.getShape();
            boolean fits = each.getDataType() == type
                    && shape.dimension() == first.dimension()
                    && shape.slice(0, along).equals(first.slice(0, along))
                    && shape.slice(along + 1).equals(first.slice(along + 1));
            if (!fits) {
                throw new IllegalArgumentException("Arrays of " + type + " " + first + " and of " + each.getDataType()
                        + " " + shape + " can't be joined");
            }
            extents[along] += shape.get(along);
        }
        Shape joined = new Shape(extents);
        ByteBuffer target =
                ByteBuffer.allocate(Math.multiplyExact(Math.toIntExact(joined.size()), type.getNumOfBytes()));
        long rows = first.slice(0, along).size();
        for (int row = 0; row < rows; row++) {
            for (HeapArray each : arrays) {
                ByteBuffer bytes = each.toByteBuffer(false);
                int length = Math.toIntExact(bytes.limit() / rows);
                target.put(bytes.slice(row * length, length));
            }
        }
        HeapManager heap = arrays.get(0).heap();
        return new HeapArray(
                heap, target.rewind().order(arrays.get(0).toByteBuffer(false).order()), joined, type);
    }
}
