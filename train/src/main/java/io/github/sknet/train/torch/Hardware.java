package io.github.sknet.train.torch;

/**
 * What a run computes with. None of it is part of what is learned, but for the order of sums.
 *
 * @param device where the network and its batches lie
 * @param threads of libtorch's loops on the processor, at least 1
 */
public record Hardware(Device device, int threads) {

    /**
     * So many of libtorch's threads wait for nothing where one makes their batches: a step of the lightest network
     * (shufflenetv2_x0_5_sk, 224 pixels) takes nearly four times as long on a thread as photographs of 480×360 take to be
     * decoded, cut and turned. {@code waiting_share} in a run's metrics says where it is otherwise.
     */
    private static final int FED_BY_ONE = 4;

    public Hardware {
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads must be at least 1, not " + threads);
        }
    }

    /** The processor, with as many threads as {@code OMP_NUM_THREADS} says, or else one for each core. */
    public static Hardware processor() {
        return new Hardware(Device.CPU, TorchRuntime.usualThreads());
    }

    /**
     * How many threads make batches ahead of the steps. On the processor libtorch has all of them in use, and these work in its
     * pauses; beside a GPU they have nothing else to do.
     */
    public int loaderThreads() {
        return device.isProcessor() ? Math.max(1, threads / FED_BY_ONE) : threads;
    }

    /**
     * Makes libtorch, in the whole process, use as many threads.
     *
     * @throws IllegalArgumentException when there is no such device
     */
    public TorchRuntime start() {
        device.require();
        return TorchRuntime.start(threads);
    }
}
