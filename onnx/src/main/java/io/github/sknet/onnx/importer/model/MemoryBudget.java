package io.github.sknet.onnx.importer.model;

/**
 * How many values an import may still hold: half of what Java's heap allows. A few bytes of a file can ask for any number.
 */
public final class MemoryBudget {

    private static final long GIBIBYTE = 1L << 30;

    private long bytes;

    /** A budget of the given bytes. */
    public MemoryBudget(long bytes) {
        this.bytes = bytes;
    }

    /** Half of the heap's largest size. */
    public static MemoryBudget ofHeap() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / 2);
    }

    /**
     * Takes what a tensor needs, before memory is.
     *
     * @throws IllegalArgumentException when that is more than is left
     */
    public void take(int values, int bytesEach) {
        bytes -= (long) values * bytesEach;
        if (bytes < 0) {
            throw new IllegalArgumentException(String.format(
                    "the file's tensors take more than half of Java's heap of %.1f GiB; SKNET_JAVA_OPTS=-Xmx… gives more",
                    (double) Runtime.getRuntime().maxMemory() / GIBIBYTE));
        }
    }
}
