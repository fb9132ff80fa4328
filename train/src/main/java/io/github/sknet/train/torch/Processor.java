package io.github.sknet.train.torch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What oneDNN, libtorch's convolution library, may be trusted with on a processor.
 *
 * <p>oneDNN divides by the size of the processor's caches. Where the operating system reports none, as many virtual
 * machines do, its AVX2 kernels divide by zero and end the process, and so do its bfloat16 kernels for 1×1 convolutions;
 * with depthwise and 1×1 convolutions bfloat16 gradients were wrong, too. Its float kernels for AVX-512 are right, with one
 * exception: channels-last pointwise convolutions of some hundred output channels give wrong numbers, and
 * some of a thousand channels end the process, too.
 *
 * @param cachesKnown whether the operating system reports the processor's caches
 * @param avx512 whether oneDNN finds AVX-512 and is allowed to use it
 */
record Processor(boolean cachesKnown, boolean avx512) {

    private static final Logger LOG = System.getLogger(Processor.class.getName());
    private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final Set<String> NEEDED_FLAGS = Set.of("avx512f", "avx512bw", "avx512vl", "avx512dq");

    /** The one at hand. Only Linux on x86-64 is known to hide caches; elsewhere nothing needs to be guarded against. */
    static Processor detect() {
        boolean guarded = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        return new Processor(
                !guarded || Files.isDirectory(CACHES), hasAvx512(CPU_INFO) && !heldBelowAvx512(System.getenv()));
    }

    /** Whether float convolutions may go to oneDNN. */
    boolean floatIsSafe() {
        return cachesKnown || avx512;
    }

    /** Whether float convolutions of 1×1 kernels with many output channels may go to oneDNN. */
    boolean widePointwiseIsSafe() {
        return cachesKnown;
    }

    /** Whether bfloat16 runs and pays where all convolutions are dense and larger than 1×1. */
    boolean denseBfloat16IsSafe() {
        return avx512;
    }

    /** Whether bfloat16 convolutions run and pay: oneDNN has them for AVX-512 and above only. */
    boolean bfloat16IsSafe() {
        return cachesKnown && avx512;
    }

    /** Whether the environment keeps oneDNN to older instructions. */
    static boolean heldBelowAvx512(Map<String, String> environment) {
        String limit =
                environment.getOrDefault("ONEDNN_MAX_CPU_ISA", environment.getOrDefault("DNNL_MAX_CPU_ISA", "DEFAULT"));
        return !limit.equalsIgnoreCase("DEFAULT")
                && !limit.toUpperCase(Locale.ROOT).startsWith("AVX512")
                && !limit.toUpperCase(Locale.ROOT).startsWith("AVX10");
    }

    /**
     * Whether the processor has all of AVX-512 that oneDNN asks for.
     *
     * @param cpuInfo Linux's description of the processors; without it the cautious answer is no
     */
    static boolean hasAvx512(Path cpuInfo) {
        if (!Files.exists(cpuInfo)) {
            return false;
        }
        try {
            return Files.readAllLines(cpuInfo).stream()
                    .filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> new HashSet<>(Arrays.asList(line.split("\\s+"))))
                    .filter(flags -> flags.containsAll(NEEDED_FLAGS))
                    .isPresent();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} can''t be read: AVX-512 is taken not to be there ({1})", cpuInfo, e);
            return false;
        }
    }
}
