package io.github.sknet.train.torch;

import io.github.sknet.graph.Graph;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/**
 * Where libtorch computes: the processor, or a GPU. Tensors are made by a device. What a computation needs besides is made like a
 * tensor that is there already ({@code new_zeros}, {@code zeros_like}), and so lies beside it.
 *
 * @param name libtorch's: {@code cpu}, {@code cuda:0}, {@code cuda:1} … ({@code meta}, tensors without values, is for tests)
 */
public record Device(String name) {

    private static final Pattern NAME = Pattern.compile("cpu|cuda:\\d{1,2}|meta");
    private static final Pattern ASKED_FOR = Pattern.compile("(cpu)|cuda(?::(\\d{1,2}))?");

    /** The processor. */
    public static final Device CPU = new Device("cpu");

    public Device {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "libtorch's devices are called cpu, cuda:0, cuda:1 …, not '" + name + "'");
        }
    }

    /**
     * The device that a person means, there or not.
     *
     * @param name {@code cpu}, {@code cuda} for the first GPU, or {@code cuda:N} for the GPU N, from 0
     * @throws IllegalArgumentException when it is none of these
     */
    public static Device named(String name) {
        Matcher words = ASKED_FOR.matcher(name);
        if (!words.matches()) {
            throw new IllegalArgumentException("A device is cpu, cuda or cuda:N, not '" + name + "'");
        }
        if (words.group(1) != null) {
            return CPU;
        }
        return new Device("cuda:" + (words.group(2) == null ? 0 : Integer.parseInt(words.group(2))));
    }

    /** Where a tensor lies. */
    public static Device of(Tensor tensor) {
        return NativeScope.get(() -> new Device(tensor.device().str().getString()));
    }

    /** Whether it is the processor. */
    public boolean isProcessor() {
        return equals(CPU);
    }

    /**
     * Checks that the device is there.
     *
     * @throws IllegalArgumentException saying what is missing
     */
    public void require() {
        TorchRuntime.start();
        if (!name.startsWith("cuda:")) {
            return;
        }
        if (!torch.hasCUDA()) {
            throw new IllegalArgumentException(
                    "There is no device " + name
                            + ": this build's libtorch knows the processor alone; Maven's profile gpu takes one that knows GPUs");
        }
        int count = torch.cuda_device_count();
        if (count == 0) {
            throw new IllegalArgumentException("There is no device " + name
                    + ": libtorch finds no GPU that NVIDIA's driver and CUDA would let it use");
        }
        if (Integer.parseInt(name.substring("cuda:".length())) >= count) {
            throw new IllegalArgumentException(
                    "There is no device " + name + ": the last of the GPUs here is cuda:" + (count - 1));
        }
    }

    /**
     * Checks that the device is there and can compute a network in a precision. A GPU's own limits are known to libtorch alone.
     *
     * @throws IllegalArgumentException saying why not
     */
    public void require(Precision precision, Graph graph) {
        require();
        if (isProcessor()) {
            TorchRuntime.start().require(precision, graph);
        }
    }

    /** A tensor of the given values in row-major order. */
    public Tensor tensor(float[] values, long... shape) {
        return NativeScope.handOut(() -> moved(Tensor.create(values, shape)));
    }

    /** A tensor of the given values in row-major order. */
    public Tensor tensor(double[] values, long... shape) {
        return NativeScope.handOut(() -> moved(Tensor.create(values, shape)));
    }

    /** A tensor of the given values in row-major order. */
    public Tensor tensor(int[] values, long... shape) {
        return NativeScope.handOut(() -> moved(Tensor.create(values, shape)));
    }

    /** A tensor of the given values in row-major order. */
    public Tensor tensor(long[] values, long... shape) {
        return NativeScope.handOut(() -> moved(Tensor.create(values, shape)));
    }

    /** A float tensor; maps (N, C, H, W) are laid out channels-last. */
    public Tensor tensor(io.github.sknet.graph.weights.Tensor tensor) {
        return NativeScope.handOut(
                () -> Tensors.channelsLast(moved(Tensor.create(tensor.values(), Tensors.axes(tensor.shape())))));
    }

    /** Class numbers (N) as the long tensor that losses take. */
    public Tensor labels(int[] labels) {
        return tensor(Arrays.stream(labels).asLongStream().toArray(), labels.length);
    }

    /** A float tensor of zeros. */
    public Tensor zeros(long... shape) {
        return NativeScope.handOut(() -> moved(torch.zeros(shape)));
    }

    /** The same values here. */
    Tensor moved(Tensor tensor) {
        return tensor.to(new org.bytedeco.pytorch.Device(name), tensor.scalar_type());
    }

    /** Its kind, by which libtorch switches autocast. */
    DeviceType type() {
        return NativeScope.get(
                () -> new org.bytedeco.pytorch.Device(name).type().intern());
    }

    @Override
    public String toString() {
        return name;
    }
}
