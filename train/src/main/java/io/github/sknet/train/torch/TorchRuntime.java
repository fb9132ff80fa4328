package io.github.sknet.train.torch;

import io.github.sknet.graph.Conv2d;
import io.github.sknet.graph.Graph;
import io.github.sknet.graph.Node;
import io.github.sknet.graph.Op;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch;

/**
 * libtorch, loaded and set up for this machine once a process. Whoever uses libtorch calls {@link #start()} first.
 *
 * <p>Two things must be in the environment before the JVM starts, because the libraries read them while they are loaded:
 * {@code OMP_NUM_THREADS} with {@code OPENBLAS_NUM_THREADS=1} (one thread pool instead of two that fight), and the
 * allocator's {@code MALLOC_MMAP_THRESHOLD_} and {@code MALLOC_TRIM_THRESHOLD_} (freed tensors are kept for the next step
 * instead of being unmapped and faulted in again). The {@code sknet} launcher sets them; this class says what is missing.
 *
 * @param threads libtorch uses for one operation
 * @param instructions the instruction set of libtorch's own loops
 * @param oneDnn whether convolutions go to oneDNN
 * @param widePointwise whether channels-last pointwise convolutions with many output channels do so, too
 * @param bfloat16 whether {@link Precision#BFLOAT16} can be used here
 * @param denseBfloat16 whether it can for networks without grouped and 1×1 convolutions
 * @param advice what the environment lacks for full speed, one sentence each
 */
public record TorchRuntime(
        int threads,
        String instructions,
        boolean oneDnn,
        boolean widePointwise,
        boolean bfloat16,
        boolean denseBfloat16,
        List<String> advice) {

    private static final Logger LOG = System.getLogger(TorchRuntime.class.getName());
    private static final long KEEP_BUFFERS_UP_TO = 64L << 20;

    private static TorchRuntime started;
    private static int usualThreads;

    public TorchRuntime {
        advice = List.copyOf(advice);
    }

    /** Loads libtorch if need be. Later calls, from any thread, return the same. */
    public static synchronized TorchRuntime start() {
        if (started == null) {
            NativeLibraries.load();
            usualThreads = torch.get_num_threads();
            Processor processor = Processor.detect();
            // Slower than oneDNN, and it complains at every convolution where it does not know the processor.
            torch.globalContext().setUserEnabledNNPACK(false);
            if (!processor.floatIsSafe()) {
                torch.globalContext().setUserEnabledMkldnn(false);
                LOG.log(
                        Level.WARNING,
                        "oneDNN is off and convolutions are slow: the system reports no processor caches "
                                + "(/sys/devices/system/cpu/cpu0/cache), on which oneDNN's AVX2 kernels crash");
            }
            started = new TorchRuntime(
                    usualThreads,
                    torch.get_cpu_capability().getString(),
                    processor.floatIsSafe(),
                    processor.widePointwiseIsSafe(),
                    processor.bfloat16IsSafe(),
                    processor.denseBfloat16IsSafe(),
                    advise(System.getenv(), usualThreads));
            LOG.log(Level.DEBUG, started::toString);
            started.advice().forEach(sentence -> LOG.log(Level.DEBUG, sentence));
        }
        return started;
    }

    /** The same with so many threads for one operation: from now on, in the whole process. */
    public static synchronized TorchRuntime start(int threads) {
        TorchRuntime runtime = start();
        torch.set_num_threads(threads);
        started = new TorchRuntime(
                threads,
                runtime.instructions,
                runtime.oneDnn,
                runtime.widePointwise,
                runtime.bfloat16,
                runtime.denseBfloat16,
                runtime.advice);
        return started;
    }

    /** How many threads an operation has where nobody says how many: as the environment wants it, or one for each core. */
    static synchronized int usualThreads() {
        start();
        return usualThreads;
    }

    /** What the environment lacks. */
    static List<String> advise(Map<String, String> environment, int threads) {
        List<String> advice = new ArrayList<>();
        if (!environment.containsKey("OMP_NUM_THREADS")) {
            advice.add("OMP_NUM_THREADS is not set: libtorch uses " + threads + " thread(s)");
        }
        if (!environment.getOrDefault("OPENBLAS_NUM_THREADS", "").equals("1")) {
            advice.add("OPENBLAS_NUM_THREADS is not 1: a second thread pool competes with libtorch's");
        }
        for (String threshold : List.of("MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_")) {
            if (bytes(environment.get(threshold)) < KEEP_BUFFERS_UP_TO) {
                advice.add(threshold + " is not raised: large tensors are given back to the system at every step");
            }
        }
        return advice;
    }

    private static long bytes(String value) {
        try {
            return value == null ? 0 : Long.parseLong(value.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /**
     * Checks that a precision can be used for a network on this machine's processor.
     *
     * @throws IllegalArgumentException saying why not
     */
    void require(Precision precision, Graph graph) {
        if (precision != Precision.BFLOAT16 || bfloat16) {
            return;
        }
        if (!denseBfloat16) {
            throw new IllegalArgumentException(
                    "bfloat16 can't be used on this machine: oneDNN needs AVX-512 for it; use float32");
        }
        Optional<Node> unsafe =
                graph.nodes().stream().filter(node -> !isDense(node.op())).findFirst();
        if (unsafe.isPresent()) {
            throw new IllegalArgumentException("bfloat16 can't be used on this machine for the convolution '"
                    + unsafe.get().name() + "', which is grouped or 1×1: the system does not report the processor's "
                    + "caches (/sys/devices/system/cpu/cpu0/cache), and oneDNN then computes it wrongly or ends the "
                    + "process; use float32");
        }
    }

    private static boolean isDense(Op op) {
        return !(op instanceof Conv2d convolution)
                || convolution.groups() == 1 && convolution.window().taps() > 1;
    }
}
