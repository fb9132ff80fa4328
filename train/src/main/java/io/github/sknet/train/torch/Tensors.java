package io.github.sknet.train.torch;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Tensors' shapes and layouts, and their values out of libtorch. What makes tensors is a {@link Device}. */
public final class Tensors {

    private Tensors() {}

    /** The axes as libtorch takes them. */
    public static long[] axes(List<Integer> shape) {
        return shape.stream().mapToLong(Integer::longValue).toArray();
    }

    /** The same tensor where it is laid out as wanted, else a copy. */
    public static Tensor channelsLast(Tensor tensor) {
        return tensor.contiguous(tensor.dim() == 4 ? MemoryFormat.ChannelsLast : MemoryFormat.Contiguous);
    }

    /** A tensor's values as floats in row-major order, whatever its device, type and layout. */
    public static io.github.sknet.graph.weights.Tensor toJava(Tensor tensor) {
        return NativeScope.get(() -> {
            Tensor plain = plain(tensor, ScalarType.Float);
            float[] values = new float[Math.toIntExact(plain.numel())];
            new FloatPointer(plain.data_ptr()).get(values);
            return new io.github.sknet.graph.weights.Tensor(shape(plain), values);
        });
    }

    /** The same as doubles. */
    public static double[] doubles(Tensor tensor) {
        return NativeScope.get(() -> {
            Tensor plain = plain(tensor, ScalarType.Double);
            double[] values = new double[Math.toIntExact(plain.numel())];
            new DoublePointer(plain.data_ptr()).get(values);
            return values;
        });
    }

    /** In the processor's memory, where Java can read it. */
    private static Tensor plain(Tensor tensor, ScalarType type) {
        return Device.CPU.moved(tensor.detach().to(type)).contiguous(MemoryFormat.Contiguous);
    }

    /** A tensor's axes. */
    public static List<Integer> shape(Tensor tensor) {
        return Arrays.stream(tensor.shape()).mapToObj(Math::toIntExact).toList();
    }

    /** Overwrites a tensor in place, on whatever device it is. */
    public static void copy(io.github.sknet.graph.weights.Tensor from, Tensor to) {
        NativeScope.run(() ->
                NativeScope.withoutGradients(() -> to.copy_(Device.CPU.tensor(from.values(), axes(from.shape())))));
    }
}
