package io.github.sknet.train.torch;

/**
 * What a run computes with. None of it is part of what is learned, but for the order of sums.
 *
 * @param device where the network and its batches lie
 * @param threads of libtorch's loops on the processor, at least 1
 */
public record Hardware(Device device, int threads) {

    public Hardware {
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads must be at least 1, not " + threads);
        }
    }

    /** The processor, with all its cores. */
    public static Hardware processor() {
        return new Hardware(Device.CPU, Runtime.getRuntime().availableProcessors());
    }

    /**
     * How many threads make batches ahead of the steps. On the processor libtorch has all of them in use, and one decodes in its
     * pauses; beside a GPU they have nothing else to do.
     */
    public int loaderThreads() {
        return device.isProcessor() ? 1 : threads;
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
