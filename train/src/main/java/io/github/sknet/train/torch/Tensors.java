package io.github.sknet.train.torch;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Numbers into libtorch and out of it. Maps (N, C, H, W) are laid out channels-last. */
public final class Tensors {

    private Tensors() {}

    /** The axes as libtorch takes them. */
    public static long[] axes(List<Integer> shape) {
        return shape.stream().mapToLong(Integer::longValue).toArray();
    }

    /** A float tensor of the given values in libtorch's memory. */
    public static Tensor toTorch(io.github.sknet.graph.weights.Tensor tensor) {
        return NativeScope.handOut(() -> channelsLast(Tensor.create(tensor.values(), axes(tensor.shape()))));
    }

    /** Class numbers (N) as the long tensor that losses take. */
    public static Tensor labels(int[] labels) {
        return Tensor.create(Arrays.stream(labels).asLongStream().toArray());
    }

    /** The same tensor where it is laid out as wanted, else a copy. */
    public static Tensor channelsLast(Tensor tensor) {
        return tensor.contiguous(tensor.dim() == 4 ? MemoryFormat.ChannelsLast : MemoryFormat.Contiguous);
    }

    /** A tensor's values as floats in row-major order, whatever its type and layout. */
    public static io.github.sknet.graph.weights.Tensor toJava(Tensor tensor) {
        return NativeScope.get(() -> {
            Tensor plain = tensor.detach().to(ScalarType.Float).contiguous(MemoryFormat.Contiguous);
            float[] values = new float[Math.toIntExact(plain.numel())];
            new FloatPointer(plain.data_ptr()).get(values);
            return new io.github.sknet.graph.weights.Tensor(shape(plain), values);
        });
    }

    /** A tensor's axes. */
    public static List<Integer> shape(Tensor tensor) {
        return Arrays.stream(tensor.shape()).mapToObj(Math::toIntExact).toList();
    }

    /** Overwrites a tensor in place. */
    public static void copy(io.github.sknet.graph.weights.Tensor from, Tensor to) {
        NativeScope.run(() ->
                NativeScope.withoutGradients(() -> to.copy_(Tensor.create(from.values(), axes(from.shape())))));
    }
}
